//! Parts 1 and 4: why we meet, and the buyer's business in the buyer's words.

use domain::{EntryKind, Item, Statement};

use super::told::Told;
use crate::{
    cite::{gap, labelled},
    read::{Book, Line, commitments::content, goals, metrics, sentences, topics::Topic},
};

/// Older than this before the newest, and a sentence is no substitute for one that was quoted already.
const FRESHER_DAYS: i64 = 14;

/// Up to `most` lines in the order given, short ones first, no two of them about the same matter; only such as can stand
/// alone, and those that were quoted already only where nothing else as fresh says it.
pub(crate) fn choose<'a, 'b: 'a>(
    book: &Book<'b>,
    told: &Told,
    lines: impl Iterator<Item = &'a Line<'b>>,
    most: usize,
) -> Vec<&'a Line<'b>> {
    let mut all: Vec<&Line<'b>> = lines.collect();
    all.sort_by_cached_key(|line| line.long());
    let mut kept: Vec<&Line<'b>> = Vec::new();
    let mut matters: Vec<std::collections::BTreeSet<String>> = Vec::new();
    let mut again: Vec<&Line<'b>> = Vec::new();
    for line in all {
        let stale = again.first().is_some_and(|first| {
            (first.date - line.date).num_days() > FRESHER_DAYS || first.theirs() && !line.theirs()
        });
        if kept.len() == most {
            break;
        }
        let words = content(&line.words());
        let same = matters.iter().any(|held| held.intersection(&words).count() * 2 > words.len().min(held.len()));
        if stale || same || words.is_empty() || book.standing(line).is_none() {
            continue;
        }
        if told.has(line) {
            again.push(line);
            continue;
        }
        kept.push(line);
        matters.push(words);
    }
    let missing = most - kept.len();
    kept.extend(again.into_iter().take(missing));
    kept
}

/// The same as statements.
pub(crate) fn pick<'a, 'b: 'a>(
    book: &Book<'b>,
    told: &Told,
    lines: impl Iterator<Item = &'a Line<'b>>,
    label: &str,
    most: usize,
) -> Vec<Statement> {
    choose(book, told, lines, most).into_iter().map(|line| labelled(book, label, line)).collect()
}

/// The sentences of the meeting's own description.
fn description<'a>(book: &Book<'a>) -> Vec<Line<'a>> {
    let Some(held) = book.meeting else {
        return Vec::new();
    };
    let own = held.passages.iter().filter(|passage| !passage.quoted);
    own.flat_map(|passage| {
        let cuts = sentences::split(&passage.text, EntryKind::Meeting);
        cuts.into_iter().map(|cut| book.line(held, passage, cut)).collect::<Vec<_>>()
    })
    .collect()
}

fn says(line: &Line<'_>, words: &[&str]) -> bool {
    let lower = line.words().to_lowercase();
    words.iter().any(|word| lower.contains(word))
}

/// Part 1.
pub(crate) fn purpose(book: &Book<'_>) -> Vec<Item> {
    let Some(meeting) = book.meeting else {
        let text = "No meeting with this account is in the calendar.";
        let question = Some("When shall we meet next, and for what?");
        return vec![Item::Gap(gap(book, Some("Why we meet"), text, &["meetings to come"], None, question))];
    };
    let told = description(book);
    let wish = |line: &&Line<'_>| says(line, &["success", "good hour", "good meeting", "we leave with"]);
    let why = told
        .iter()
        .find(|line| says(line, &["purpose", "to discuss", "to decide", "to agree", "aim of", "agenda"]))
        .or_else(|| told.iter().filter(|line| !wish(line)).max_by_key(|line| content(&line.words()).len()))
        .filter(|line| content(&line.words()).len() >= 3);
    let mut items = vec![match why {
        Some(line) => Item::Statement(labelled(book, "Why we meet", line)),
        None => Item::Gap(gap(
            book,
            Some("Why we meet"),
            &format!("The invitation gives a title, {}, and does not say why we meet.", meeting.entry.title),
            &["purpose", "agenda"],
            None,
            Some("What should we have settled when we part?"),
        )),
    }];
    let recent = |line: &&Line<'_>| (book.today - line.date).num_days() <= 60;
    let said = book.newest(Topic::Success).filter(|line| line.theirs() && !line.is(Topic::Question)).filter(recent);
    let mut success = pick(book, &Told::default(), said, "What would count as success", 1);
    if success.is_empty() {
        success.extend(told.iter().find(wish).map(|line| labelled(book, "What would count as success", line)));
    }
    if success.is_empty() {
        items.push(Item::Gap(gap(
            book,
            Some("What would count as success"),
            "Nobody has said what would make this meeting a success.",
            &["good hour", "success", "we leave with"],
            None,
            Some("What would make this hour a good one for you?"),
        )));
    }
    items.extend(success.into_iter().map(Item::Statement));
    items
}

