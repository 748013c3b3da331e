//! Reading skills: one pass splits the history into sentences, one set of patterns tells what each may be about.

pub(crate) mod commitments;
pub(crate) mod competition;
pub(crate) mod concerns;
pub(crate) mod conditions;
pub(crate) mod dates;
pub(crate) mod decisions;
pub(crate) mod goals;
#[cfg(test)]
mod labelled;
pub(crate) mod metrics;
pub(crate) mod next_step;
pub(crate) mod people;
pub(crate) mod questions;
pub(crate) mod sentences;
mod spans;
pub(crate) mod stakeholders;
pub(crate) mod standing;
pub(crate) mod topics;

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{Entry, EntryId, EntryKind, Evidence, HistoryEntry, PartRole, Participant, Passage, Side};
pub use spans::Sentences;
use topics::{Topic, Topics};

/// One sentence of the history with where it stands and who said it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) passage: &'a Passage,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) who: &'a str,
    pub(crate) side: Side,
    pub(crate) date: NaiveDate,
    pub(crate) topics: Topics,
}

impl<'a> Line<'a> {
    /// The exact words.
    pub(crate) fn text(&self) -> &'a str {
        self.passage.text.get(self.start..self.end).unwrap_or_default()
    }

    /// The words with line breaks made spaces.
    pub(crate) fn words(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn is(&self, topic: Topic) -> bool {
        self.topics.has(topic)
    }

    /// Too long to be quoted where a shorter one says it.
    pub(crate) fn long(&self) -> bool {
        // A word and its space are two bytes at least.
        self.end - self.start > 2 * LONG && self.text().split_whitespace().count() > LONG
    }

    pub(crate) fn theirs(&self) -> bool {
        self.side == Side::Theirs
    }
}

/// Longer than this and a quote is no longer read.
const LONG: usize = 42;

