//! Part 2: what changed since the last meeting with them or the last kept briefing, and what is gone.

use chrono::{DateTime, Duration, Utc};
use domain::{Briefing, Entry, EntryKind, Item, Mark, Side, Statement};

use super::{deal, parts::choose, told::Told, versions};
use crate::{
    cite::{dated, gap},
    read::{Book, Line, dates, day, people, sentences, topics::Topic},
};

/// How far back is looked where there is nothing to compare with.
const WINDOW_DAYS: i64 = 90;

/// The items, and the note on since when.
pub(crate) fn part(book: &Book<'_>, previous: Option<&Briefing>) -> (Vec<Item>, Option<String>) {
    let since = last_met(book).or_else(|| previous.map(|briefing| briefing.head.as_of));
    let from = since.unwrap_or(book.evidence.as_of - Duration::days(WINDOW_DAYS));
    let day = day(from, book.evidence.zone_minutes);
    let mut found = told(book, from);
    found.extend(deal::moves(book).into_iter().rev().filter(|s| s.date.is_some_and(|d| d > day)).take(2));
    if found.len() < 2 {
        found.extend(news(book, from, &found));
    }
    found.sort_by_key(|statement| statement.date);
    let drop = found.len().saturating_sub(7);
    let mut items: Vec<Item> = found
        .into_iter()
        .skip(drop)
        .map(|statement| Item::Statement(Statement { mark: Some(Mark::New), ..statement }))
        .collect();
    let note = match since {
        Some(_) => format!("since {}", dates::short(day)),
        None => format!("in the last {WINDOW_DAYS} days; no earlier meeting or briefing"),
    };
    if items.is_empty() {
        items.push(nothing(book, since.is_some()));
    }
    items.extend(versions::dropped(book, from).into_iter().take(2).map(Item::Statement));
    items.extend(cancelled(book, from).into_iter().take(2).map(Item::Statement));
    items.extend(previous.into_iter().flat_map(|briefing| gone(book, briefing)).take(2));
    let compared = since.is_some() || !matches!(items.as_slice(), [Item::Gap(_)]);
    (items, compared.then_some(note))
}

fn nothing(book: &Book<'_>, met: bool) -> Item {
    let (text, looked): (_, &[&str]) = if met {
        ("Nothing they wrote or said since then reports a change.", &["changes", "decisions", "CRM moves"])
    } else {
        (
            "There was no earlier meeting with them and no earlier briefing, so there is nothing to compare with.",
            &["earlier meetings", "earlier briefings"],
        )
    };
    let question = met.then_some("What has changed on your side since we last met?");
    Item::Gap(gap(book, None, text, looked, None, question))
}

/// Their sentences since then that report a change, one of an entry.
fn told(book: &Book<'_>, since: DateTime<Utc>) -> Vec<Statement> {
    let newer = |line: &&Line<'_>| line.entry.at > since && line.theirs() && !line.is(Topic::Question) && !line.long();
    let telling = |line: &&Line<'_>| line.is(Topic::Change) || line.is(Topic::Decision) || line.is(Topic::Done);
    let mut told: Vec<&Line<'_>> =
        book.lines.iter().filter(newer).filter(telling).filter(|line| happened(line)).collect();
    // One sentence of an entry is enough; what somebody did or became goes before what they would rather.
    told.sort_by_key(|line| (!line.is(Topic::Change), line.is(Topic::Undecided)));
    let mut entries = std::collections::BTreeSet::new();
    told.retain(|line| entries.insert(line.entry.id));
    told.sort_by_key(|line| std::cmp::Reverse(line.entry.at));
    choose(book, &Told::default(), told.into_iter(), 6).into_iter().map(|line| dated(book, line)).collect()
}

/// What holds only on a condition has not happened.
fn happened(line: &Line<'_>) -> bool {
    !line.text().to_lowercase().starts_with("if ")
}

