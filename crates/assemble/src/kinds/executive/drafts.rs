//! Part 12: follow-up drafts to choose from, different in purpose, none of them sent by anything here.

use domain::{Choice, ChoiceKind, Item, PartRole, Side, Statement, Tier};

use super::risks;
use crate::{
    cite::labelled,
    read::{
        Book,
        commitments::{Promise, receiver},
        dates, day,
    },
};

/// Words that make a draft a matter of price or terms.
const TERMS: [&str; 12] =
    ["price", "cost", "discount", "€", "£", "$", "terms", "clause", "liab", "redline", "per cent", "order"];

/// Part 12.
pub(crate) fn follow_ups(book: &Book<'_>) -> Vec<Item> {
    let guests = guests(book);
    let first = |name: &str| name.split_whitespace().next().unwrap_or(name).to_owned();
    let names: Vec<String> = guests.iter().map(|name| first(name)).collect();
    let hello = if names.is_empty() { "Hello,".to_owned() } else { format!("Dear {},", names.join(" and ")) };
    let thanks = book.meeting.map_or_else(
        || "Thank you for your time.".to_owned(),
        |held| {
            let when = dates::short(day(held.entry.at, book.evidence.zone_minutes));
            format!("Thank you for the meeting on {when}.")
        },
    );
    let open = |p: &Promise<'_>| !p.line.theirs() && p.awaited(book.today);
    let owed: Vec<Promise<'_>> = book.promises().to_vec().into_iter().filter(open).collect();
    let to_guests =
        |p: &&Promise<'_>| receiver(book, &p.line).is_none_or(|to| names.is_empty() || guests.contains(&to.as_str()));
    let late = risks::late(&owed);
    let mut items =
        vec![points(book, &guests, &hello, &thanks), dues(book, &hello, &thanks, owed.iter().filter(to_guests))];
    items.extend(late.map(|promise| apology(book, promise)));
    items
}

/// Those of theirs who come.
fn guests<'a>(book: &Book<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    let people = book.meeting.into_iter().flat_map(|held| &held.entry.people);
    for person in people.filter(|p| p.role != PartRole::Declined) {
        if let Some((Side::Theirs, name)) = person.name.as_deref().and_then(|name| book.named(name))
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

fn listed(statements: &[Statement]) -> String {
    let words = statements
        .iter()
        .map(|s| format!("“{}”", s.citations.first().quote.split_whitespace().collect::<Vec<_>>().join(" ")));
    words.collect::<Vec<_>>().join("\n\n")
}

/// Only words of those to whom the draft is addressed: nobody is quoted to their own colleagues.
fn points(book: &Book<'_>, guests: &[&str], hello: &str, thanks: &str) -> Item {
    let own = book.concerns().to_vec();
    let own = own.iter().filter(|c| c.settled.is_none() && (guests.is_empty() || guests.contains(&c.line.who)));
    let heard: Vec<Statement> = own.take(2).map(|c| labelled(book, "Their point", &c.line)).collect();
    let body = if heard.is_empty() {
        "Which points are open on your side, and who should we speak to about each?".to_owned()
    } else {
        let words = listed(&heard);
        format!(
            "This is what we understood as open on your side:\n\n{words}\n\nIs that right, and who should we speak to about each?"
        )
    };
    choice(
        "Thank you, and the open points",
        "Thanks them and checks that we understood what is open on their side.",
        heard,
        format!("{hello}\n\n{thanks}\n\n{body}\n"),
    )
}

fn dues<'a: 'b, 'b>(book: &Book<'a>, hello: &str, thanks: &str, owed: impl Iterator<Item = &'b Promise<'a>>) -> Item {
    let owed: Vec<Statement> = owed.take(3).map(|p| labelled(book, "Our promise", &p.line)).collect();
    let body = if owed.is_empty() {
        "I have no open promise of ours to you on my list. If you see it differently, please tell me.".to_owned()
    } else {
        let words = listed(&owed);
        format!(
            "This is what we have promised, in the words we used:\n\n{words}\n\nPlease tell me if anything is missing."
        )
    };
    choice(
        "What we owe",
        "Lists what we promised, in the words in which we promised it.",
        owed,
        format!("{hello}\n\n{thanks}\n\n{body}\n"),
    )
}

fn apology<'a>(book: &Book<'a>, promise: &Promise<'a>) -> Item {
    let to = receiver(book, &promise.line);
    let hello = to
        .as_deref()
        .and_then(|name| name.split_whitespace().next())
        .map_or_else(|| "Hello,".to_owned(), |name| format!("Dear {name},"));
    let rests = vec![labelled(book, "Our promise", &promise.line)];
    let words = listed(&rests);
    let made = dates::told(promise.line.date, book.today);
    choice(
        "A promise of ours that is late",
        "Says plainly that we are late, to the person who waits; the new day is for you to fill in.",
        rests,
        format!(
            "{hello}\n\nOn {made} we wrote to you:\n\n{words}\n\nThat day has passed, and I am sorry. You will have it on [day].\n"
        ),
    )
}

fn choice(title: &str, purpose: &str, rests_on: Vec<Statement>, draft: String) -> Item {
    let lower = draft.to_lowercase();
    let terms = TERMS.iter().any(|word| lower.contains(word));
    let tier = if terms { Tier::ManagerApproved } else { Tier::DraftOnly };
    let (title, purpose) = (title.into(), purpose.into());
    Item::Choice(Choice { kind: ChoiceKind::FollowUp, title, purpose, rests_on, draft, tier: Some(tier) })
}
