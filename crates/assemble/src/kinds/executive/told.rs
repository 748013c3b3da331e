//! What a briefing has quoted already: a sentence stands in full once on the page and once more where it is the point;
//! elsewhere another sentence is taken, or the place says where it was quoted.

use std::collections::BTreeSet;

use domain::{Citation, Citations, Item, PassageId, PersonFact, Section, Statement};

use super::sources::statements;
use crate::read::Line;

/// The last part of the page; the parts after it are the annex.
const PAGE: u8 = 7;

/// Spans quoted so far, and their words: a sentence said twice is told once.
#[derive(Default)]
pub(crate) struct Told {
    spans: Vec<(PassageId, u32, u32)>,
    words: BTreeSet<String>,
}

impl Told {
    /// Adds what these items quote.
    pub(crate) fn add(&mut self, items: &[Item]) {
        for statement in items.iter().flat_map(statements) {
            for citation in statement.citations.iter().filter(|citation| marked(statement, citation).is_some()) {
                self.keep(citation);
            }
        }
    }

    pub(crate) fn has(&self, line: &Line<'_>) -> bool {
        let ends = (u32::try_from(line.start), u32::try_from(line.end));
        let (Ok(start), Ok(end)) = ends else { return false };
        self.words.contains(&line.words()) || self.covers((line.passage.id, start, end))
    }

    fn keep(&mut self, citation: &Citation) {
        self.spans.push((citation.passage, citation.start, citation.end));
        self.words.insert(flat(&citation.quote));
    }

    fn holds(&self, citation: &Citation) -> bool {
        self.words.contains(&flat(&citation.quote)) || self.covers((citation.passage, citation.start, citation.end))
    }

    /// Whether most of this span was quoted.
    fn covers(&self, (passage, start, end): (PassageId, u32, u32)) -> bool {
        self.spans.iter().any(|(held, from, to)| {
            let shared = end.min(*to).saturating_sub(start.max(*from));
            *held == passage && shared * 2 > end.saturating_sub(start)
        })
    }
}

fn flat(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The citation's words as they stand in the sentence, marks included.
fn marked(statement: &Statement, citation: &Citation) -> Option<String> {
    let words = flat(&citation.quote);
    let single = words.replace('“', "‘").replace(['”', '"'], "’");
    [format!("“{words}”"), format!("“{single}”")].into_iter().find(|quote| statement.text.contains(quote.as_str()))
}

/// Leaves each sentence in full once on the page, and once more in the annex: where it is a promise, a concern, or a
/// side of a contradiction, else where it first stands there.
pub(crate) fn once(sections: &mut [Section]) {
    let mut page = Told::default();
    let mut annex = Told::default();
    for section in sections {
        let on_page = section.number <= PAGE;
        for item in &mut section.items {
            let point = matches!(item, Item::Commitment(_) | Item::Contradiction { .. } | Item::Concern { .. });
            for statement in statements_mut(item) {
                let full: Vec<Citation> = statement
                    .citations
                    .iter()
                    .filter(|citation| {
                        let here = if on_page { &page } else { &annex };
                        let again = here.holds(citation) || (!on_page && !point && page.holds(citation));
                        !again
                    })
                    .cloned()
                    .collect();
                *statement = referring(statement, &full);
                let told = if on_page { &mut page } else { &mut annex };
                for citation in full.iter().filter(|citation| marked(statement, citation).is_some()) {
                    told.keep(citation);
                }
            }
        }
    }
}

/// The statement with every quote that is not among `full` replaced by a word on where it stands.
fn referring(statement: &Statement, full: &[Citation]) -> Statement {
    let mut text = statement.text.clone();
    for citation in statement.citations.iter().filter(|citation| !full.contains(citation)) {
        if let Some(quote) = marked(statement, citation) {
            let cut = format!(": {quote} …");
            let held = if text.contains(&cut) { cut } else { format!(": {quote}") };
            let at = text.find(&held).map(|at| at + held.len()).and_then(|at| text.get(at..)).unwrap_or_default();
            let divided = at.is_empty() || at.starts_with([';', '.', ',', ':']);
            text = text.replacen(&held, if divided { ", quoted above" } else { ", quoted above;" }, 1);
        }
    }
    Statement { text, citations: Citations::clone(&statement.citations), ..statement.clone() }
}

fn statements_mut(item: &mut Item) -> Vec<&mut Statement> {
    match item {
        Item::Statement(statement) => vec![statement],
        Item::Gap(_) | Item::Source(_) => Vec::new(),
        Item::Person(person) => person
            .facts
            .iter_mut()
            .filter_map(|fact| if let PersonFact::Known(s) = fact { Some(s) } else { None })
            .collect(),
        Item::Letter(letter) => letter.statement.iter_mut().collect(),
        Item::Lane(lane) => lane.blocker.iter_mut().chain(&mut lane.evidence).collect(),
        Item::Commitment(line) => vec![&mut line.statement],
        Item::Contradiction { sides, .. } => sides.iter_mut().collect(),
        Item::Concern { raised, answer, .. } => std::iter::once(raised).chain(answer).collect(),
        Item::Choice(choice) => choice.rests_on.iter_mut().collect(),
        Item::Question { because, .. } | Item::Avoid { because, .. } | Item::NeedsApproval { because, .. } => {
            because.iter_mut().collect()
        }
    }
}
