//! Part 13: every cited passage once, numbered in the order of first use.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::{Citation, Item, PassageId, PersonFact, Section, SourceLine, Statement, Version};

use crate::read::{Book, day};

/// Part 13.
pub(crate) fn part(book: &Book<'_>, sections: &[Section]) -> Vec<Item> {
    let mut used: Vec<&Citation> = Vec::new();
    for statement in sections.iter().flat_map(|s| &s.items).flat_map(statements) {
        for citation in statement.citations.iter() {
            if !used.iter().any(|held| held.passage == citation.passage) {
                used.push(citation);
            }
        }
    }
    let wanted: BTreeSet<PassageId> = used.iter().map(|citation| citation.passage).collect();
    let known = known(book, &wanted);
    let lines = used.into_iter().filter_map(|citation| known.get(&citation.passage)).zip(1..);
    lines.map(|(line, number)| Item::Source(SourceLine { number, ..line.clone() })).collect()
}

/// The statements of an item, in reading order.
pub(crate) fn statements(item: &Item) -> Vec<&Statement> {
    match item {
        Item::Statement(statement) => vec![statement],
        Item::Gap(_) | Item::Source(_) => Vec::new(),
        Item::Person(person) => person
            .facts
            .iter()
            .filter_map(|fact| if let PersonFact::Known(s) = fact { Some(s) } else { None })
            .collect(),
        Item::Letter(letter) => letter.statement.iter().collect(),
        Item::Lane(lane) => lane.blocker.iter().chain(&lane.evidence).collect(),
        Item::Commitment(line) => vec![&line.statement],
        Item::Contradiction { sides, .. } => sides.iter().collect(),
        Item::Concern { raised, answer, .. } => std::iter::once(raised).chain(answer).collect(),
        Item::Choice(choice) => choice.rests_on.iter().collect(),
        Item::Question { because, .. } | Item::Avoid { because, .. } | Item::NeedsApproval { because, .. } => {
            because.iter().collect()
        }
    }
}

/// The day a version counts from: when it took effect, else when it was sanctioned; its import says nothing of its age.
fn dated(version: &Version, zone_minutes: i32) -> NaiveDate {
    let sanction = version.sanction.as_ref();
    let sanctioned = sanction.map_or(version.imported, |sanction| sanction.at);
    sanction.and_then(|sanction| sanction.effective).unwrap_or_else(|| day(sanctioned, zone_minutes))
}

fn known(book: &Book<'_>, wanted: &BTreeSet<PassageId>) -> BTreeMap<PassageId, SourceLine> {
    let mut known = BTreeMap::new();
    for held in &book.evidence.history {
        for passage in held.passages.iter().filter(|passage| wanted.contains(&passage.id)) {
            let line = SourceLine {
                number: 0,
                passage: passage.id,
                hash: passage.hash.clone(),
                title: held.entry.title.clone(),
                by: Some(book.voice(&held.entry, passage).1.to_owned()),
                date: day(held.entry.at, book.evidence.zone_minutes),
                entry_kind: Some(held.entry.kind),
                version: None,
                force: None,
                place: passage.place.words(),
            };
            known.insert(passage.id, line);
        }
    }
    for hit in book.evidence.library.iter().flat_map(|answer| &answer.hits) {
        let line = SourceLine {
            number: 0,
            passage: hit.passage.id,
            hash: hit.passage.hash.clone(),
            title: hit.document.title.clone(),
            by: hit.version.sanction.as_ref().and_then(|s| s.owner.clone()),
            date: dated(&hit.version, book.evidence.zone_minutes),
            entry_kind: None,
            version: Some(hit.version.number),
            force: Some(hit.force),
            place: hit.passage.place.words(),
        };
        known.insert(hit.passage.id, line);
    }
    known
}
