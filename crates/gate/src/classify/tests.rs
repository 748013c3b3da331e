//! From words and readers to moments, measured on texts that were labelled beforehand.

use std::{collections::BTreeSet, sync::LazyLock};

use domain::{Contact, ContactId, Recipient, Template};
use serde::Deserialize;

use super::*;
use crate::testing;

#[derive(Debug, Clone, Deserialize)]
struct Reader {
    name: Option<String>,
    email: String,
    title: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Text {
    id: String,
    kind: String,
    to: Vec<Reader>,
    subject: String,
    body: String,
    moments: Vec<String>,
}

/// The labelled texts of a file; none where there is no such file.
fn texts(file: &str) -> Vec<Text> {
    let path = format!("{}/../../tests/fixtures/moments/{file}.jsonl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap_or_default().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Text {
    /// The draft, with its facts. A reminder's own text is its template: the file has none.
    fn case(&self) -> (Draft, Revision, Facts) {
        static FACTS: LazyLock<Facts> = LazyLock::new(testing::facts);
        let (mut draft, mut revision, mut facts) = (testing::draft(), testing::revision(&self.body), FACTS.clone());
        let word = match self.kind.as_str() {
            "stage_change_request" => "stage-change".to_owned(),
            other => other.replace('_', "-"),
        };
        draft.kind = DraftKind::of_word(&word).unwrap();
        revision.subject.clone_from(&self.subject);
        if draft.kind == DraftKind::Reminder {
            let (subject, body) = (self.subject.clone(), self.body.clone());
            draft.template = Some(Template { name: "Meeting reminder".to_owned(), subject, body });
        }
        let recipient = |reader: &Reader| Recipient { name: reader.name.clone(), email: reader.email.clone() };
        revision.recipients = self.to.iter().map(recipient).collect();
        facts.contacts = self.to.iter().zip(50..).map(|(reader, number)| contact(reader, number)).collect();
        (draft, revision, facts)
    }

    /// Moments found, the signs of inside texts with them: those ask for no sign-off but must be seen.
    fn found(&self, words_alone: bool) -> BTreeSet<&'static str> {
        let (mut draft, revision, facts) = self.case();
        if words_alone && matches!(draft.kind, DraftKind::ObjectionAnswer | DraftKind::ProcurementReply) {
            draft.kind = DraftKind::FollowUp;
        }
        let class = classify(&draft, &revision, &facts);
        let mut found: BTreeSet<_> = class.moments.iter().chain(class.signs.iter().map(|sign| &sign.moment)).collect();
        let silent = !found.contains(&Moment::Negotiation) && !found.contains(&Moment::Objection);
        if draft.template.is_some() && silent {
            found.insert(&Moment::Reminder);
        }
        found.into_iter().map(|moment| moment.word()).collect()
    }
}

fn contact(reader: &Reader, number: u128) -> Contact {
    Contact {
        id: ContactId(testing::id(number)),
        account: domain::AccountId(testing::id(2)),
        external_id: None,
        name: reader.name.clone().unwrap_or_default(),
        emails: vec![reader.email.clone()],
        title: reader.title.clone(),
        role: None,
        record: None,
    }
}

/// Precision and recall of a moment.
fn measure(texts: &[Text], moment: &str, words_alone: bool) -> (f64, f64) {
    let (mut hit, mut said, mut meant) = (0_u32, 0_u32, 0_u32);
    for text in texts {
        let (found, labelled) =
            (text.found(words_alone).contains(moment), text.moments.iter().any(|label| label == moment));
        hit += u32::from(found && labelled);
        said += u32::from(found);
        meant += u32::from(labelled);
    }
    (f64::from(hit) / f64::from(said.max(1)), f64::from(hit) / f64::from(meant.max(1)))
}

/// Prints precision and recall for each file, and what is missed. `held.jsonl`, where there is one, was never read while
/// the lists were written, so only it has floors.
#[test]
fn moments_are_found_in_texts_nobody_tuned_for() {
    for (name, file) in [("tune", "tune"), ("tune_2", "tune_2"), ("tune_3", "tune_3"), ("fresh", "held")] {
        let texts = texts(file);
        if texts.is_empty() {
            continue;
        }
        for moment in ["negotiation", "objection", "executive", "reminder", "internal"] {
            let ((p, r), (wp, wr)) = (measure(&texts, moment, false), measure(&texts, moment, true));
            println!("{moment:12} {name:7} precision {p:.3} recall {r:.3}; kind not declared {wp:.3} {wr:.3}");
        }
        if name == "fresh" {
            // Asked are .98, 1.0 and .97; negotiation and objection are not reached. These are floors, so that it gets no
            // worse. The titles of the readers were looked at since, the texts were not.
            assert!(measure(&texts, "negotiation", false).1 >= 0.68);
            assert!(measure(&texts, "executive", false).1 >= 1.0);
            assert!(measure(&texts, "objection", false).1 >= 0.92);
            continue;
        }
        for text in &texts {
            for moment in ["negotiation", "objection", "executive"] {
                let (found, meant) = (text.found(true).contains(moment), text.moments.iter().any(|m| m == moment));
                if found != meant {
                    let word = if meant { "missed" } else { "too many" };
                    println!("{word} {moment} {} {}: {}", text.id, text.subject, text.body);
                }
            }
        }
    }
}

#[test]
fn every_pattern_compiles_and_the_tuned_texts_are_found_whole() {
    assert!(words::all_compiled());
    for file in ["tune", "tune_2", "tune_3"] {
        let texts = texts(file);
        for moment in ["negotiation", "objection", "executive"] {
            assert!(measure(&texts, moment, false).1 >= 1.0, "{file}: {moment}");
        }
    }
}

/// `train_a` and `train_b` wait for a part that learns, `held_2` to measure it: nobody is to read that one before.
#[test]
fn every_labelled_text_can_be_read_and_has_a_name_in_its_file() {
    let mut names = BTreeSet::new();
    for (file, count) in [
        ("tune", 240),
        ("tune_2", 240),
        ("tune_3", 306),
        ("held", 240),
        ("train_a", 200),
        ("train_b", 200),
        ("held_2", 160),
    ] {
        let texts = texts(file);
        assert_eq!(texts.len(), count, "{file}");
        for text in &texts {
            assert!(names.insert((file, text.id.clone())), "{file}: {} stands twice", text.id);
            for moment in &text.moments {
                let known = ["negotiation", "objection", "executive", "reminder", "internal", "general"];
                assert!(known.contains(&moment.as_str()), "{}: {moment}", text.id);
            }
            text.case();
        }
    }
}

/// The moments and topics of a body to one reader who is no executive.
fn class_of(body: &str) -> Class {
    static FACTS: LazyLock<Facts> = LazyLock::new(testing::facts);
    classify(&testing::draft(), &testing::revision(body), &FACTS)
}

#[test]
fn money_and_terms_are_told_apart() {
    for (body, topics) in [
        ("We can offer a discount.", vec![Topic::Money]),
        ("Net 60 works.", vec![Topic::Money]),
        ("It would be 48k, or CHF 46'000.", vec![Topic::Money]),
        ("Wir geben Ihnen 3 % Skonto.", vec![Topic::Money]),
        ("La remise est de dix.", vec![Topic::Money]),
        ("Die Kündigungsfrist ist neu.", vec![Topic::Terms]),
        ("Clause 9 as marked up stands.", vec![Topic::Terms]),
        ("A lower price with a new indemnity.", vec![Topic::Money, Topic::Terms]),
    ] {
        let class = class_of(body);
        assert!(class.moments.contains(&Moment::Negotiation), "{body}");
        assert_eq!(class.topics.into_iter().collect::<Vec<_>>(), topics, "{body}");
    }
    assert!(class_of("We encrypt all of it at rest with AES-256.").topics.is_empty());
}

#[test]
fn a_context_takes_only_the_words_inside_it() {
    for (quiet, loud) in [
        ("In terms of layout, the third.", "In terms of layout fine, and your terms are fine."),
        ("The price of silver fell.", "The price of silver fell and so can our price."),
        ("Tendons contract when cold.", "Tendons contract when cold; the contract is attached."),
        ("The price of silver", "The price\nof silver"),
    ] {
        assert!(!class_of(quiet).moments.contains(&Moment::Negotiation), "{quiet}");
        assert!(class_of(loud).moments.contains(&Moment::Negotiation), "{loud}");
    }
}

#[test]
fn a_sign_is_found_however_it_is_written_and_points_at_its_own_words() {
    for written in [
        "DISCOUNT",
        "dis\u{ad}count",
        "d\u{200b}iscount",
        "ｄｉｓｃｏｕｎｔ",
        "Kündigungsfrist",
        "Ku\u{308}ndigungsfrist",
        "sharpen\u{a0}our\npencil",
        "days’ notice",
        "mark‑up",
    ] {
        let body = format!("Größe: ‘so’ — {written}, wie besprochen.");
        let class = class_of(&body);
        assert!(class.moments.contains(&Moment::Negotiation), "{written:?}");
        for sign in &class.signs {
            assert_eq!(body[sign.span.start as usize..sign.span.end as usize], sign.words);
            assert!(written.contains(&sign.words), "{written:?} {:?}", sign.words);
        }
    }
}

#[test]
fn more_text_never_lowers_the_leading_moment() {
    let bodies: Vec<String> = texts("tune").into_iter().map(|text| text.body).collect();
    let mut seed = 7_u64;
    let mut pick = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &bodies[(seed >> 33) as usize % bodies.len()]
    };
    let leading = |body: &str| class_of(body).moments.into_iter().max();
    for round in 0..2_000 {
        let (one, other) = (pick(), pick());
        let joined = format!("{one}{}{other}", ["\n\n", "\n", " "][round % 3]);
        assert!(leading(&joined) >= leading(one).max(leading(other)), "{joined}");
    }
}

