//! What worries the buyer, and whether they have said that it is settled.

use domain::EntryKind;

use super::{Book, Line, commitments::content, topics::Topic};

/// A concern in the buyer's words.
pub(crate) struct Concern<'a> {
    pub(crate) line: Line<'a>,
    /// The buyer's own later word that it is settled.
    pub(crate) settled: Option<Line<'a>>,
    /// What we wrote back in the same thread.
    pub(crate) replied: Option<Line<'a>>,
}

/// Concerns, open ones first, then newest first; one per entry, so that a letter is not told twice.
pub(crate) fn concerns<'a>(book: &Book<'a>) -> Vec<Concern<'a>> {
    let mut found: Vec<Concern<'a>> = Vec::new();
    let raised = |line: &&Line<'a>| {
        line.theirs() && line.is(Topic::Concern) && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
    };
    for line in book.lines.iter().rev().filter(raised) {
        let same = content(&line.words());
        let told = |other: &Concern<'a>| {
            other.line.entry.id == line.entry.id && other.line.who == line.who
                || content(&other.line.words()).intersection(&same).count() * 3 > same.len() * 2
        };
        if same.is_empty() || found.iter().any(told) {
            continue;
        }
        let settled = later(book, line, |other| other.theirs() && other.is(Topic::Settled));
        let replied = later(book, line, |other| {
            !other.theirs()
                && other.entry.kind == EntryKind::Mail
                && content(&other.words()).intersection(&same).count() >= 2
        });
        found.push(Concern { line: *line, settled, replied });
    }
    found.sort_by_key(|concern| concern.settled.is_some());
    found
}

fn later<'a>(book: &Book<'a>, from: &Line<'a>, wanted: impl Fn(&Line<'a>) -> bool) -> Option<Line<'a>> {
    let thread = from.entry.thread.as_ref()?;
    let same =
        |line: &&Line<'a>| line.entry.at > from.entry.at && line.entry.thread.as_ref() == Some(thread) && wanted(line);
    book.lines.iter().find(same).copied()
}
