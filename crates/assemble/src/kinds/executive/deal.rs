//! Part 5: amount, stage, close date and their moves, the next step, and the competition.

use domain::{EntryId, EntryKind, Item, Opportunity, Side, Statement};

use super::parts::pick;
use crate::{
    cite::{composed, gap, labelled},
    read::{
        Book, Line, dates, day,
        topics::{Topic, Topics},
    },
};

/// The open deal last changed; a closed one is history.
pub(crate) fn open<'a>(book: &Book<'a>) -> Option<&'a Opportunity> {
    book.evidence.opportunities.iter().filter(|deal| !deal.closed).max_by_key(|deal| (deal.as_of, deal.id))
}

/// The `Title: value` line of a CRM record, by column title or by value.
pub(crate) fn field<'a>(book: &Book<'a>, record: EntryId, titles: &[&str], value: Option<&str>) -> Option<Line<'a>> {
    let held = book.evidence.history.iter().find(|held| held.entry.id == record)?;
    held.passages.iter().find_map(|passage| {
        let mut at = 0;
        for row in passage.text.split_inclusive('\n') {
            let start = at;
            at += row.len();
            let bare = row.trim_end();
            let Some((title, told)) = bare.split_once(':') else {
                continue;
            };
            let fits = titles.contains(&title.trim().to_lowercase().as_str())
                && value.is_none_or(|v| told.trim().eq_ignore_ascii_case(v.trim()));
            if fits && !told.trim().is_empty() {
                let date = day(held.entry.at, book.evidence.zone_minutes);
                return Some(Line {
                    entry: &held.entry,
                    passage,
                    start,
                    end: start + bare.len(),
                    who: "CRM",
                    side: Side::Ours,
                    date,
                    topics: Topics::default(),
                });
            }
        }
        None
    })
}

/// Part 5.
pub(crate) fn part(book: &Book<'_>) -> Vec<Item> {
    let Some(deal) = open(book) else {
        return vec![Item::Gap(gap(
            book,
            None,
            "The CRM holds no open deal with this account.",
            &["open opportunities"],
            book.evidence.account.owner.as_deref(),
            None,
        ))];
    };
    let mut items = Vec::new();
    let fields: [(&str, &[&str]); 3] = [
        ("Amount", &["amount", "deal amount", "value", "est. revenue", "estimated revenue"]),
        ("Stage", &["stage", "deal stage", "stage name", "sales stage"]),
        ("Close date", &["close date", "expected close date", "est. close date"]),
    ];
    for (label, titles) in fields {
        match field(book, deal.record, titles, None) {
            Some(line) => items.push(Item::Statement(labelled(label, &line))),
            None => items.push(Item::Gap(gap(
                book,
                Some(label),
                &format!("The CRM gives no {}.", label.to_lowercase()),
                &[label],
                deal.owner.as_deref(),
                None,
            ))),
        }
    }
    let slipped: Vec<Statement> =
        moves(book).into_iter().filter(|s| s.label.as_deref() == Some("Close date moved")).collect();
    items.extend(slipped.into_iter().rev().take(2).map(Item::Statement));
    match next_step(book) {
        Some(step) => items.push(Item::Statement(step)),
        None => items.push(Item::Gap(gap(
            book,
            Some("Next step"),
            "No next step is recorded.",
            &["next step"],
            deal.owner.as_deref(),
            Some("What happens next, by when, and who does it?"),
        ))),
    }
    let rivals = pick(book.newest(Topic::Rival).filter(|l| !l.is(Topic::Question)), "Competition", 1);
    if rivals.is_empty() {
        items.push(Item::Gap(gap(
            book,
            Some("Competition"),
            "Nothing says what else they are looking at.",
            &["other supplier", "in-house", "offer from"],
            None,
            Some("What else are you looking at, doing nothing included?"),
        )));
    }
    items.extend(rivals.into_iter().map(Item::Statement));
    items
}

/// The CRM's next step.
pub(crate) fn next_step(book: &Book<'_>) -> Option<Statement> {
    let line = field(book, open(book)?.record, &["next step", "next steps", "next activity"], None)?;
    Some(labelled("Next step", &line))
}

/// Moves of stage, amount and close date, oldest first.
pub(crate) fn moves(book: &Book<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    let deal = open(book);
    for held in book
        .evidence
        .history
        .iter()
        .filter(|h| h.entry.kind == EntryKind::CrmChange && h.entry.at <= book.evidence.as_of)
    {
        for change in &held.entry.changes {
            let ours = deal.is_none_or(|d| {
                change.opportunity == d.name || d.external_id.as_deref() == Some(change.opportunity.as_str())
            });
            let name = match change.field.as_str() {
                "stage" => "stage",
                "amount" => "amount",
                "close_date" => "close date",
                _ => continue,
            };
            let (Some(from), Some(to), Some(passage)) =
                (filled(change.from.as_deref()), filled(change.to.as_deref()), held.passages.first())
            else {
                continue;
            };
            if !ours {
                continue;
            }
            let who = crate::read::Book::voice(book, &held.entry, passage).1;
            let date = day(held.entry.at, book.evidence.zone_minutes);
            let line = Line {
                entry: &held.entry,
                passage,
                start: 0,
                end: passage.text.len(),
                who,
                side: Side::Ours,
                date,
                topics: Topics::default(),
            };
            let label = match name {
                "stage" => "Stage moved",
                "amount" => "Amount moved",
                _ => "Close date moved",
            };
            let text = format!("The {name} moved from {} to {}.", in_words(from), in_words(to));
            found.push(composed(text, label, &line));
        }
    }
    found
}

fn filled(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn in_words(value: &str) -> String {
    value.parse().map_or_else(|_| value.trim_end_matches(".00").to_owned(), dates::long)
}
