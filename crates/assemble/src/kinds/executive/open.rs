//! Parts 8 and 9: open commitments and concerns.

use domain::{CommitmentLine, CommitmentState, Item};

use super::{answers, told::Told};
use crate::{
    cite::{gap, labelled, quote},
    read::{Book, Line, commitments::content},
};

/// Part 8, overdue first.
pub(crate) fn commitments(book: &Book<'_>) -> Vec<Item> {
    let awaited = book.promises().iter().filter(|promise| promise.awaited(book.today));
    let items: Vec<Item> = awaited
        .map(|promise| {
            let late = promise
                .due
                .filter(|_| promise.state == CommitmentState::Overdue)
                .map_or(0, |due| (book.today - due).num_days());
            Item::Commitment(CommitmentLine {
                side: promise.line.side,
                who: promise.line.who.to_owned(),
                due: promise.due,
                state: promise.state,
                overdue_days: u32::try_from(late).unwrap_or_default(),
                statement: quote(book, &promise.line),
            })
        })
        .collect();
    if items.is_empty() {
        return vec![Item::Gap(gap(
            book,
            None,
            "No open promise of either side was found.",
            &["I will send", "by Friday"],
            None,
            Some("What do we owe each other?"),
        ))];
    }
    items
}

/// Part 9, open ones first.
pub(crate) fn concerns(book: &Book<'_>, told: &Told) -> Vec<Item> {
    let found = book.concerns().to_vec();
    if found.is_empty() {
        return vec![Item::Gap(gap(
            book,
            None,
            "They have raised no concern in writing or on a call.",
            &["concern", "worried", "need to know"],
            None,
            Some("What would make you say no?"),
        ))];
    }
    let shown = found.into_iter().take(5).map(|concern| {
        let answered = concern.settled.is_some();
        let said = concern.asked(book);
        let words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !content(word).is_empty());
        let looked: Vec<String> = words.map(str::to_owned).take(6).collect();
        let answer = concern
            .settled
            .as_ref()
            .map(|line| labelled(book, "Settled", line))
            .or_else(|| answers::from_library(book, &said))
            .or_else(|| concern.replied.as_ref().map(|line| labelled(book, "Our reply", line)));
        let none = answer.is_none().then(|| {
            gap(
                book,
                None,
                "No answer of ours and no passage in force was found.",
                &looked.iter().map(String::as_str).collect::<Vec<_>>(),
                None,
                Some("Who on our side can answer this?"),
            )
        });
        // What follows the sentence is left away where the page has quoted it already.
        let next = Line { start: concern.raised.end, ..concern.line };
        let shown = if next.start < next.end && told.has(&next) { concern.raised } else { concern.line };
        Item::Concern { raised: quote(book, &shown), answered, answer, gap: none }
    });
    shown.collect()
}
