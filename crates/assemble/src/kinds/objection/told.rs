//! What this buyer was told before, and whether it agrees with the answer. What was told is never a source of an answer.

use std::collections::BTreeSet;

use domain::{Agreement, Citation, EntryKind, PartRole, Side, ToldBefore};
use fidelity::{Source, verdict};

use super::{
    cover::{Term, Terms, Unit, any_of, matter},
    state::negations,
    text::words,
};
use crate::{
    cite,
    read::{Book, Line, people, sentences, topics::Topic},
};

/// Least share of the question that a sentence of ours must carry to be about the same.
const SAME: f32 = 0.45;
/// Talk about the conversation says nothing of the product.
const TALK: &str = "open are|is open|are open|i'd like|i would like|i don't want|i'd rather|i would rather|i'll|i have to|\
    let me|thank you|thanks|to see|we should|take half an hour|i take|you asked|we are asked|are with our|is with our|has to be open|have to see";
/// Newest first; older ones are in the timeline.
const MOST: usize = 4;

const NUMBERS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Our sentences to this buyer about the same matter, newest first.
pub(super) fn told(book: &Book<'_>, parts: &[(Terms, Vec<Unit<'_>>)]) -> Vec<ToldBefore> {
    let mut found: Vec<(Line<'_>, ToldBefore)> = Vec::new();
    let heard = book.evidence.history.iter().rev().filter(|held| {
        matches!(held.entry.kind, EntryKind::Mail | EntryKind::Call) && held.entry.at <= book.evidence.as_of
    });
    for held in heard {
        // A mail among our own people told the buyer nothing.
        let outside =
            held.entry.people.iter().any(|person| {
                person.role != PartRole::From && people::side_of(person, book.evidence) != Some(Side::Ours)
            });
        if held.entry.kind == EntryKind::Mail && !outside {
            continue;
        }
        for passage in held.passages.iter().filter(|passage| !passage.quoted) {
            for range in sentences::of_passage(passage, held.entry.kind) {
                let line = book.line(held, passage, range);
                // What the buyer says they were told counts as told.
                if line.theirs()
                    && !any_of(
                        line.text(),
                        "we were told|i was told|you told|you said|you wrote|you promised|you assured",
                    )
                {
                    continue;
                }
                found.extend(judged(book, &line, parts).map(|told| (line, told)));
            }
        }
    }
    found.sort_by_key(|(line, _)| std::cmp::Reverse((line.date, line.passage.id, line.start)));
    found.into_iter().take(MOST).map(|(_, told)| told).collect()
}

fn judged<'a>(book: &Book<'a>, line: &Line<'a>, parts: &[(Terms, Vec<Unit<'_>>)]) -> Option<ToldBefore> {
    let text = line.words();
    let promises = crate::read::topics::Patterns::compiled().of(&text);
    let talk = any_of(&text, TALK);
    if text.ends_with('?') || talk || promises.has(Topic::Promise) || promises.has(Topic::Delivery) {
        return None;
    }
    let stems: Vec<String> = words(&text).into_iter().map(|word| word.stem).collect();
    let about = |terms: &Terms| terms.share(|term| term.within(&stems));
    let (terms, units) = parts.iter().max_by(|a, b| about(&a.0).total_cmp(&about(&b.0)))?;
    let counts = |term: &&Term| !term.light && !term.word.chars().all(|c| c.is_ascii_digit());
    let shared = terms.all.iter().filter(counts).filter(|term| term.within(&stems) > 0.0).count();
    let same = about(terms) >= SAME && (shared >= 2 || terms.all.len() == 1);
    if !same && !repeats(&text, units) {
        return None;
    }
    let (agreement, differs) = agreement(&text, line, units);
    Some(ToldBefore { statement: cite::quote(book, line), agreement, differs })
}

/// Whether a sentence names a name of the answer and shares another word with the same sentence of it.
fn repeats(told: &str, units: &[Unit<'_>]) -> bool {
    let said = matter(told);
    units.iter().any(|unit| {
        let names = unit.words().into_iter().skip(1).filter(|word| word.raw.starts_with(char::is_uppercase));
        let named = names.filter(|word| said.contains(&word.stem)).count();
        named > 0 && matter(unit.text()).intersection(&said).count() >= 2
    })
}

fn agreement(told: &str, line: &Line<'_>, units: &[Unit<'_>]) -> (Agreement, Vec<String>) {
    if units.is_empty() {
        return (Agreement::Alone, Vec::new());
    }
    let sources: Vec<Source<'_>> =
        units.iter().map(|unit| Source { text: &unit.hit.passage.text, context: "", date: Some(line.date) }).collect();
    if verdict(told, &sources).supported {
        return (Agreement::Agrees, Vec::new());
    }
    let answer: Vec<&str> = units.iter().map(Unit::text).collect();
    let answer = answer.join(" ");
    let (said, given) = (measures(told), measures(&answer));
    let clash: Vec<String> = said
        .iter()
        .filter(|(unit, number)| {
            let same: Vec<&String> =
                given.iter().filter(|(other, _)| other == unit).map(|(_, number)| number).collect();
            !same.is_empty() && !same.contains(&number)
        })
        .map(|(unit, number)| format!("{number} {unit}"))
        .collect();
    if !clash.is_empty() {
        return (Agreement::Differs, clash);
    }
    let shared = matter(told).intersection(&matter(&answer)).count();
    let turned = units.iter().all(|unit| negations(unit.text()) % 2 != negations(told) % 2);
    if turned && shared >= 3 {
        return (Agreement::Differs, vec!["one says no where the other says yes".to_owned()]);
    }
    (Agreement::Compare, Vec::new())
}

/// Numbers in digits with what they count, such as (`hour`, `48`).
fn measures(text: &str) -> BTreeSet<(String, String)> {
    let list = words(text);
    let mut found = BTreeSet::new();
    for (at, word) in list.iter().enumerate() {
        let spelled = NUMBERS.iter().position(|name| *name == word.low).filter(|at| *at != 1).map(|at| at.to_string());
        let digits = word.low.chars().all(|c| c.is_ascii_digit() || c == '.').then(|| word.low.clone());
        let (Some(number), Some(unit)) = (spelled.or(digits), list.get(at + 1)) else { continue };
        let unit = unit.low.trim_end_matches('s');
        if ["second", "minute", "hour", "day", "week", "month", "year", "percent", "per", "euro"].contains(&unit) {
            found.insert((unit.to_owned(), number));
        }
    }
    found
}

/// Whether a statement quotes this passage already.
pub(super) fn quotes(citation: &Citation, line: &Line<'_>) -> bool {
    citation.passage == line.passage.id && (citation.start as usize) < line.end && line.start < citation.end as usize
}
