//! Part 5: amount, stage, close date and their moves, the next step, and the competition.

use domain::{EntryId, EntryKind, Item, Opportunity, Side, Statement};

use super::{parts::pick, told::Told};
use crate::{
    cite::{carried, composed, gap, labelled},
    read::{
        Book, Line, competition, dates, day,
        next_step::{Step, stated},
        topics::Topics,
    },
};

/// The open deal last changed; a closed one is history.
pub(crate) fn open<'a>(book: &Book<'a>) -> Option<&'a Opportunity> {
    book.evidence.opportunities.iter().filter(|deal| !deal.closed).max_by_key(|deal| (deal.as_of, deal.id))
}

/// The `Title: value` line of a CRM record, by column title (no titles: any) or by value.
pub(crate) fn field<'a>(book: &Book<'a>, record: EntryId, titles: &[&str], value: Option<&str>) -> Option<Line<'a>> {
    let held = book.entry(record)?;
    held.passages.iter().find_map(|passage| {
        let mut at = 0;
        for row in passage.text.split_inclusive('\n') {
            let start = at;
            at += row.len();
            let bare = row.trim_end();
            let Some((title, told)) = bare.split_once(':') else {
                continue;
            };
            let fits = (titles.is_empty() || titles.contains(&plain(title).as_str()))
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

/// A column title in plain words: `deal_stage` and `Deal Stage` are one.
fn plain(title: &str) -> String {
    title
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || "_-.".contains(c))
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .into()
}

/// A column of a deal's record by its title, or else the first that holds the value read from it.
fn column<'a>(book: &Book<'a>, deal: &Opportunity, titles: &[&str], value: Option<&str>) -> Option<Line<'a>> {
    let titled = field(book, deal.record, titles, None);
    titled.or_else(|| {
        value.filter(|value| !value.is_empty()).and_then(|value| field(book, deal.record, &[], Some(value)))
    })
}

/// Part 5.
pub(crate) fn part(book: &Book<'_>, said: &Told) -> Vec<Item> {
    let Some(deal) = open(book) else {
        return closed(book);
    };
    let mut items = vec![amount(book, deal), stage(book, deal), close_date(book, deal)];
    match step(book) {
        Some(step) => {
            items.extend(lacks(book, &step, deal.owner.as_deref()));
            items.insert(items.len().min(3), Item::Statement(labelled(book, "Next step", &step.line)));
        }
        None => items.push(Item::Gap(gap(
            book,
            Some("Next step"),
            "No next step is recorded.",
            &["next step"],
            deal.owner.as_deref(),
            Some("What happens next, by when, and who does it?"),
        ))),
    }
    let rivals = pick(book, said, competition::competition(book).into_iter(), "Competition", 2);
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

/// What is known where no deal is open: how the last one ended, and what is planned.
fn closed(book: &Book<'_>) -> Vec<Item> {
    let owner = book.evidence.account.owner.as_deref();
    let text = "The CRM holds no open deal with this account.";
    let mut items = vec![Item::Gap(gap(book, None, text, &["open opportunities"], owner, None))];
    let last = book.evidence.opportunities.iter().max_by_key(|deal| (deal.close_date, deal.as_of, deal.id));
    items.extend(last.and_then(|deal| {
        let line = field(book, deal.record, STAGE, None)?;
        let text = format!("{}, {}.", deal.name, value(&line).text());
        let day = field(book, deal.record, CLOSE, None).filter(|_| deal.close_date.is_some());
        let dated = day.zip(deal.close_date).and_then(|(day, date)| {
            let text = format!("{}, {}, close date {}.", deal.name, value(&line).text(), dates::long(date));
            carried(text, "Last deal", &[&line, &day])
        });
        Some(Item::Statement(dated.unwrap_or_else(|| composed(book, text, "Last deal", &line))))
    }));
    items.extend(next_step(book).map(Item::Statement));
    items
}

const AMOUNT: &[&str] =
    &["amount", "deal amount", "value", "close value", "deal value", "est revenue", "estimated revenue"];
pub(crate) const STAGE: &[&str] = &["stage", "deal stage", "dealstage", "stage name", "sales stage"];
const CLOSE: &[&str] = &["close date", "closedate", "expected close date", "est close date"];

fn absent(book: &Book<'_>, label: &str, deal: &Opportunity) -> Item {
    let text = format!("The CRM gives no {}.", label.to_lowercase());
    Item::Gap(gap(book, Some(label), &text, &[label], deal.owner.as_deref(), None))
}

/// The value of a CRM field without its column title.
fn value<'a>(line: &Line<'a>) -> Line<'a> {
    let told = line.text();
    let at = told.find(':').map_or(0, |at| at + 1);
    let blank = told.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    Line { start: line.start + at + blank, ..*line }
}

