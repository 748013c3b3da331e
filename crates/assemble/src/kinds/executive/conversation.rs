//! Parts 11 and 12: options for the conversation and drafts to choose from; the person decides.

use domain::{Choice, ChoiceKind, CommitmentState, Item, PersonFact, Section, Side, Statement, Tier};

use super::parts::pick;
use crate::{
    cite::{labelled, quote},
    read::{Book, Line, commitments::promises, concerns, dates, day, topics::Topic},
};

/// Part 11.
pub(crate) fn part(book: &Book<'_>, sections: &[Section]) -> Vec<Item> {
    let mut items = framings(book);
    let mut asked: Vec<String> = Vec::new();
    for question in sections.iter().flat_map(|s| &s.items).filter_map(question) {
        if asked.len() < 5 && !asked.contains(&question) {
            asked.push(question);
        }
    }
    items.extend(asked.into_iter().map(|text| Item::Question { text, because: None }));
    items.extend(avoid(book));
    let money = pick(book.newest(Topic::Concession), "", 2);
    for statement in money {
        let legal = ["redline", "liab"].iter().any(|word| statement.text.to_lowercase().contains(word));
        let who = if legal { "legal" } else { "deal desk and finance" };
        let text = if legal {
            "Any change to the contract terms."
        } else {
            "Any change to the price or to how long it holds."
        };
        if !items.iter().any(|item| matches!(item, Item::NeedsApproval { text: held, .. } if held == text)) {
            items.push(Item::NeedsApproval { text: text.into(), who: who.into(), because: Some(bare(statement)) });
        }
    }
    items
}

fn bare(statement: Statement) -> Statement {
    Statement { label: None, ..statement }
}

