//! Part 3: who is in the room, what each has said, and who is missing.

use domain::{Contact, EntryKind, Item, PartRole, PersonFact, PersonLine, Side, Statement};

use crate::{
    cite::{composed, gap, labelled, quote},
    read::{Book, Line, commitments::content, dates, day, label, people, sentences, topics::Topic},
};

/// The first sentence of the meeting's own description.
pub(crate) fn meeting_line<'a>(book: &Book<'a>) -> Option<Line<'a>> {
    let held = book.meeting?;
    held.passages.iter().filter(|p| !p.quoted).find_map(|passage| {
        let (start, end) = sentences::split(&passage.text, EntryKind::Meeting).into_iter().next()?;
        let (side, who) = book.voice(&held.entry, passage);
        let date = day(held.entry.at, book.evidence.zone_minutes);
        Some(Line {
            entry: &held.entry,
            passage,
            start,
            end,
            who,
            side,
            date,
            topics: crate::read::topics::Topics::default(),
        })
    })
}

/// Part 3.
pub(crate) fn part(book: &Book<'_>) -> Vec<Item> {
    let Some(meeting) = book.meeting else {
        return vec![Item::Gap(gap(
            book,
            None,
            "No meeting with this account is in the calendar.",
            &["meetings to come"],
            None,
            Some("When shall we meet next?"),
        ))];
    };
    let mut lines: Vec<PersonLine> = Vec::new();
    for participant in meeting.entry.people.iter().filter(|p| p.role != PartRole::Declined) {
        let name = label(participant);
        let (side, name) =
            book.named(name).unwrap_or((people::side_of(participant, book.evidence).unwrap_or(Side::Theirs), name));
        if !lines.iter().any(|line| line.name == name) {
            lines.push(person(book, name, side, true));
        }
    }
    lines.sort_by_key(|line| line.side == Side::Ours);
    let missing = book
        .evidence
        .contacts
        .iter()
        .filter(|contact| should_be_there(contact) && !lines.iter().any(|line| line.name == contact.name));
    let absent: Vec<PersonLine> =
        missing.filter(|c| !left(c)).take(2).map(|contact| person(book, &contact.name, Side::Theirs, false)).collect();
    lines.extend(absent);
    lines.into_iter().map(Item::Person).collect()
}

fn should_be_there(contact: &Contact) -> bool {
    let told =
        format!("{} {}", contact.role.as_deref().unwrap_or_default(), contact.title.as_deref().unwrap_or_default())
            .to_lowercase();
    ["economic buyer", "security"].iter().any(|word| told.contains(word))
}

fn left(contact: &Contact) -> bool {
    contact.title.as_deref().is_some_and(|title| title.to_lowercase().contains("left"))
}

/// All known people, theirs first.
pub(crate) fn everybody(book: &Book<'_>) -> Vec<PersonLine> {
    let mut names: Vec<(Side, &str)> = book.evidence.contacts.iter().map(|c| (Side::Theirs, c.name.as_str())).collect();
    for held in &book.evidence.history {
        for participant in &held.entry.people {
            if let Some(found) = participant.name.as_deref().and_then(|name| book.named(name)) {
                names.push(found);
            }
        }
    }
    names.sort_by_key(|(side, name)| (*side == Side::Ours, people::key(name)));
    names.dedup_by_key(|(_, name)| people::key(name));
    let invited = |name: &str| {
        book.meeting.is_some_and(|m| m.entry.people.iter().any(|p| people::key(label(p)) == people::key(name)))
    };
    names.into_iter().map(|(side, name)| person(book, name, side, invited(name))).collect()
}

fn person(book: &Book<'_>, name: &str, side: Side, invited: bool) -> PersonLine {
    let contact = book.evidence.contacts.iter().find(|contact| people::key(&contact.name) == people::key(name));
    let facts = if side == Side::Theirs { facts(book, name, contact, invited) } else { Vec::new() };
    PersonLine {
        contact: contact.map(|c| c.id),
        name: name.to_owned(),
        title: contact.and_then(|c| c.title.clone()),
        side,
        invited,
        facts,
    }
}

fn facts(book: &Book<'_>, name: &str, contact: Option<&Contact>, invited: bool) -> Vec<PersonFact> {
    let mut facts = Vec::new();
    match role(book, contact) {
        Some(known) => facts.push(PersonFact::Known(known)),
        None => facts.push(unknown(
            book,
            "Role in the decision",
            &format!("The role of {name} in the decision is not recorded."),
            "What is your part in this decision?",
        )),
    }
    let own = || book.lines.iter().rev().filter(|line| line.who == name && line.theirs());
    let stance = [(Topic::Favour, "In favour"), (Topic::Undecided, "Undecided"), (Topic::Against, "Against")];
    let told = own().find_map(|line| stance.iter().find(|(topic, _)| line.is(*topic)).map(|(_, word)| (line, *word)));
    match &told {
        Some((line, word)) => {
            facts.push(PersonFact::Known(labelled(&format!("Stance: {}", word.to_lowercase()), line)))
        }
        None => facts.push(unknown(
            book,
            "Stance",
            &format!("{name} has not said where they stand."),
            "How do you see this yourself?",
        )),
    }
    if let Some(line) = last_contact(book, name) {
        let kind = line.entry.kind.word();
        facts.push(PersonFact::Known(composed(
            format!("{}, {kind}, {}.", line.who, dates::long(line.date)),
            "Last contact",
            &line,
        )));
    }
    let shown = told.map(|(line, _)| line.words());
    let telling = |line: &&Line<'_>| {
        !line.is(Topic::Question) && content(&line.words()).len() >= 4 && Some(line.words()) != shown
    };
    let words = own()
        .filter(telling)
        .find(|l| l.is(Topic::Concern) || l.is(Topic::Goal) || l.is(Topic::Pain) || l.is(Topic::Budget));
    if let Some(line) = words {
        facts.push(PersonFact::Known(Statement { label: Some("In their words".into()), ..quote(line) }));
    }
    if !invited {
        facts.push(unknown(
            book,
            "Missing because",
            &format!("{name} is not among those invited, and no reason is recorded."),
            &format!("Should {name} be in the room?"),
        ));
    }
    facts
}

fn unknown(book: &Book<'_>, label: &str, text: &str, question: &str) -> PersonFact {
    PersonFact::Unknown(gap(book, Some(label), text, &[label], None, Some(question)))
}

fn role(book: &Book<'_>, contact: Option<&Contact>) -> Option<Statement> {
    let contact = contact?;
    let role = contact.role.as_deref()?;
    let line = super::deal::field(book, contact.record?, &["contact role", "role", "buying role"], Some(role))?;
    Some(labelled("Role in the decision", &line))
}

fn last_contact<'a>(book: &Book<'a>, name: &str) -> Option<Line<'a>> {
    book.lines.iter().rev().find(|line| line.who == name).copied()
}
