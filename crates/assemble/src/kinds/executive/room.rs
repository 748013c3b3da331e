//! Part 3: who is in the room, what each has said, and who is missing.

use std::collections::HashSet;

use domain::{Contact, EntryId, EntryKind, Item, PartRole, PersonFact, PersonLine, Side, Statement};

use super::{buying::halts, parts::choose, told::Told};
use crate::{
    cite::{composed, gap, labelled},
    read::{Book, Line, commitments::content, dates, label, people, sentences, stakeholders::Part, topics::Topic},
};

/// Part 3.
pub(crate) fn part(book: &Book<'_>, told: &Told) -> Vec<Item> {
    let Some(meeting) = book.meeting else {
        return vec![Item::Gap(gap(
            book,
            None,
            "No meeting with this account is in the calendar.",
            &["meetings to come"],
            None,
            Some("When shall we meet next, and for what?"),
        ))];
    };
    let mut lines: Vec<PersonLine> = Vec::new();
    for participant in meeting.entry.people.iter().filter(|p| p.role != PartRole::Declined) {
        let name = label(participant);
        let (side, name) =
            book.named(name).unwrap_or((people::side_of(participant, book.evidence).unwrap_or(Side::Theirs), name));
        if !lines.iter().any(|line| line.name == name) {
            lines.push(person(book, told, name, side, true));
        }
    }
    lines.sort_by_key(|line| line.side == Side::Ours);
    let absent = missing(book, told, &lines);
    lines.extend(absent);
    lines.into_iter().map(Item::Person).collect()
}

/// People of theirs whom the history says are needed, and who are not invited or declined.
fn missing(book: &Book<'_>, told: &Told, lines: &[PersonLine]) -> Vec<PersonLine> {
    let mut found = Vec::new();
    for (_, name) in everyone(book).into_iter().filter(|(side, _)| *side == Side::Theirs) {
        if lines.iter().any(|line| line.name == name) || found.len() == 2 {
            continue;
        }
        let declined = book.meeting.is_some_and(|held| {
            held.entry.people.iter().any(|p| p.role == PartRole::Declined && shown(book, p) == name)
        });
        let known = title(book, name).unwrap_or_default().to_lowercase();
        if known.contains("left") || known.contains("former") {
            continue;
        }
        let reason = reason(book, name, &known);
        if reason.is_none() && !declined {
            continue;
        }
        let mut line = person(book, told, name, Side::Theirs, false);
        line.facts.retain(|fact| matches!(fact, PersonFact::Known(s) if s.label.as_deref() == Some("Last contact")));
        if declined {
            let text = format!("{name} declined this meeting, and no reason is recorded.");
            line.facts.push(unknown(book, "Missing because", &text, &format!("Can {name} send somebody else?")));
        }
        line.facts.extend(reason.map(PersonFact::Known));
        found.push(line);
    }
    found
}

/// The name under which a participant is shown.
fn shown<'a>(book: &Book<'a>, person: &'a domain::Participant) -> &'a str {
    book.named(label(person)).map_or(label(person), |found| found.1)
}

/// Why somebody should be there: the economic buyer by the CRM, or an open lane that is theirs by title.
fn reason(book: &Book<'_>, name: &str, title: &str) -> Option<Statement> {
    let own = role(book, name).filter(|s| s.citations.first().quote.to_lowercase().contains("economic buyer"));
    if let Some(own) = own {
        return Some(Statement { label: Some("Missing because".into()), ..own });
    }
    let topic = if title.contains("security") {
        Topic::Security
    } else if title.contains("procurement") {
        Topic::Procurement
    } else {
        return None;
    };
    let fresh = |line: &&Line<'_>| (book.today - line.date).num_days() <= 60 && !line.is(Topic::Question);
    let newest = |wanted: Topic| book.newest(topic).filter(fresh).find(|line| line.theirs() && line.is(wanted));
    let stuck = newest(Topic::Blocked).filter(|line| book.standing(line).is_some())?;
    if newest(Topic::Done).is_some_and(|done| done.entry.at > stuck.entry.at) {
        return None;
    }
    let mut own: Vec<&Line<'_>> =
        book.newest(topic).filter(fresh).filter(|line| line.who == name && line.is(Topic::Blocked)).collect();
    own.sort_by_cached_key(|line| {
        (!halts(line), book.standing(line).is_none_or(|shown| shown.line.start != line.start))
    });
    let line = choose(book, &Told::default(), own.into_iter(), 1).first().copied().unwrap_or(stuck);
    Some(labelled(book, "Missing because", line))
}

