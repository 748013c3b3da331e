//! The sentences of a history that are about something: found once, on all cores, for all who read the same history.

use std::thread;

use domain::{EntryKind, Evidence, HistoryEntry};

use super::{
    sentences,
    topics::{Patterns, Topic, Topics},
};

/// Fewer entries than this are read on one core: starting a thread costs more.
const A_SHARE: usize = 200;

/// Where one sentence stands, and what it may be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// By place in the evidence's history, then in the entry's passages.
    pub(super) entry: usize,
    pub(super) passage: usize,
    /// Bytes of the passage's text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) topics: Topics,
}

/// The sentences of one history, in its order. They belong to the evidence they were read from.
#[derive(Debug, Clone, Default)]
pub struct Sentences {
    pub(super) spans: Vec<Span>,
}

impl Sentences {
    /// Reads the history up to the evidence's as-of time.
    #[must_use]
    pub fn read(evidence: &Evidence) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = evidence.history.len().div_ceil(cores).max(A_SHARE);
        let shares: Vec<Vec<Span>> = thread::scope(|scope| {
            let readers: Vec<_> = evidence
                .history
                .chunks(share)
                .enumerate()
                .map(|(number, entries)| {
                    scope.spawn(move || of_entries(entries, number * share, evidence, Patterns::compiled()))
                })
                .collect();
            readers
                .into_iter()
                .map(|reader| reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        Self { spans: shares.into_iter().flatten().collect() }
    }
}

fn of_entries(entries: &[HistoryEntry], first: usize, evidence: &Evidence, patterns: &Patterns) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, held) in (first..).zip(entries) {
        let entry = &held.entry;
        let unread = matches!(entry.kind, EntryKind::Record | EntryKind::CrmChange);
        if entry.at > evidence.as_of || entry.cancelled || unread {
            continue;
        }
        let promised = entry.title.to_lowercase().contains("as promised");
        for (place, passage) in held.passages.iter().enumerate().filter(|(_, passage)| !passage.quoted) {
            for (start, end) in sentences::of_passage(passage, entry.kind) {
                let text = passage.text.get(start..end).unwrap_or_default();
                let found = if text.contains('\n') { patterns.of(&text.replace('\n', " ")) } else { patterns.of(text) };
                let topics = if promised { found.with(Topic::Delivery) } else { found };
                if !topics.none() {
                    spans.push(Span { entry: number, passage: place, start, end, topics });
                }
            }
        }
    }
    spans
}
