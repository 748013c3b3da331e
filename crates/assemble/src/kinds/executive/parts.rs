//! Parts 1 and 4: why we meet, and the buyer's business in the buyer's words.

use domain::{Item, Statement};

use crate::{
    cite::{gap, labelled},
    read::{Book, Line, commitments::content, topics::Topic},
};

/// Up to `most` statements, newest first, no two of them about the same matter.
pub(crate) fn pick<'a>(lines: impl Iterator<Item = &'a Line<'a>>, label: &str, most: usize) -> Vec<Statement> {
    let mut kept = Vec::new();
    let mut told: Vec<std::collections::BTreeSet<String>> = Vec::new();
    for line in lines {
        let words = content(&line.words());
        let same = told.iter().any(|held| held.intersection(&words).count() * 2 > words.len().min(held.len()));
        if same || words.len() < 2 {
            continue;
        }
        kept.push(labelled(label, line));
        told.push(words);
        if kept.len() == most {
            break;
        }
    }
    kept
}

/// Part 1.
pub(crate) fn purpose(book: &Book<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(line) = super::room::meeting_line(book) {
        items.push(Item::Statement(labelled("Why we meet", &line)));
    }
    let wish = pick(book.newest(Topic::Success).filter(|line| line.theirs()), "What would count as success", 1);
    if wish.is_empty() {
        items.push(Item::Gap(gap(
            book,
            Some("What would count as success"),
            "Nobody on their side has said what would make this meeting a success.",
            &["good hour", "success", "we leave with"],
            None,
            Some("What would make this hour a good one for you?"),
        )));
    }
    items.extend(wish.into_iter().map(Item::Statement));
    items
}

/// Part 4.
pub(crate) fn business(book: &Book<'_>) -> Vec<Item> {
    let theirs = |topic| book.newest(topic).filter(|line| line.theirs() && !line.is(Topic::Question));
    let mut items: Vec<Item> = Vec::new();
    let groups = [
        (
            pick(theirs(Topic::Goal), "Objective", 1),
            "Objective",
            "No objective of theirs is stated.",
            "What do you want to have reached by this time next year?",
        ),
        (
            pick(theirs(Topic::Metric).filter(|l| !l.is(Topic::Goal)), "Metric", 1),
            "Metric",
            "No figure of theirs is stated.",
            "Which figure would you look at to see whether this worked?",
        ),
        (
            pick(theirs(Topic::Event), "Compelling event", 1),
            "Compelling event",
            "Nothing is stated that makes a date matter to them.",
            "What happens on your side if nothing is decided this quarter?",
        ),
        (pick(theirs(Topic::Pain), "What it costs them today", 1), "", "", ""),
    ];
    for (found, label, text, question) in groups {
        if found.is_empty() && !label.is_empty() {
            items.push(Item::Gap(gap(book, Some(label), text, &[label], None, Some(question))));
        }
        items.extend(found.into_iter().map(Item::Statement));
    }
    items
}
