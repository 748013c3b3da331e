//! The first draft of an answer: the card's own sentences, each with its citation, and not a word beside them.

use domain::{Chip, Citation, ObjectionCard, Statement};

/// The body with `[^n]` after each sentence, and the chips; empty where no part has an answer.
#[must_use]
pub fn answer_draft(card: &ObjectionCard) -> (String, Vec<Chip>) {
    let mut chips: Vec<Chip> = Vec::new();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut said: Vec<&Citation> = Vec::new();
    for part in card.parts.iter().filter(|part| part.state.has_answer()) {
        let mut sentences: Vec<String> = Vec::new();
        for one in part.answer.iter().filter(|one| !is_bare_table(one)) {
            // Two parts of a question may be answered by the same sentence.
            if !said.contains(&one.citations.first()) {
                sentences.push(sentence(one, &mut chips));
                said.push(one.citations.first());
            }
        }
        if !sentences.is_empty() {
            paragraphs.push(sentences.join(" "));
        }
    }
    (paragraphs.join("\n\n"), chips)
}

/// A table quoted whole: the rows of a card for somebody who reads it, no sentence for a buyer.
fn is_bare_table(statement: &Statement) -> bool {
    const CELLS: usize = 3;
    statement.citations.iter().count() == 1 && statement.citations.first().quote.matches(" | ").count() >= CELLS
}

fn sentence(statement: &Statement, chips: &mut Vec<Chip>) -> String {
    let citations: Vec<&Citation> = statement.citations.iter().collect();
    let words = match citations.as_slice() {
        [own, head] if own.quote.contains(" | ") => row(&own.quote, &head.quote),
        [own, ..] => own.quote.split_whitespace().collect::<Vec<_>>().join(" "),
        [] => String::new(),
    };
    let ended = words.ends_with(['.', '!', '?']);
    let mut out = if ended { words } else { format!("{words}.") };
    for citation in citations {
        let known = chips.iter().find(|chip| chip.citation == *citation).map(|chip| chip.number);
        let number = known.unwrap_or_else(|| {
            let number = u32::try_from(chips.len() + 1).unwrap_or(u32::MAX);
            chips.push(Chip { number, citation: citation.clone() });
            number
        });
        out.push_str(&format!("[^{number}]"));
    }
    out
}

/// A row of a table as a sentence: `Mobile application: included no, remark the pages work on a tablet`.
fn row(own: &str, head: &str) -> String {
    let cells = |text: &str| -> Vec<String> {
        let text = text.trim().trim_matches('|');
        text.split('|').map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let (own, head) = (cells(own), cells(head));
    let name = own.first().cloned().unwrap_or_default();
    let rest: Vec<String> = own
        .iter()
        .zip(&head)
        .skip(1)
        .filter(|(cell, _)| !cell.is_empty())
        .map(|(cell, title)| format!("{} {cell}", title.to_lowercase()))
        .collect();
    format!("{name}: {}", rest.join(", "))
}