/// The history as read once.
pub(crate) struct Book<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) today: NaiveDate,
    pub(crate) meeting: Option<&'a HistoryEntry>,
    names: BTreeMap<String, (Side, &'a str)>,
    /// Who is meant by a name as it is written, once it has been looked up.
    meant: RefCell<HashMap<String, Option<(Side, &'a str)>>>,
    given: OnceCell<BTreeSet<String>>,
    entries: BTreeMap<EntryId, &'a HistoryEntry>,
    records: BTreeMap<&'a str, Vec<EntryId>>,
    promises: OnceCell<Vec<commitments::Promise<'a>>>,
    concerns: OnceCell<Vec<concerns::Concern<'a>>>,
    questions: OnceCell<Vec<questions::Question<'a>>>,
    stakeholders: OnceCell<Vec<stakeholders::Stakeholder<'a>>>,
}

impl<'a> Book<'a> {
    pub(crate) fn read(evidence: &'a Evidence, sentences: &Sentences) -> Self {
        let names = people::known(evidence);
        let mut book = Self {
            evidence,
            lines: Vec::new(),
            today: day(evidence.as_of, evidence.zone_minutes),
            meeting: evidence.meeting.and_then(|id| evidence.history.iter().find(|held| held.entry.id == id)),
            names,
            meant: RefCell::default(),
            given: OnceCell::new(),
            entries: evidence.history.iter().map(|held| (held.entry.id, held)).collect(),
            records: BTreeMap::new(),
            promises: OnceCell::new(),
            concerns: OnceCell::new(),
            questions: OnceCell::new(),
            stakeholders: OnceCell::new(),
        };
        for held in evidence.history.iter().filter(|held| held.entry.kind == EntryKind::Record) {
            if let Some((_, name)) = book.named(&held.entry.title) {
                book.records.entry(name).or_default().push(held.entry.id);
            }
        }
        let mut seen = HashSet::new();
        let (mut heard, mut voice) = (None, (Side::Ours, ""));
        for span in &sentences.spans {
            let Some(held) = evidence.history.get(span.entry) else { continue };
            let Some(passage) = held.passages.get(span.passage) else { continue };
            let (entry, start, end, topics) = (&held.entry, span.start, span.end, span.topics);
            let date = day(entry.at, evidence.zone_minutes);
            if heard.replace((span.entry, span.passage)) != Some((span.entry, span.passage)) {
                voice = book.voice(entry, passage);
            }
            let (side, who) = voice;
            if seen.insert((date, who, passage.text.get(start..end).unwrap_or_default())) {
                book.lines.push(Line { entry, passage, start, end, who, side, date, topics });
            }
        }
        book
    }

    /// Who speaks in this passage, and for which side.
    pub(crate) fn voice(&self, entry: &'a Entry, passage: &'a Passage) -> (Side, &'a str) {
        if let Some(speaker) = passage.speaker.as_deref() {
            return self.named(speaker).unwrap_or((Side::Theirs, speaker));
        }
        let author = entry
            .people
            .iter()
            .find(|p| matches!(p.role, PartRole::From | PartRole::Author | PartRole::Owner | PartRole::Host));
        let fallback = if matches!(entry.kind, EntryKind::Mail) { Side::Theirs } else { Side::Ours };
        match author {
            Some(person) => {
                let name = label(person);
                let found = self.named(name);
                (
                    people::side_of(person, self.evidence).or(found.map(|f| f.0)).unwrap_or(fallback),
                    found.map_or(name, |f| f.1),
                )
            }
            None if entry.kind == EntryKind::Note => (Side::Ours, "Our note"),
            None => (fallback, if entry.kind == EntryKind::Mail { "A sender without a name" } else { "Our record" }),
        }
    }

    pub(crate) fn named(&self, name: &str) -> Option<(Side, &'a str)> {
        if let Some(known) = self.meant.borrow().get(name) {
            return *known;
        }
        let found = self.look_up(name);
        self.meant.borrow_mut().insert(name.to_owned(), found);
        found
    }

    fn look_up(&self, name: &str) -> Option<(Side, &'a str)> {
        let key = people::key(name);
        if let Some(found) = self.names.get(&key) {
            return Some(*found);
        }
        let first = format!("{key} ");
        let mut matching = self.names.iter().filter(|(full, _)| full.starts_with(&first));
        match (matching.next(), matching.next()) {
            (Some((_, found)), None) => Some(*found),
            _ => None,
        }
    }

    /// All promises, read once.
    pub(crate) fn promises(&self) -> &[commitments::Promise<'a>] {
        self.promises.get_or_init(|| commitments::promises(self))
    }

    /// All concerns, read once.
    pub(crate) fn concerns(&self) -> &[concerns::Concern<'a>] {
        self.concerns.get_or_init(|| concerns::concerns(self))
    }

    /// All questions, read once.
    pub(crate) fn questions(&self) -> &[questions::Question<'a>] {
        self.questions.get_or_init(|| questions::questions(self))
    }

    /// All that is said of the parts of people of theirs, read once.
    pub(crate) fn stakeholders(&self) -> &[stakeholders::Stakeholder<'a>] {
        self.stakeholders.get_or_init(|| stakeholders::stakeholders(self))
    }

    /// The entry with this id.
    pub(crate) fn entry(&self, id: EntryId) -> Option<&'a HistoryEntry> {
        self.entries.get(&id).copied()
    }

    /// The CRM rows whose title is this person's name.
    pub(crate) fn records(&self, name: &str) -> &[EntryId] {
        self.records.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether this word, in lower case, is part of a known person's name.
    pub(crate) fn is_name(&self, word: &str) -> bool {
        let parts = || self.names.keys().flat_map(|name| name.split(' ')).filter(|part| part.len() > 2);
        self.given.get_or_init(|| parts().map(str::to_owned).collect()).contains(word)
    }

    /// The names under which people are shown.
    pub(crate) fn people(&self) -> impl Iterator<Item = &'a str> {
        self.names.values().map(|(_, name)| *name)
    }

    /// Any span of a passage as a line, read for no topic.
    pub(crate) fn line(&self, held: &'a HistoryEntry, passage: &'a Passage, (start, end): (usize, usize)) -> Line<'a> {
        let (side, who) = self.voice(&held.entry, passage);
        let date = day(held.entry.at, self.evidence.zone_minutes);
        Line { entry: &held.entry, passage, start, end, who, side, date, topics: Topics::default() }
    }

    /// Sentences about this, newest first.
    pub(crate) fn newest(&self, topic: Topic) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().rev().filter(move |line| line.is(topic))
    }
}

/// The name a participant goes by.
pub(crate) fn label(person: &Participant) -> &str {
    person.name.as_deref().or(person.email.as_deref()).unwrap_or("A person without a name")
}

/// The day of an instant in the zone in which dates are told.
pub(crate) fn day(at: DateTime<Utc>, zone_minutes: i32) -> NaiveDate {
    (at + Duration::minutes(i64::from(zone_minutes))).date_naive()
}
