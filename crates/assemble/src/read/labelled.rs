//! How often the skills are right, measured on labelled sentences of our own: a half they were tuned on and a half held.
//! One hand wrote both halves and the words of the skills: on strangers' text the figures are lower than on either half.

use chrono::NaiveDate;
use domain::*;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Book, Sentences,
    dates::Dates,
    stakeholders,
    topics::{Patterns, Topic},
};

/// One labelled sentence.
#[derive(Debug, Deserialize)]
struct Labelled {
    text: String,
    label: bool,
    kind: String,
    /// Whose a promise is, or who says it where that matters.
    side: Option<Side>,
    /// The day promised, where one is stated.
    due: Option<NaiveDate>,
    /// The part that the sentence gives somebody, and whom.
    role: Option<String>,
    who: Option<String>,
}

impl Labelled {
    /// Whether the skill sees it, as a briefing would: goals and figures are the buyer's, a part is somebody's.
    fn seen(&self, topic: Topic) -> bool {
        Patterns::compiled().of(&self.text).has(topic)
            && match topic {
                Topic::Goal | Topic::Metric | Topic::Rival => self.side != Some(Side::Ours),
                Topic::Stakeholder => self.side != Some(Side::Ours) && stakeholders::part(&self.text).is_some(),
                _ => true,
            }
    }
}

/// What was found of what there is.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

