//! The buyer's own words: where a question stands in the account's history, and every question asked there.

use domain::{EntryKind, FoundQuestion, Reply, Statement};

use super::{category::category, cover::matter};
use crate::{
    cite,
    read::{Book, Line, topics::Topic},
};

/// Least share of a question's words that a sentence of the buyer must have to be that question.
const SAME: f64 = 0.7;

/// Where the buyer asked this: the newest sentence that holds it, or nearly all of its words.
pub(super) fn asked<'a>(book: &Book<'a>, question: &str) -> Option<(Line<'a>, Statement)> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (whole, wanted) = (folded(question), matter(question));
    if wanted.is_empty() {
        return None;
    }
    let spoken = |line: &&Line<'a>| line.theirs() && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call);
    let mut best: Option<(f64, Line<'a>)> = None;
    for line in book.lines.iter().rev().filter(spoken) {
        let said = folded(line.text());
        let shared = matter(&said).intersection(&wanted).count();
        #[expect(clippy::cast_precision_loss, reason = "counts of words in one sentence")]
        let share = shared as f64 / wanted.len() as f64;
        let share = if said.contains(&whole) || whole.contains(&said) { 1.0 + share } else { share };
        let said_whole = share >= 1.0 && (said.contains(&whole) || whole.contains(&said));
        let raised = line.is(Topic::Question) || line.is(Topic::Concern);
        let near = said_whole || (raised && shared >= 3 && share >= SAME);
        if near && best.as_ref().is_none_or(|(held, _)| share > *held) {
            best = Some((share, *line));
        }
    }
    best.map(|(_, line)| (line, cite::quote(book, &line)))
}

/// The questions of the buyer in mails and calls, newest first.
pub(super) fn questions(book: &Book<'_>) -> Vec<FoundQuestion> {
    let asked = book.newest(Topic::Question).filter(|line| {
        line.theirs() && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call) && matter(line.text()).len() >= 2
    });
    asked
        .map(|line| {
            let settled = settled(book, line);
            let replied = settled.or_else(|| reply(book, line));
            FoundQuestion {
                words: line.words(),
                who: line.who.to_owned(),
                date: line.date,
                category: category(&line.words()),
                reply: match (settled, replied) {
                    (Some(_), _) => Reply::Settled,
                    (None, Some(_)) => Reply::Replied,
                    (None, None) => Reply::Open,
                },
                asked: cite::quote(book, line),
                replied: replied.map(|line| cite::quote(book, &line)),
            }
        })
        .collect()
}

/// The buyer's later word in the same thread that it is settled.
fn settled<'a>(book: &Book<'a>, asked: &Line<'a>) -> Option<Line<'a>> {
    let thread = asked.entry.thread.as_ref()?;
    let later = |line: &&Line<'a>| {
        line.entry.at > asked.entry.at
            && line.entry.thread.as_ref() == Some(thread)
            && line.who == asked.who
            && line.is(Topic::Settled)
    };
    book.lines.iter().find(later).copied()
}

/// What we said next: in a call the next words of ours, in a thread the next mail of ours that speaks of the same.
fn reply<'a>(book: &Book<'a>, asked: &Line<'a>) -> Option<Line<'a>> {
    let held = book.evidence.history.iter().find(|held| held.entry.id == asked.entry.id)?;
    if asked.entry.kind == EntryKind::Call {
        let next = held.passages.iter().find(|passage| passage.id.ordinal > asked.passage.id.ordinal)?;
        return ours(book, held, next).into_iter().next();
    }
    let thread = asked.entry.thread.as_ref()?;
    let wanted = matter(asked.text());
    let later = book.evidence.history.iter().filter(|held| {
        held.entry.at > asked.entry.at
            && held.entry.at <= book.evidence.as_of
            && held.entry.kind == EntryKind::Mail
            && held.entry.thread.as_ref() == Some(thread)
    });
    later
        .flat_map(|held| held.passages.iter().filter(|passage| !passage.quoted).map(move |passage| (held, passage)))
        .flat_map(|(held, passage)| ours(book, held, passage))
        .find(|line| matter(line.text()).intersection(&wanted).count() > 0)
}

/// The sentences of a passage that is ours.
fn ours<'a>(book: &Book<'a>, held: &'a domain::HistoryEntry, passage: &'a domain::Passage) -> Vec<Line<'a>> {
    if book.voice(&held.entry, passage).0 != domain::Side::Ours {
        return Vec::new();
    }
    let cuts = crate::read::sentences::of_passage(passage, held.entry.kind);
    cuts.into_iter().map(|range| book.line(held, passage, range)).collect()
}