fn amount(book: &Book<'_>, deal: &Opportunity) -> Item {
    let Some(line) = column(book, deal, AMOUNT, deal.amount.as_deref()) else {
        return absent(book, "Amount", deal);
    };
    let code = deal.currency.as_deref().unwrap_or_default();
    let earlier = past(book, "amount");
    let label = if code.is_empty() { "Amount".to_owned() } else { format!("Amount in {code}") };
    let Some(amount) = deal.amount.as_deref().filter(|amount| !amount.is_empty()) else {
        return Item::Statement(labelled(book, &label, &value(&line)));
    };
    let text = format!("Amount {}", grouped(amount));
    Item::Statement(all_of(book, text, &counted(&label, earlier.len(), "changed"), &line, &earlier))
}

/// `486,000` for `486000.00`; anything else as it is.
fn grouped(amount: &str) -> String {
    let whole = amount.strip_suffix(".00").unwrap_or(amount);
    if whole.len() < 4 || !whole.chars().all(|c| c.is_ascii_digit()) {
        return whole.to_owned();
    }
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn stage(book: &Book<'_>, deal: &Opportunity) -> Item {
    let Some(line) = column(book, deal, STAGE, deal.stage.as_deref()) else {
        return absent(book, "Stage", deal);
    };
    let changes = changes(book);
    let last =
        changes.iter().rev().find(|c| c.field == "stage" && c.to.is_some_and(|to| Some(to) == deal.stage.as_deref()));
    let Some(last) = last else {
        return Item::Statement(labelled(book, "Stage", &value(&line)));
    };
    let days = (book.today - last.line.date).num_days();
    let text = format!("{}, by a change of {}.", last.to.unwrap_or_default(), dates::told(last.line.date, book.today));
    let label = format!("Stage, for {days} days");
    Item::Statement(all_of(book, text, &label, &line, std::slice::from_ref(&last.line)))
}

fn close_date(book: &Book<'_>, deal: &Opportunity) -> Item {
    let Some(line) = column(book, deal, CLOSE, None) else {
        return absent(book, "Close date", deal);
    };
    let earlier = past(book, "close_date");
    let label = counted("Close date", earlier.len(), "moved");
    let Some(day) = deal.close_date else {
        return Item::Statement(labelled(book, &label, &value(&line)));
    };
    Item::Statement(all_of(book, format!("Close date {}", dates::long(day)), &label, &line, &earlier))
}

fn counted(label: &str, times: usize, verb: &str) -> String {
    match times {
        0 => label.to_owned(),
        1 => format!("{label}, {verb} once"),
        2 => format!("{label}, {verb} twice"),
        more => format!("{label}, {verb} {more} times"),
    }
}

/// Our sentence on a record and its changes, all of them cited, or the record's own words.
fn all_of<'a>(book: &Book<'a>, text: String, label: &str, record: &Line<'a>, changes: &[Line<'a>]) -> Statement {
    let lines: Vec<&Line<'_>> = std::iter::once(record).chain(changes).collect();
    carried(text, label, &lines).unwrap_or_else(|| labelled(book, label, &value(record)))
}

/// What a good next step has and this one has not: a day, a person, an outcome that is yes or no.
fn lacks(book: &Book<'_>, step: &Step<'_>, owner: Option<&str>) -> Option<Item> {
    let missing = step.lacks();
    (!missing.is_empty()).then(|| {
        let text = format!("The next step lacks {}.", missing.join(" and "));
        Item::Gap(gap(book, Some("Next step"), &text, &["next step"], owner, Some("Who does what next, by when?")))
    })
}