/// Prints how long a draft of 600 words takes: it is classified at each pause of the keys.
#[test]
fn the_time_for_a_long_draft_is_printed() {
    let all: Vec<String> = texts("tune_3").into_iter().map(|text| text.body).collect();
    let body: Vec<&str> = all.iter().flat_map(|body| body.split(' ')).take(600).collect();
    let body = body.join(" ");
    let first = class_of(&body);
    let start = std::time::Instant::now();
    for _ in 0..10 {
        assert_eq!(class_of(&body), first);
    }
    println!("600 words: {:.2} ms", start.elapsed().as_secs_f64() * 100.0);
}

#[test]
fn titles_of_executives_are_told_from_those_who_work_for_them() {
    for title in [
        "CFO",
        "Group CTO",
        "SVP Supply Chain",
        "EVP",
        "VP Operations",
        "Vice President, Sales",
        "Chief People Officer",
        "Chief Legal Officer",
        "General Counsel",
        "Finance Director",
        "Director-General",
        "Managing Director",
        "President",
        "Founder",
        "Co-founder & CEO",
        "Geschäftsführer",
        "Geschäftsführerin",
        "Vorstand",
        "Vorstandsvorsitzende",
        "PDG",
        "directrice générale",
        "Owner",
        "CFO, sponsor of the assistant to nobody",
    ] {
        assert!(is_executive_title(title), "{title}");
    }
    for title in [
        "Head of Security",
        "Assistant to the CFO",
        "VP's office coordinator",
        "VP’s office coordinator",
        "Executive assistant to the CEO",
        "Vice-chair of the works council",
        "Product owner",
        "Process Owner",
        "Account Executive",
        "IT Manager",
        "Procurement Lead",
        "Cello",
        "Casino host",
        "Chief engineer of ferries",
    ] {
        assert!(!is_executive_title(title), "{title}");
    }
}

#[test]
fn what_stays_inside_keeps_its_signs_but_asks_for_nobody() {
    let (draft, mut revision, facts) =
        (testing::draft(), testing::revision("May I give a discount?"), testing::facts());
    revision.recipients = vec![Recipient { name: None, email: "desk@eu.tallyard.example".to_owned() }];
    let class = classify(&draft, &revision, &facts);
    assert_eq!(class.moments, BTreeSet::from([Moment::Internal]));
    assert!(class.topics.is_empty() && class.first_sign(Moment::Negotiation).is_some());
}
