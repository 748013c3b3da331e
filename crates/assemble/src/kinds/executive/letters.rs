//! Part 6: the letters of MEDDPICC, each with its passage or an honest gap.

use std::collections::{BTreeMap, BTreeSet};

use domain::{EntryKind, Letter, LetterState};

use super::{parts, room};
use crate::{
    cite::{gap, labelled},
    read::{Book, Line, topics::Topic},
};

/// A letter: name, what it is read from, whose word validates it (parts of titles and roles), and the question.
type Row = (char, &'static str, Topic, &'static [&'static str], &'static str);

const LETTERS: [Row; 8] = [
    ('M', "Metrics", Topic::Metric, &["chief", "head", "evaluator"], "Which figure would show that this worked?"),
    (
        'E',
        "Economic buyer",
        Topic::Buyer,
        &["economic buyer", "financial"],
        "Who can say yes when everybody else has said maybe?",
    ),
    ('D', "Decision criteria", Topic::Criteria, &["chief", "head", "buyer"], "What will you compare when you choose?"),
    (
        'D',
        "Decision process",
        Topic::Process,
        &["economic buyer", "financial", "procurement"],
        "Which steps lie between here and a decision, and who takes each?",
    ),
    (
        'P',
        "Paper process",
        Topic::Paper,
        &["legal", "counsel", "procurement"],
        "Which papers must be signed, by whom, and how long does each take?",
    ),
    (
        'I',
        "Identified pain",
        Topic::Pain,
        &["chief", "head", "champion"],
        "What does it cost you to leave things as they are?",
    ),
    ('C', "Champion", Topic::Champion, &["champion"], "Who speaks for this when we are not in the room?"),
    (
        'C',
        "Competition",
        Topic::Rival,
        &["procurement", "buyer", "financial"],
        "What else are you looking at, doing nothing included?",
    ),
];

/// All eight letters.
pub(crate) fn letters(book: &Book<'_>) -> Vec<Letter> {
    let mut quoted = BTreeSet::new();
    LETTERS.iter().map(|row| one(book, row, &mut quoted)).collect()
}

fn one(book: &Book<'_>, row: &Row, quoted: &mut BTreeSet<(domain::PassageId, usize)>) -> Letter {
    let (letter, name, topic, roles, question) = *row;
    let mut said: Vec<&Line<'_>> = if topic == Topic::Metric {
        parts::metrics(book)
    } else {
        book.newest(topic).filter(|line| !line.is(Topic::Question)).collect()
    };
    // A letter that has been quoted for one letter does not count twice while another stands.
    said.sort_by_cached_key(|line| (!line.theirs(), line.long(), quoted.contains(&(line.passage.id, line.start))));
    let theirs = || said.iter().filter(|line| line.theirs());
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let mut entries = BTreeSet::new();
    for line in theirs() {
        if *known.entry(line.who).or_insert_with(|| fits(book, line.who, roles)) {
            entries.insert(line.entry.id);
        }
    }
    let note = || said.iter().find(|line| line.entry.kind == EntryKind::Note);
    let best = theirs().next().or_else(note).or(said.first()).copied();
    let state = match best {
        None => LetterState::Empty,
        Some(line) if !line.theirs() => LetterState::Suggested,
        Some(_) if entries.len() >= 2 => LetterState::Validated,
        Some(_) => LetterState::Noted,
    };
    quoted.extend(best.map(|line| (line.passage.id, line.start)));
    let text = format!("Nothing found on {}.", name.to_lowercase());
    Letter {
        letter,
        name: name.to_owned(),
        state,
        statement: best.map(|line| domain::Statement { label: None, ..labelled(book, name, line) }),
        gap: best.is_none().then(|| gap(book, None, &text, &[name], None, Some(question))),
    }
}

/// Whether the CRM gives this person one of the titles or roles.
fn fits(book: &Book<'_>, who: &str, roles: &[&str]) -> bool {
    let title = room::title(book, who).unwrap_or_default();
    let role = room::role(book, who).map(|s| s.citations.first().quote.clone()).unwrap_or_default();
    let told = format!("{title} {role}").to_lowercase();
    if told.contains("(left") || told.contains("former") {
        return false;
    }
    roles.iter().any(|word| told.contains(word))
}
