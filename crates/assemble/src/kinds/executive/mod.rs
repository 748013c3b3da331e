//! The executive briefing: thirteen parts, one file for each group that reads the same evidence.

mod answers;
mod buying;
mod changes;
mod conversation;
mod deal;
mod drafts;
mod letters;
mod open;
mod parts;
mod risks;
mod room;
mod sources;
#[cfg(test)]
mod tests;
mod told;
mod versions;

use domain::{Briefing, BriefingHead, EntryKind, Evidence, Item, MeetingHead, PartRole, Section};

use told::Told;

use super::Plan;
use crate::{
    AssembleError, Reading,
    read::{Book, Line, Sentences, commitments, label, topics::Topic},
};

/// Asks the library the buyer's own concerns and questions, newest first.
pub(crate) fn plan(evidence: &Evidence, sentences: &Sentences) -> Plan {
    let book = Book::read(evidence, sentences);
    let mut queries: Vec<String> = Vec::new();
    let worries = book.concerns().iter().filter(|c| c.settled.is_none()).map(|c| c.asked(&book));
    let mut asked: Vec<_> = book.questions().iter().filter(|q| q.line.theirs() && worth_asking(&q.line)).collect();
    // What we have not answered is looked up first.
    asked.sort_by_key(|question| question.answer.is_some());
    for words in worries.chain(asked.iter().map(|question| question.line.words())) {
        if queries.len() < 12 && !queries.contains(&words) {
            queries.push(words);
        }
    }
    Plan { library_queries: queries }
}

/// A question about the product, not about a day or a place to meet.
fn worth_asking(line: &Line<'_>) -> bool {
    line.words().split_whitespace().count() >= 6
        && (line.is(Topic::Security) || line.is(Topic::Legal) || line.is(Topic::Concern) || line.is(Topic::Procurement))
}

/// A part of the page that prefers what was not quoted yet.
type Part = (u8, &'static str, fn(&Book<'_>, &Told) -> Vec<Item>);

const PAGE: [Part; 5] = [
    (3, "Who is in the room", room::part),
    (4, "Their business", parts::business),
    (5, "Where the deal stands", deal::part),
    (6, "Qualification", |book, told| letters::letters(book, told).into_iter().map(Item::Letter).collect()),
    (7, "Buying process", |book, told| buying::lanes(book, told).into_iter().map(Item::Lane).collect()),
];

/// Composes all parts.
pub(crate) fn compose(
    evidence: &Evidence,
    sentences: &Sentences,
    previous: Option<&Briefing>,
) -> Result<Briefing, AssembleError> {
    let book = Book::read(evidence, sentences);
    let (changes, note) = changes::part(&book, previous);
    let mut told = Told::default();
    let mut sections = vec![
        section(1, "In one sentence", parts::purpose(&book)),
        Section { note, ..section(2, "What changed", changes) },
    ];
    for one in &sections {
        told.add(&one.items);
    }
    for (number, title, part) in PAGE {
        let items = part(&book, &told);
        told.add(&items);
        sections.push(section(number, title, items));
    }
    sections.extend([
        section(8, "Open commitments", open::commitments(&book)),
        section(9, "Concerns raised", open::concerns(&book, &told)),
    ]);
    let risks = risks::part(&book, &sections);
    sections.push(section(10, "Risks, contradictions and gaps", risks));
    let conversation = conversation::part(&book, &sections);
    sections.push(section(11, "For the conversation", conversation));
    sections.push(section(12, "Follow-up drafts", drafts::follow_ups(&book)));
    told::once(&mut sections);
    let listed = sources::part(&book, &sections);
    sections.push(section(13, "Sources", listed));
    Ok(Briefing { schema: 1, id: None, kind: "executive".into(), head: head(&book), sections })
}

/// What the account's tabs show.
pub(crate) fn reading(evidence: &Evidence) -> Reading {
    let book = Book::read(evidence, &Sentences::read(evidence));
    let none = Told::default();
    Reading {
        commitments: commitments::commitments(&book),
        lanes: buying::lanes(&book, &none),
        letters: letters::letters(&book, &none),
        people: room::everybody(&book),
        deal: deal::part(&book, &none),
        moves: deal::moves(&book),
        next_step: deal::next_step(&book),
    }
}

fn section(number: u8, title: &str, items: Vec<Item>) -> Section {
    Section { number, title: title.to_owned(), note: None, items }
}

fn head(book: &Book<'_>) -> BriefingHead {
    let evidence = book.evidence;
    let past: Vec<_> =
        evidence.history.iter().map(|held| &held.entry).filter(|entry| entry.at <= evidence.as_of).collect();
    // A row of a CRM export carries the day of the export: it says nothing of when anything was last heard.
    let heard = || past.iter().filter(|entry| entry.kind != EntryKind::Record);
    let meeting = book.meeting.map(|held| {
        let entry = &held.entry;
        let name = |role| entry.people.iter().find(|p| p.role == role).map(|p| label(p).to_owned());
        let attending = entry.people.iter().filter(|p| p.role != PartRole::Declined);
        let mut attendees: Vec<String> = Vec::new();
        for person in attending.map(|p| label(p).to_owned()) {
            if !attendees.contains(&person) {
                attendees.push(person);
            }
        }
        MeetingHead {
            entry: entry.id,
            title: entry.title.clone(),
            at: entry.at,
            end: entry.end,
            location: entry.location.clone(),
            host: name(PartRole::Host),
            attendees,
        }
    });
    let title = meeting
        .as_ref()
        .map_or_else(|| format!("{}: where the account stands", evidence.account.name), |m| m.title.clone());
    BriefingHead {
        account: evidence.account.id,
        account_name: evidence.account.name.clone(),
        title,
        meeting,
        as_of: evidence.as_of,
        zone_minutes: evidence.zone_minutes,
        oldest: heard().next().or(past.first()).map(|entry| entry.at),
        newest: heard().next_back().or(past.last()).map(|entry| entry.at),
        entries_read: u32::try_from(past.len()).unwrap_or(u32::MAX),
        documents_searched: evidence.documents_searched,
    }
}