fn labelled(skill: &str, half: &str) -> Vec<Labelled> {
    let path = format!("{}/../../tests/fixtures/reading/{skill}.{half}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The score, and with `told` a table of what went wrong.
fn measure(skill: &str, half: &str, topic: Topic, told: bool) -> Score {
    let mut score = Score::default();
    let mut misses = Vec::new();
    for row in labelled(skill, half) {
        let seen = row.seen(topic);
        match (row.label, seen) {
            (true, true) => score.right += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.missed += 1,
            (false, false) => continue,
        }
        if row.label != seen {
            misses.push(format!("  {} {:<18} {}", if row.label { "missed" } else { "wrong " }, row.kind, row.text));
        }
    }
    println!("{skill:<12} {half}: precision {:.3}, recall {:.3}", score.precision(), score.recall());
    if told {
        misses.sort();
        println!("{}", misses.join("\n"));
    }
    score
}

/// The skills with the least precision and recall that they must keep on either half.
const SKILLS: [(&str, Topic, f64, f64); 10] = [
    ("commitments", Topic::Promise, 0.95, 0.95),
    ("concerns", Topic::Concern, 0.95, 0.95),
    ("questions", Topic::Asked, 0.95, 0.95),
    ("next_steps", Topic::NextStep, 0.95, 0.95),
    ("conditions", Topic::Condition, 0.95, 0.90),
    ("decisions", Topic::Decision, 0.90, 0.80),
    ("goals", Topic::Goal, 0.90, 0.80),
    ("metrics", Topic::Metric, 0.90, 0.80),
    ("competition", Topic::Rival, 0.90, 0.80),
    ("stakeholders", Topic::Stakeholder, 0.90, 0.80),
];

#[test]
fn the_skills_are_as_good_as_they_were_on_the_sentences_they_were_tuned_on() {
    for (skill, topic, precision, recall) in SKILLS {
        let score = measure(skill, "tune", topic, true);
        assert!(score.precision() >= precision && score.recall() >= recall, "{skill}: {score:?}");
    }
}

#[test]
fn the_skills_are_as_good_on_sentences_held_back() {
    for (skill, topic, precision, recall) in SKILLS {
        let score = measure(skill, "held", topic, false);
        assert!(score.precision() >= precision && score.recall() >= recall, "{skill}: {score:?}");
    }
}

#[test]
fn a_part_is_given_to_whom_the_sentence_names() {
    for (half, told) in [("tune", true), ("held", false)] {
        let rows = labelled("stakeholders", half);
        let found: Vec<(&Labelled, &str, &str)> = rows
            .iter()
            .filter(|row| row.label)
            .filter_map(|row| stakeholders::part(&row.text).map(|(part, who)| (row, part.word(), who)))
            .collect();
        let right = |(row, part, who): &&(&Labelled, &str, &str)| {
            row.role.as_deref() == Some(&part.to_lowercase().replace(' ', "_")) && row.who.as_deref() == Some(who)
        };
        let (right, wrong): (Vec<&(&Labelled, &str, &str)>, Vec<_>) = found.iter().partition(right);
        println!("parts {half}: {} of {} right", right.len(), found.len());
        if told {
            println!("{wrong:#?}");
        }
        assert!(right.len() * 10 >= found.len() * 9, "{half}");
    }
}

#[test]
fn the_day_of_a_promise_is_read_where_it_is_stated_and_nowhere_else() {
    // A Monday.
    let written = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    for half in ["tune", "held"] {
        let promises: Vec<Labelled> = labelled("commitments", half).into_iter().filter(|row| row.label).collect();
        let wrong: Vec<&Labelled> =
            promises.iter().filter(|row| Dates::new().due(&row.text, written) != row.due).collect();
        println!("days {half}: {} of {} right", promises.len() - wrong.len(), promises.len());
        let told = if half == "tune" { format!("{wrong:#?}") } else { String::new() };
        assert!(wrong.len() * 20 <= promises.len(), "{half}: {told}");
    }
}

#[test]
fn a_promise_is_the_side_s_whose_mail_it_stands_in() {
    let (mut rows, mut read) = (0, 0);
    for row in ["tune", "held"].into_iter().flat_map(|half| labelled("commitments", half)) {
        let Some(side) = row.side.filter(|_| row.text.split(' ').count() > 4) else { continue };
        let evidence = evidence(&row.text, if side == Side::Ours { "m@ours.example" } else { "e@theirs.example" });
        let book = Book::read(&evidence, &Sentences::read(&evidence));
        let sides: Vec<Side> = book.newest(Topic::Promise).map(|line| line.side).collect();
        assert!(sides.iter().all(|found| *found == side), "{}: {sides:?}", row.text);
        rows += 1;
        read += sides.len();
    }
    assert!(rows > 100 && read * 20 > rows * 19, "{read} promises read of {rows}");
}

/// A history of one mail.
fn evidence(text: &str, from: &str) -> Evidence {
    let id = EntryId(Uuid::from_u128(1));
    let passage = Passage {
        id: PassageId { source: SourceId::Entry(id), ordinal: 0 },
        account: None,
        place: Place::default(),
        heading: vec![],
        speaker: None,
        quoted: false,
        text: text.into(),
        hash: TextHash::of(text),
    };
    let entry = Entry {
        id,
        account: None,
        kind: EntryKind::Mail,
        at: "2026-11-16T09:00:00Z".parse().unwrap(),
        zone_minutes: None,
        all_day: false,
        end: None,
        title: "A mail".into(),
        people: vec![Participant { role: PartRole::From, name: None, email: Some(from.into()) }],
        thread: None,
        location: None,
        cancelled: false,
        changes: vec![],
        origin: Origin { path: "a.eml".into(), file: TextHash::of("a"), key: String::new() },
        placement: Placement::Name { name: "x".into() },
    };
    let account = Account {
        id: AccountId(Uuid::from_u128(1)),
        name: "Pellworth Mutual".into(),
        external_id: None,
        domains: vec!["theirs.example".into()],
        industry: None,
        owner: None,
        facts: vec![],
    };
    Evidence {
        account,
        as_of: "2026-11-19T06:40:00Z".parse().unwrap(),
        zone_minutes: 60,
        meeting: None,
        our_domains: vec!["ours.example".into()],
        our_people: vec![],
        contacts: vec![],
        opportunities: vec![],
        history: vec![HistoryEntry { passages: vec![passage], entry }],
        library: vec![],
        documents_searched: 0,
        other_accounts: vec![],
    }
}