/// The CRM's next step, or else the next task of ours that is not done, or else what was said last.
fn step<'a>(book: &Book<'a>) -> Option<Step<'a>> {
    let titles = ["next step", "next steps", "next activity"];
    let recorded = open(book).and_then(|deal| field(book, deal.record, &titles, None));
    let written = recorded.or_else(|| planned(book)).map(|line| Step::read(book, &value(&line)));
    written.or_else(|| stated(book))
}

/// The next step as the page shows it.
pub(crate) fn next_step(book: &Book<'_>) -> Option<Statement> {
    step(book).map(|step| labelled(book, "Next step", &step.line))
}

/// The first task after today whose state does not say that it is over.
fn planned<'a>(book: &Book<'a>) -> Option<Line<'a>> {
    let over = |line: &Line<'_>| {
        let state = value(line).text().to_lowercase();
        ["completed", "done", "closed", "cancelled", "canceled", "deferred"].contains(&state.as_str())
    };
    let tasks = book.evidence.history.iter().map(|held| &held.entry);
    tasks
        .filter(|entry| entry.kind == EntryKind::Task && entry.at > book.evidence.as_of && !entry.cancelled)
        .filter(|entry| !field(book, entry.id, &["status", "state"], None).is_some_and(|line| over(&line)))
        .find_map(|entry| field(book, entry.id, &["subject", "title", "task"], None))
}

/// One change of a CRM field of the open deal.
struct Change<'a> {
    field: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    line: Line<'a>,
}

/// The changes of the open deal, oldest first.
fn changes<'a>(book: &Book<'a>) -> Vec<Change<'a>> {
    let deal = open(book);
    let rows = book.evidence.history.iter();
    let rows = rows.filter(|h| h.entry.kind == EntryKind::CrmChange && h.entry.at <= book.evidence.as_of);
    let mut found = Vec::new();
    for held in rows {
        let Some(passage) = held.passages.first() else {
            continue;
        };
        for change in &held.entry.changes {
            let own = deal.is_none_or(|d| {
                change.opportunity == d.name || d.external_id.as_deref() == Some(change.opportunity.as_str())
            });
            if own {
                let line = book.line(held, passage, (0, passage.text.len()));
                let (from, to) = (filled(change.from.as_deref()), filled(change.to.as_deref()));
                found.push(Change { field: &change.field, from, to, line: Line { side: Side::Ours, ..line } });
            }
        }
    }
    found
}

/// The rows in which a field went from one value to another, newest first.
fn past<'a>(book: &Book<'a>, field: &str) -> Vec<Line<'a>> {
    let all = changes(book).into_iter().rev();
    all.filter(|c| c.field == field && c.from.is_some() && c.to.is_some()).map(|c| c.line).collect()
}

/// Moves of stage, amount and close date, oldest first.
pub(crate) fn moves(book: &Book<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for change in changes(book) {
        let label = match change.field {
            "stage" => "Stage moved",
            "amount" => "Amount moved",
            "close_date" => "Close date moved",
            _ => continue,
        };
        let name = label.trim_end_matches(" moved");
        let (Some(from), Some(to)) = (change.from, change.to) else {
            if let Some(to) = change.to {
                let label = format!("{name} set");
                let made = carried(format!("{name} {}", in_words(to)), &label, &[&change.line]);
                found.extend(made.map(|made| Statement { date: Some(change.line.date), ..made }));
            }
            continue;
        };
        let text = format!("{name} {} to {}", in_words(from), in_words(to));
        let by = format!("{}: from “{from}” to “{to}”", change.line.who);
        let made = carried(text, label, &[&change.line]).or_else(|| carried(by, label, &[&change.line]));
        let made = made.unwrap_or_else(|| labelled(book, label, &change.line));
        found.push(Statement { date: Some(change.line.date), ..made });
    }
    found
}

fn filled(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

fn in_words(value: &str) -> String {
    value.parse().map_or_else(|_| grouped(value), dates::long)
}