/// All known people, theirs first.
pub(crate) fn everybody(book: &Book<'_>) -> Vec<PersonLine> {
    let invited =
        |name: &str| book.meeting.is_some_and(|held| held.entry.people.iter().any(|p| shown(book, p) == name));
    everyone(book).into_iter().map(|(side, name)| person(book, &Told::default(), name, side, invited(name))).collect()
}

/// Each known person once, under the name that is shown.
fn everyone<'a>(book: &Book<'a>) -> Vec<(Side, &'a str)> {
    let mut names: Vec<(Side, &str)> = book.evidence.contacts.iter().filter_map(|c| book.named(&c.name)).collect();
    for held in &book.evidence.history {
        names.extend(held.entry.people.iter().filter_map(|p| p.name.as_deref()).filter_map(|name| book.named(name)));
    }
    let mut seen = HashSet::new();
    names.retain(|(side, name)| seen.insert((*side == Side::Ours, *name)));
    names.sort_by_cached_key(|(side, name)| (*side == Side::Ours, people::key(name)));
    names.dedup_by_key(|(_, name)| people::key(name));
    names
}

/// The contacts that are this person, however the CRM writes the name.
fn contacts<'a>(book: &Book<'a>, name: &str) -> Vec<&'a Contact> {
    let same = |contact: &&Contact| book.named(&contact.name).is_some_and(|found| found.1 == name);
    book.evidence.contacts.iter().filter(same).collect()
}

/// CRM rows about this person.
fn records(book: &Book<'_>, name: &str) -> Vec<EntryId> {
    let mut found: Vec<EntryId> = contacts(book, name).into_iter().filter_map(|contact| contact.record).collect();
    found.extend(book.records(name));
    found
}

/// The longest title the CRM gives: `Chief Operating Officer` before `COO`.
pub(crate) fn title(book: &Book<'_>, name: &str) -> Option<String> {
    let told = contacts(book, name).into_iter().filter_map(|contact| contact.title.clone());
    let rows = records(book, name).into_iter();
    let rows = rows.filter_map(|id| super::deal::field(book, id, &["title", "job title"], None));
    let written = rows.filter_map(|line| line.text().split_once(':').map(|(_, title)| title.trim().to_owned()));
    told.chain(written).max_by_key(String::len)
}

fn person(book: &Book<'_>, told: &Told, name: &str, side: Side, invited: bool) -> PersonLine {
    let facts = if side == Side::Theirs { facts(book, told, name) } else { Vec::new() };
    PersonLine {
        contact: contacts(book, name).first().map(|contact| contact.id),
        name: name.to_owned(),
        title: title(book, name),
        side,
        invited,
        facts,
    }
}

const STANCES: [(Topic, &str); 3] =
    [(Topic::Favour, "in favour"), (Topic::Against, "against"), (Topic::Undecided, "has a reservation")];

fn facts(book: &Book<'_>, told: &Told, name: &str) -> Vec<PersonFact> {
    let mut facts = Vec::new();
    match role(book, name).or_else(|| part_told(book, told, name)) {
        Some(known) => facts.push(PersonFact::Known(known)),
        None => facts.push(unknown(
            book,
            "Role in the decision",
            &format!("The role of {name} in the decision is not recorded."),
            &format!("What is the part of {name} in this decision?"),
        )),
    }
    let own = || book.lines.iter().rev().filter(|line| line.who == name && line.theirs() && !line.is(Topic::Question));
    let stance = stances(book, told, name);
    facts.extend(stance.iter().enumerate().map(|(at, (line, word))| {
        let label = if at == 0 { "Stance" } else { "Earlier stance" };
        PersonFact::Known(labelled(book, &format!("{label}: {word}"), line))
    }));
    if stance.is_empty() {
        facts.push(sceptic(book, told, name).map(PersonFact::Known).unwrap_or_else(|| {
            let text = format!("{name} has not said where they stand.");
            unknown(book, "Stance", &text, &format!("How does {name} see this?"))
        }));
    }
    let shown = stance.first().map(|(line, _)| line.words());
    let telling = |line: &&Line<'_>| !line.long() && content(&line.words()).len() >= 4 && Some(line.words()) != shown;
    let topics = [Topic::Concern, Topic::Goal, Topic::Pain, Topic::Budget];
    let wanted = own().filter(telling).filter(|line| topics.iter().any(|topic| line.is(*topic)));
    let words = choose(book, told, wanted, 1).into_iter().filter(|line| !told.has(line));
    facts.extend(words.map(|line| PersonFact::Known(labelled(book, "In their words", line))));
    facts.extend(last_contact(book, name).map(PersonFact::Known));
    facts
}