/// Where little reports a change: promises kept since then, and the newest that they wrote on the matter itself.
fn news(book: &Book<'_>, since: DateTime<Utc>, held: &[Statement]) -> Vec<Statement> {
    let kept = book.promises().iter().filter_map(|promise| promise.kept_by.filter(|line| line.entry.at > since));
    let mut found: Vec<Statement> =
        kept.take(2).map(|line| Statement { label: Some("Promise kept".into()), ..dated(book, &line) }).collect();
    let matter = [Topic::Concern, Topic::Finance, Topic::Budget, Topic::Goal, Topic::Process, Topic::Favour];
    let fresh = |line: &&Line<'_>| {
        line.entry.at > since
            && line.theirs()
            && !line.is(Topic::Question)
            && happened(line)
            && matches!(line.entry.kind, EntryKind::Mail | EntryKind::Call)
            && matter.iter().any(|topic| line.is(*topic))
            && held.iter().all(|s| s.citations.first().passage != line.passage.id)
    };
    let lines = choose(book, &Told::default(), book.lines.iter().rev().filter(fresh), 2);
    found.extend(lines.into_iter().map(|line| dated(book, line)));
    found
}

/// Statements of the earlier briefing's deal part that its own sources no longer stand behind.
fn gone(book: &Book<'_>, previous: &Briefing) -> Vec<Item> {
    let now = deal::part(book, &Told::default());
    let labels: Vec<&str> =
        now.iter().filter_map(|item| if let Item::Statement(s) = item { s.label.as_deref() } else { None }).collect();
    let before = previous.sections.iter().filter(|s| s.number == 5).flat_map(|s| &s.items);
    before
        .filter_map(|item| match item {
            Item::Statement(s) if s.label.as_deref().is_some_and(|l| !labels.contains(&l)) && still_there(book, s) => {
                Some(Item::Statement(Statement { mark: Some(Mark::Gone), ..s.clone() }))
            }
            _ => None,
        })
        .collect()
}

fn still_there(book: &Book<'_>, statement: &Statement) -> bool {
    let passages = || book.evidence.history.iter().flat_map(|held| &held.passages);
    statement.citations.iter().all(|c| passages().any(|p| p.id == c.passage && p.hash == c.hash))
}

/// Meetings with them that were called off.
fn cancelled(book: &Book<'_>, since: DateTime<Utc>) -> Vec<Statement> {
    let off = book
        .evidence
        .history
        .iter()
        .filter(|held| held.entry.cancelled && held.entry.at > since && with_them(book, &held.entry));
    let lines = off.filter_map(|held| {
        let passage = held.passages.iter().find(|passage| !passage.quoted)?;
        let whole = (0, passage.text.len());
        let cut = sentences::split(&passage.text, EntryKind::Meeting).into_iter().next().unwrap_or(whole);
        Some(book.line(held, passage, cut))
    });
    lines
        .map(|line| {
            let label = format!("Meeting cancelled: {}", line.entry.title);
            Statement { mark: Some(Mark::Gone), label: Some(label), ..dated(book, &line) }
        })
        .collect()
}

fn with_them(book: &Book<'_>, entry: &Entry) -> bool {
    entry
        .people
        .iter()
        .any(|p| people::side_of(p, book.evidence) == Some(Side::Theirs) && p.role != domain::PartRole::Declined)
}

/// When we last met somebody of theirs; a telephone call is no meeting.
fn last_met(book: &Book<'_>) -> Option<DateTime<Utc>> {
    let by_phone = |entry: &Entry| {
        let place = entry.location.as_deref().unwrap_or_default().to_lowercase();
        place == "phone" || place.starts_with("tel") || entry.title.to_lowercase().starts_with("call ")
    };
    let met = book.evidence.history.iter().map(|held| &held.entry).filter(|entry| {
        entry.at <= book.evidence.as_of
            && !entry.cancelled
            && entry.kind == EntryKind::Meeting
            && !by_phone(entry)
            && with_them(book, entry)
    });
    met.map(|entry| entry.at).max()
}
