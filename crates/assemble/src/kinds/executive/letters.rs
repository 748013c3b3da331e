//! Part 6: the letters of MEDDPICC, each with its passage or an honest gap.

use domain::{EntryKind, Letter, LetterState};

use crate::{
    cite::{gap, labelled},
    read::{Book, topics::Topic},
};

const LETTERS: [(char, &str, &[Topic], &str); 8] = [
    ('M', "Metrics", &[Topic::Metric], "Which figure would show that this worked?"),
    ('E', "Economic buyer", &[Topic::Buyer], "Who can say yes when everybody else has said maybe?"),
    ('D', "Decision criteria", &[Topic::Criteria], "What will you compare when you choose?"),
    ('D', "Decision process", &[Topic::Process], "Which steps lie between here and a decision, and who takes each?"),
    ('P', "Paper process", &[Topic::Paper], "Which papers must be signed, by whom, and how long does each take?"),
    ('I', "Identified pain", &[Topic::Pain], "What does it cost you to leave things as they are?"),
    ('C', "Champion", &[Topic::Champion], "Who speaks for this when we are not in the room?"),
    ('C', "Competition", &[Topic::Rival], "What else are you looking at, doing nothing included?"),
];

/// All eight letters.
pub(crate) fn letters(book: &Book<'_>) -> Vec<Letter> {
    LETTERS.iter().map(|(letter, name, topics, question)| one(book, *letter, name, topics, question)).collect()
}

fn one(book: &Book<'_>, letter: char, name: &str, topics: &[Topic], question: &str) -> Letter {
    let fits = |line: &&crate::read::Line<'_>| topics.iter().all(|t| line.is(*t)) && !line.is(Topic::Question);
    let said: Vec<_> = book.lines.iter().rev().filter(fits).collect();
    let theirs = || said.iter().filter(|line| line.theirs());
    let entries: std::collections::BTreeSet<_> = theirs().map(|line| line.entry.id).collect();
    let best = theirs().next().or_else(|| said.iter().find(|l| l.entry.kind == EntryKind::Note)).or(said.first());
    let state = match (entries.len(), best) {
        (_, None) => LetterState::Empty,
        (0, _) => LetterState::Suggested,
        (1, _) => LetterState::Noted,
        _ => LetterState::Validated,
    };
    let text = format!("Nothing found on {}.", name.to_lowercase());
    Letter {
        letter,
        name: name.to_owned(),
        state,
        statement: best.map(|line| labelled(name, line)),
        gap: best.is_none().then(|| gap(book, Some(name), &text, &[name], None, Some(question))),
    }
}