/// Their statements of one topic, newest first; letters before talk.
fn theirs<'a, 'b: 'a>(book: &'a Book<'b>, topic: Topic) -> Vec<&'a Line<'b>> {
    let mut found: Vec<&Line<'b>> =
        book.newest(topic).filter(|line| line.theirs() && !line.is(Topic::Question)).collect();
    found.sort_by_key(|line| line.entry.kind != EntryKind::Mail);
    found
}

/// Their objective, if they state one.
pub(crate) fn goal<'a, 'b: 'a>(book: &'a Book<'b>) -> Option<&'a Line<'b>> {
    choose(book, &Told::default(), goals::goals(book).into_iter(), 1).into_iter().next()
}

/// Their figures; those about the objective first.
pub(crate) fn metrics<'a, 'b: 'a>(book: &'a Book<'b>) -> Vec<&'a Line<'b>> {
    let about = goal(book).map(|line| content(&line.words())).unwrap_or_default();
    let plain = |line: &&Line<'b>| {
        !line.is(Topic::Goal) && !line.is(Topic::Legal) && !line.is(Topic::Budget) && !line.is(Topic::Concession)
    };
    let mut found: Vec<&Line<'b>> = metrics::metrics(book).into_iter().filter(plain).collect();
    found.sort_by_cached_key(|line| std::cmp::Reverse(content(&line.words()).intersection(&about).count().min(2)));
    found
}

/// Part 4.
pub(crate) fn business(book: &Book<'_>, told: &Told) -> Vec<Item> {
    let mut events = theirs(book, Topic::Event);
    events.retain(|line| !line.is(Topic::Legal) && !line.is(Topic::Paper));
    events.sort_by_key(|line| !line.is(Topic::Timing));
    let groups = [
        (
            goal(book).into_iter().collect(),
            "Objective",
            "No objective of theirs is stated.",
            "What do you want to have reached by this time next year?",
        ),
        (
            metrics(book),
            "Metric",
            "No figure of theirs is stated.",
            "Which figure would you look at to see whether this worked?",
        ),
        (
            events,
            "Compelling event",
            "Nothing is stated that makes a date matter to them.",
            "What happens on your side if nothing is decided this quarter?",
        ),
        (theirs(book, Topic::Pain), "What it costs them today", "", ""),
    ];
    let mut items: Vec<Item> = Vec::new();
    let mut quoted: Vec<(domain::PassageId, usize)> = Vec::new();
    for (lines, label, text, question) in groups {
        let fresh = lines.into_iter().filter(|line| !quoted.contains(&(line.passage.id, line.start)));
        let found = choose(book, told, fresh, 1);
        if found.is_empty() && !text.is_empty() {
            items.push(Item::Gap(gap(book, Some(label), text, &[label], None, Some(question))));
        }
        for line in found {
            quoted.push((line.passage.id, line.start));
            items.push(Item::Statement(labelled(book, label, line)));
        }
    }
    items
}
