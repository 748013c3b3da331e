//! Part 11: options for the conversation; the person decides.

use domain::{Choice, ChoiceKind, Item, PersonFact, Section, Statement};

use super::{parts::pick, told::Told};
use crate::{
    cite::quote,
    read::{Book, Line, topics::Topic},
};

/// Part 11.
pub(crate) fn part(book: &Book<'_>, sections: &[Section]) -> Vec<Item> {
    let mut items = framings(book);
    let mut asked: Vec<String> = Vec::new();
    for question in sections.iter().flat_map(|s| &s.items).filter_map(question) {
        if asked.len() < 4 && !asked.contains(&question) {
            asked.push(question);
        }
    }
    for (text, because) in prompted(sections) {
        items.push(Item::Question { text, because: Some(because) });
    }
    items.extend(asked.into_iter().map(|text| Item::Question { text, because: None }));
    items.extend(avoid(book));
    items.extend(approvals(book));
    items
}

/// Concessions that came up, each with who must agree.
fn approvals(book: &Book<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut lines: Vec<&Line<'_>> = book.newest(Topic::Concession).filter(|line| !line.is(Topic::Question)).collect();
    // The sentence that says who must approve stands before one that merely names a discount.
    lines.sort_by_cached_key(|line| (line.long(), !line.words().contains("approv")));
    for line in lines {
        let lower = line.words().to_lowercase();
        let legal = lower.contains("redline") || lower.contains("liab");
        let (text, who) = if legal {
            ("Any change to the contract terms.", "legal")
        } else {
            ("Any change to the price or to how long it holds.", "deal desk and finance")
        };
        if !items.iter().any(|item| matches!(item, Item::NeedsApproval { text: held, .. } if held == text)) {
            items.push(Item::NeedsApproval { text: text.into(), who: who.into(), because: Some(quote(book, line)) });
        }
    }
    items
}

/// What the statements of other parts ask for: an obstacle and a date that is in doubt.
fn prompted(sections: &[Section]) -> Vec<(String, Statement)> {
    let mut found = Vec::new();
    for item in sections.iter().flat_map(|s| &s.items) {
        match item {
            Item::Lane(lane) => {
                if let Some(blocker) = &lane.blocker {
                    let text = format!("What has to happen before the {} can go on?", lane.lane.name().to_lowercase());
                    found.push((text, bare(blocker.clone())));
                }
            }
            Item::Contradiction { text, sides } if text.contains("date") => {
                if let Some(said) = sides.last() {
                    found.push(("Which day do you count on for the decision?".to_owned(), bare(said.clone())));
                }
            }
            _ => {}
        }
    }
    found
}

fn bare(statement: Statement) -> Statement {
    Statement { label: None, ..statement }
}

fn framings(book: &Book<'_>) -> Vec<Item> {
    let theirs = |topic| book.newest(topic).filter(|line: &&Line<'_>| line.theirs() && !line.is(Topic::Question));
    let options = [
        (
            pick(book, &Told::default(), theirs(Topic::Goal), "", 1),
            "Begin with their aim",
            "Starts from what they say they want to reach.",
        ),
        (
            pick(book, &Told::default(), theirs(Topic::Undecided), "", 1),
            "Begin with their timing",
            "Starts from the order of things they say they prefer.",
        ),
        (
            pick(book, &Told::default(), theirs(Topic::Pain), "", 1),
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
    let mut items: Vec<Item> = pick(book, &Told::default(), ours, "", 2)
        .into_iter()
        .map(|s| Item::Avoid { text: "Not for this conversation, by our own notes.".into(), because: Some(bare(s)) })
        .collect();
    if let Some(open) = book.concerns().to_vec().into_iter().find(|concern| concern.settled.is_none()) {
        items.push(Item::Avoid { text: "Do not give this as settled.".into(), because: Some(quote(book, &open.line)) });
    }
    if let Some(line) =
        book.newest(Topic::Legal).find(|line| line.theirs() && line.is(Topic::Paper) && !line.is(Topic::Done))
    {
        items.push(Item::Avoid {
            text: "Do not interpret contract terms in the room; the legal review is open.".into(),
            because: Some(quote(book, line)),
        });
    }
    if !book.evidence.other_accounts.is_empty() {
        items.push(Item::Avoid { text: "Do not name another customer of ours.".into(), because: None });
    }
    items
}
