//! Statements that quote the library word for word, and the numbered list of what a card cites.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    Citation, Citations, Evidence, LibraryHit, ObjectionCard, PassageId, QuestionEvidence, SourceLine, Statement,
    Version,
};

use super::cover::Unit;
use crate::read::{Book, day};

fn piece(hit: &LibraryHit, (start, end): (usize, usize)) -> Citation {
    Citation {
        passage: hit.passage.id,
        hash: hit.passage.hash.clone(),
        quote: hit.passage.text.get(start..end).unwrap_or_default().to_owned(),
        start: u32::try_from(start).unwrap_or_default(),
        end: u32::try_from(end).unwrap_or_default(),
    }
}

/// The words between quotation marks, white space folded; marks inside become single ones.
fn marked(words: &str) -> String {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{}”", folded.replace('“', "‘").replace(['”', '"'], "’"))
}

/// A unit in its own words; the row of a table with the row that names its columns.
pub(super) fn unit(unit: &Unit<'_>, label: Option<&str>) -> Statement {
    let own = piece(unit.hit, (unit.cut.start, unit.cut.end));
    let head = unit.cut.head.map(|range| piece(unit.hit, range));
    let text = match &head {
        Some(head) => format!("{} under {}", marked(&own.quote), marked(&head.quote)),
        None => marked(&own.quote),
    };
    Statement {
        text,
        date: None,
        label: label.map(str::to_owned),
        mark: None,
        citations: Citations::new(own, head.into_iter().collect()),
    }
}

/// A stretch of a passage in its own words.
pub(super) fn span(hit: &LibraryHit, range: (usize, usize), label: &str) -> Statement {
    let own = piece(hit, range);
    Statement { text: marked(&own.quote), date: None, label: Some(label.to_owned()), mark: None, citations: own.into() }
}

/// The day a version counts from: when it took effect, else when it was sanctioned or imported.
fn dated(version: &Version, zone_minutes: i32) -> NaiveDate {
    let sanction = version.sanction.as_ref();
    let at = sanction.map_or(version.imported, |sanction| sanction.at);
    sanction.and_then(|sanction| sanction.effective).unwrap_or_else(|| day(at, zone_minutes))
}

/// The statements of a card, in reading order.
fn statements(card: &ObjectionCard) -> Vec<&Statement> {
    let parts = card.parts.iter().flat_map(|part| {
        part.answer.iter().chain(&part.scope.lines).chain(part.rejected.iter().map(|one| &one.statement))
    });
    let avoid = card.do_not_say.iter().filter_map(|one| one.because.as_ref());
    card.asked.iter().chain(parts).chain(avoid).chain(card.told.iter().map(|one| &one.statement)).collect()
}

/// Every cited passage once, numbered in the order of first use.
pub(super) fn sources(card: &ObjectionCard, book: &Book<'_>, asked: &QuestionEvidence) -> Vec<SourceLine> {
    let mut used: Vec<PassageId> = Vec::new();
    for citation in statements(card).iter().flat_map(|one| one.citations.iter()) {
        if !used.contains(&citation.passage) {
            used.push(citation.passage);
        }
    }
    let mut known = of_history(book, &used);
    known.extend(of_library(asked, book.evidence, &used));
    let lines = used.iter().filter_map(|id| known.get(id)).zip(1..);
    lines.map(|(line, number)| SourceLine { number, ..line.clone() }).collect()
}

fn of_history(book: &Book<'_>, used: &[PassageId]) -> BTreeMap<PassageId, SourceLine> {
    let mut known = BTreeMap::new();
    for held in &book.evidence.history {
        for passage in held.passages.iter().filter(|passage| used.contains(&passage.id)) {
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
    known
}

fn of_library(asked: &QuestionEvidence, evidence: &Evidence, used: &[PassageId]) -> BTreeMap<PassageId, SourceLine> {
    let mut known = BTreeMap::new();
    let hits = asked.parts.iter().flat_map(|part| part.hits.iter().chain(&part.others).chain(&part.openings));
    for hit in hits.filter(|hit| used.contains(&hit.passage.id)) {
        let line = SourceLine {
            number: 0,
            passage: hit.passage.id,
            hash: hit.passage.hash.clone(),
            title: hit.document.title.clone(),
            by: hit.version.sanction.as_ref().and_then(|sanction| sanction.owner.clone()),
            date: dated(&hit.version, evidence.zone_minutes),
            entry_kind: None,
            version: Some(hit.version.number),
            force: Some(hit.force),
            place: hit.passage.place.words(),
        };
        known.insert(hit.passage.id, line);
    }
    known
}