/// Where this person stands by their own words, and before it where they stood when they last said otherwise.
fn stances<'a, 'b: 'a>(book: &'a Book<'b>, told: &Told, name: &str) -> Vec<(&'a Line<'b>, &'static str)> {
    let own = || book.lines.iter().rev().filter(|line| line.who == name && line.theirs() && !line.is(Topic::Question));
    let stance = |line: &Line<'_>| STANCES.iter().find(|(topic, _)| line.is(*topic)).map(|(topic, _)| *topic);
    let mut found: Vec<(&Line<'b>, &'static str)> = Vec::new();
    let Some(now) = own().find_map(stance) else { return found };
    let before = own().filter_map(stance).find(|topic| *topic != now);
    for topic in [Some(now), before].into_iter().flatten() {
        // An earlier stance is older than the newest: else it is the same letter weighing both sides.
        let newest = found.first().map(|(line, _)| line.date);
        let alike = own().filter(|line| line.is(topic) && newest.is_none_or(|day| line.date < day));
        let word = STANCES.iter().find(|(held, _)| *held == topic).map_or("", |(_, word)| *word);
        found.extend(choose(book, told, alike, 1).first().map(|line| (*line, word)));
    }
    found
}

/// The part that somebody's words give this person.
fn part_told(book: &Book<'_>, told: &Told, name: &str) -> Option<Statement> {
    let own = || book.stakeholders().iter().filter(|held| held.who == name && held.part != Part::Sceptic);
    let part = own().next()?.part;
    let alike = own().filter(|held| held.part == part).map(|held| &held.line);
    let label = format!("Role in the decision: {}", part.word().to_lowercase());
    choose(book, told, alike, 1).first().map(|line| labelled(book, &label, line))
}

/// What others say of the doubts of somebody who has not spoken.
fn sceptic(book: &Book<'_>, told: &Told, name: &str) -> Option<Statement> {
    let doubts = book.stakeholders().iter().filter(|held| held.who == name && held.part == Part::Sceptic);
    let lines = choose(book, told, doubts.map(|held| &held.line), 1);
    lines.first().map(|line| labelled(book, "Stance, as others tell it: sceptical", line))
}

fn unknown(book: &Book<'_>, label: &str, text: &str, question: &str) -> PersonFact {
    PersonFact::Unknown(gap(book, Some(label), text, &[label], None, Some(question)))
}

/// The CRM's field that states the role.
pub(crate) fn role_line<'a>(book: &Book<'a>, name: &str) -> Option<Line<'a>> {
    let titles = ["contact role", "role", "buying role"];
    records(book, name).into_iter().find_map(|id| super::deal::field(book, id, &titles, None))
}

/// The role that the CRM states, in the CRM's words.
pub(crate) fn role(book: &Book<'_>, name: &str) -> Option<Statement> {
    let line = role_line(book, name)?;
    let value = line.text().split_once(':').map(|(_, role)| role.trim()).unwrap_or_default();
    Some(composed(book, format!("{value}."), "Role in the decision", &line))
}

/// The newest mail they wrote, or call or meeting they were in.
pub(crate) fn last_contact(book: &Book<'_>, name: &str) -> Option<Statement> {
    let took_part = |entry: &domain::Entry| {
        let fits = |role: PartRole| match entry.kind {
            EntryKind::Mail => role == PartRole::From,
            EntryKind::Call | EntryKind::Meeting => role != PartRole::Declined,
            _ => false,
        };
        entry.people.iter().any(|p| fits(p.role) && book.named(label(p)).is_some_and(|found| found.1 == name))
    };
    let mut past = book
        .evidence
        .history
        .iter()
        .rev()
        .filter(|held| held.entry.at <= book.evidence.as_of && !held.entry.cancelled && took_part(&held.entry));
    past.find_map(|held| {
        let passage = held.passages.iter().find(|passage| !passage.quoted)?;
        let cut = sentences::of_passage(passage, EntryKind::Meeting).into_iter().next()?;
        let line = book.line(held, passage, cut);
        let (kind, title) = (held.entry.kind.word(), &held.entry.title);
        let text = format!("{title}, {kind} of {}.", dates::told(line.date, book.today));
        Some(composed(book, text, "Last contact", &line))
    })
}
