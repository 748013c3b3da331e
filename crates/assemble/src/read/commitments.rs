//! Promises: whose, what, due, and whether later evidence says they were kept.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{Commitment, CommitmentState, EntryKind};

use super::{Book, Line, dates::Dates, topics::Topic};
use crate::cite;

const EMPTY: &[&str] = &[
    "about",
    "after",
    "again",
    "before",
    "could",
    "friday",
    "monday",
    "november",
    "october",
    "other",
    "please",
    "should",
    "their",
    "there",
    "these",
    "thing",
    "those",
    "thursday",
    "tuesday",
    "wednesday",
    "which",
    "would",
    "send",
    "will",
    "have",
    "with",
    "that",
    "this",
    "from",
    "your",
    "they",
    "what",
    "when",
    "then",
    "than",
    "also",
    "into",
    "september",
    "december",
    "january",
    "you",
];

/// A promise with the sentence it was read from.
pub(crate) struct Promise<'a> {
    pub(crate) line: Line<'a>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) state: CommitmentState,
    pub(crate) kept_by: Option<Line<'a>>,
}

/// All promises, one a matter: of two that say the same, the later stands.
pub(crate) fn promises<'a>(book: &Book<'a>) -> Vec<Promise<'a>> {
    let dates = Dates::new();
    let mut found: Vec<Promise<'a>> = Vec::new();
    let mut matters: Vec<BTreeSet<String>> = Vec::new();
    let said = |line: &&Line<'a>| {
        matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
            && line.is(Topic::Promise)
            && !line.is(Topic::Question)
    };
    for line in book.lines.iter().rev().filter(said) {
        let words = line.words();
        let due = dates.due(&words, line.date);
        let concrete = due.is_some() || ["send", "share", "forward", "deliver"].iter().any(|act| words.contains(act));
        if !concrete || words.to_lowercase().starts_with("if ") {
            continue;
        }
        let matter = content(&words);
        let again = found.iter().zip(&matters).any(|(other, held)| {
            other.line.who == line.who && held.intersection(&matter).count() * 2 > matter.len().min(held.len())
        });
        if again || matter.is_empty() {
            continue;
        }
        let kept_by = kept(book, line, &matter);
        let state = match (kept_by.is_some(), due) {
            (true, _) => CommitmentState::Kept,
            (false, Some(day)) if day < book.today => CommitmentState::Overdue,
            _ => CommitmentState::Open,
        };
        found.push(Promise { line: *line, due, state, kept_by });
        matters.push(matter);
    }
    found.sort_by_key(|p| (p.state, p.due.unwrap_or(NaiveDate::MAX), p.line.passage.id, p.line.start));
    found
}

/// The words that tell one matter from another.
pub(crate) fn content(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4 && !word.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
        .filter(|word| !EMPTY.contains(&word.as_str()))
        .collect()
}

fn kept<'a>(book: &Book<'a>, promise: &Line<'a>, matter: &BTreeSet<String>) -> Option<Line<'a>> {
    let later = book.lines.iter().filter(|line| {
        line.entry.at > promise.entry.at
            && line.entry.kind == EntryKind::Mail
            && line.side == promise.side
            && line.is(Topic::Delivery)
    });
    later.copied().find(|line| {
        let told = content(&format!("{} {}", line.entry.title, line.passage.text));
        let shared = matter.intersection(&told).count();
        let named = content(&line.words());
        shared * 2 >= matter.len()
            && (shared >= 2 || matter.len() == 1)
            && (named.intersection(matter).count() > 0 || content(&line.entry.title).intersection(matter).count() > 0)
    })
}

/// The promises as the window's tab shows them.
pub(crate) fn commitments(book: &Book<'_>) -> Vec<Commitment> {
    let all = promises(book);
    let shown = all.iter().map(|promise| Commitment {
        side: promise.line.side,
        who: promise.line.who.to_owned(),
        to: receiver(book, &promise.line),
        what: promise.line.words(),
        made: promise.line.date,
        due: promise.due,
        state: promise.state,
        citations: cite::citation(&promise.line).into(),
        kept_by: promise.kept_by.as_ref().map(|line| cite::citation(line).into()),
    });
    shown.collect()
}

fn receiver(book: &Book<'_>, line: &Line<'_>) -> Option<String> {
    let to = line.entry.people.iter().find(|p| p.role == domain::PartRole::To)?;
    let name = super::label(to);
    Some(book.named(name).map_or(name, |found| found.1).to_owned())
}