fn framings(book: &Book<'_>) -> Vec<Item> {
    let theirs = |topic| book.newest(topic).filter(|line: &&Line<'_>| line.theirs() && !line.is(Topic::Question));
    let options = [
        (pick(theirs(Topic::Goal), "", 1), "Begin with their aim", "Starts from what they say they want to reach."),
        (
            pick(theirs(Topic::Undecided), "", 1),
            "Begin with their timing",
            "Starts from the order of things they say they prefer.",
        ),
        (
            pick(theirs(Topic::Pain), "", 1),
            "Begin with how it runs today",
            "Starts from what they say it costs them now.",
        ),
    ];
    let rests = options.into_iter().filter(|(rests, ..)| !rests.is_empty());
    rests
        .map(|(rests_on, title, purpose)| {
            let rests_on = rests_on.into_iter().map(bare).collect();
            Item::Choice(Choice {
                kind: ChoiceKind::Framing,
                title: title.into(),
                purpose: purpose.into(),
                rests_on,
                draft: String::new(),
                tier: None,
            })
        })
        .collect()
}

fn question(item: &Item) -> Option<String> {
    match item {
        Item::Gap(gap) => gap.question.clone(),
        Item::Letter(letter) => letter.gap.as_ref().and_then(|gap| gap.question.clone()),
        Item::Lane(lane) => lane.gap.as_ref().and_then(|gap| gap.question.clone()),
        Item::Person(person) => person.facts.iter().find_map(|fact| match fact {
            PersonFact::Unknown(gap) if gap.label.as_deref() == Some("Missing because") => gap.question.clone(),
            _ => None,
        }),
        _ => None,
    }
}

fn avoid(book: &Book<'_>) -> Vec<Item> {
    let ours = book.newest(Topic::Caution).filter(|line| !line.theirs());
    let mut items: Vec<Item> = pick(ours, "", 2)
        .into_iter()
        .map(|s| Item::Avoid { text: "Not for this conversation, by our own notes.".into(), because: Some(bare(s)) })
        .collect();
    if let Some(open) = concerns::concerns(book).into_iter().find(|concern| concern.settled.is_none()) {
        items.push(Item::Avoid { text: "Do not give this as settled.".into(), because: Some(quote(&open.line)) });
    }
    if let Some(line) = book.newest(Topic::Legal).find(|line| line.theirs()) {
        items.push(Item::Avoid {
            text: "Do not interpret contract terms in the room; the legal review is open.".into(),
            because: Some(quote(line)),
        });
    }
    if !book.evidence.other_accounts.is_empty() {
        items.push(Item::Avoid { text: "Do not name another customer of ours.".into(), because: None });
    }
    items
}

/// Part 12.
pub(crate) fn follow_ups(book: &Book<'_>) -> Vec<Item> {
    let Some(meeting) = book.meeting else {
        return general(book);
    };
    let when = dates::short(day(meeting.entry.at, book.evidence.zone_minutes));
    let mut names: Vec<&str> = Vec::new();
    for person in &meeting.entry.people {
        if let Some((Side::Theirs, name)) = person.name.as_deref().and_then(|name| book.named(name)) {
            let first = name.split_whitespace().next().unwrap_or(name);
            if !names.contains(&first) {
                names.push(first);
            }
        }
    }
    let hello = if names.is_empty() { "Hello,".to_owned() } else { format!("Dear {},", names.join(" and ")) };
    drafts(book, &hello, &format!("Thank you for the meeting on {when}."))
}

fn general(book: &Book<'_>) -> Vec<Item> {
    drafts(book, "Hello,", "Thank you for your time.")
}

fn drafts(book: &Book<'_>, hello: &str, thanks: &str) -> Vec<Item> {
    let owed: Vec<Statement> = promises(book)
        .into_iter()
        .filter(|p| {
            !p.line.theirs()
                && p.state != CommitmentState::Kept
                && (p.due.is_some() || (book.today - p.line.date).num_days() <= 60)
        })
        .take(3)
        .map(|p| labelled("Our promise", &p.line))
        .collect();
    let heard: Vec<Statement> = concerns::concerns(book)
        .iter()
        .filter(|c| c.settled.is_none())
        .take(2)
        .map(|c| labelled("Their point", &c.line))
        .collect();
    let listed = |statements: &[Statement]| {
        let words = statements
            .iter()
            .map(|s| format!("“{}”", s.citations.first().quote.split_whitespace().collect::<Vec<_>>().join(" ")));
        words.collect::<Vec<_>>().join("\n\n")
    };
    let asks = if heard.is_empty() {
        format!("{hello}\n\n{thanks}\n\nWhich points are open on your side, and who should we speak to about each?\n")
    } else {
        format!(
            "{hello}\n\n{thanks}\n\nThis is what we understood as open on your side:\n\n{}\n\nIs that right, and who should we speak to about each?\n",
            listed(&heard)
        )
    };
    let gives = if owed.is_empty() {
        format!(
            "{hello}\n\n{thanks}\n\nWe know of nothing that we still owe you. If you see it differently, please tell me.\n"
        )
    } else {
        format!(
            "{hello}\n\n{thanks}\n\nThis is what we have promised and still owe you:\n\n{}\n\nPlease tell me if anything is missing.\n",
            listed(&owed)
        )
    };
    vec![
        choice(
            "Thank you, and the open points",
            "Thanks them and checks that we understood what is open on their side.",
            heard,
            asks,
        ),
        choice("What we owe", "Lists what we promised, in the words in which we promised it.", owed, gives),
    ]
}

fn choice(title: &str, purpose: &str, rests_on: Vec<Statement>, draft: String) -> Item {
    let money = [
        "price",
        "cost",
        "discount",
        "€",
        "£",
        "terms",
        "clause",
        "liab",
        "redline",
        "security",
        "sub-processor",
        "penetration",
        "target",
    ];
    let lower = draft.to_lowercase();
    let tier = if money.iter().any(|word| lower.contains(word)) { Tier::ManagerApproved } else { Tier::DraftOnly };
    Item::Choice(Choice {
        kind: ChoiceKind::FollowUp,
        title: title.into(),
        purpose: purpose.into(),
        rests_on,
        draft,
        tier: Some(tier),
    })
}
