//! What worries the buyer, and whether they have said that it is settled.

use domain::EntryKind;

use super::{Book, Line, commitments::content, topics::Topic};

/// A concern in the buyer's words.
#[derive(Clone, Copy)]
pub(crate) struct Concern<'a> {
    /// The sentence, with the next of its paragraph where it says little alone.
    pub(crate) line: Line<'a>,
    /// The sentence alone.
    pub(crate) raised: Line<'a>,
    /// The buyer's own later word that it is settled.
    pub(crate) settled: Option<Line<'a>>,
    /// What we wrote back in the same thread.
    pub(crate) replied: Option<Line<'a>>,
}

impl<'a> Concern<'a> {
    /// What the library is asked: the concern, after what it answers where it says nothing alone.
    pub(crate) fn asked(&self, book: &Book<'a>) -> String {
        let before = book.standing(&self.line).and_then(|shown| shown.before).map(|line| line.words());
        before.map_or_else(|| self.line.words(), |before| format!("{before} {}", self.line.words()))
    }
}

/// Concerns, open ones first, then newest first; one per entry, so that a letter is not told twice.
pub(crate) fn concerns<'a>(book: &Book<'a>) -> Vec<Concern<'a>> {
    let mut found: Vec<Concern<'a>> = Vec::new();
    let raised = |line: &&Line<'a>| {
        line.theirs() && line.is(Topic::Concern) && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
    };
    let recent = |line: &&Line<'a>| (book.today - line.date).num_days() <= 180;
    let mut raised: Vec<&Line<'a>> = book.lines.iter().rev().filter(raised).filter(recent).collect();
    // Of one letter, the sentence that says most stands for it.
    raised.sort_by_cached_key(|line| {
        let weight = if line.long() { 0 } else { content(&line.words()).len() };
        std::cmp::Reverse((line.date, line.entry.id, weight))
    });
    let mut matters: Vec<std::collections::BTreeSet<String>> = Vec::new();
    for line in raised {
        let same = content(&line.words());
        let told = |(other, matter): (&Concern<'a>, &std::collections::BTreeSet<String>)| {
            other.line.entry.id == line.entry.id && other.line.who == line.who
                || matter.intersection(&same).count() * 3 > same.len() * 2
        };
        if same.is_empty() || line.is(Topic::Settled) || found.iter().zip(&matters).any(told) {
            continue;
        }
        let settled = settled(book, line);
        let replied = later(book, line, |other| {
            !other.theirs()
                && other.entry.kind == EntryKind::Mail
                && content(&other.words()).intersection(&same).count() >= 2
        });
        found.push(Concern { line: widened(line), raised: *line, settled, replied });
        matters.push(same);
    }
    found.sort_by_key(|concern| concern.settled.is_some());
    found
}

/// A short sentence says little alone: it takes the next of its paragraph with it.
fn widened<'a>(line: &Line<'a>) -> Line<'a> {
    let words = |text: &str| text.split_whitespace().count();
    if words(line.text()) >= 9 {
        return *line;
    }
    let paragraph = line.passage.text.get(line.end..).unwrap_or_default().split("\n\n").next().unwrap_or_default();
    let cuts = super::sentences::split(paragraph, line.entry.kind);
    match cuts.first() {
        Some((_, end)) if words(line.text()) + words(paragraph.get(..*end).unwrap_or_default()) <= 42 => {
            Line { end: line.end + end, ..*line }
        }
        _ => *line,
    }
}

/// A later word of the same person that it is settled: in the same thread, or naming the same row.
fn settled<'a>(book: &Book<'a>, raised: &Line<'a>) -> Option<Line<'a>> {
    let rows = rows(&raised.words());
    let later = book.lines.iter().filter(|line| {
        line.entry.at > raised.entry.at && line.theirs() && line.who == raised.who && line.is(Topic::Settled)
    });
    later.copied().find(|line| {
        let thread = line.entry.thread.is_some() && line.entry.thread == raised.entry.thread;
        let named = self::rows(&line.words());
        if named.is_empty() || rows.is_empty() { thread } else { named.iter().any(|row| rows.contains(row)) }
    })
}

/// The `row 12` and `clause 4` that a sentence names.
fn rows(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [name, number] if ["row", "rows", "clause", "question", "point"].contains(&name.as_str()) => {
            number.chars().next().is_some_and(|c| c.is_ascii_digit()).then(|| number.clone())
        }
        _ => None,
    });
    pairs.collect()
}

fn later<'a>(book: &Book<'a>, from: &Line<'a>, wanted: impl Fn(&Line<'a>) -> bool) -> Option<Line<'a>> {
    let thread = from.entry.thread.as_ref()?;
    let same =
        |line: &&Line<'a>| line.entry.at > from.entry.at && line.entry.thread.as_ref() == Some(thread) && wanted(line);
    book.lines.iter().find(same).copied()
}
