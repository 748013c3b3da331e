//! CIT002 quote-mismatch: quoted words that the cited passage does not have, or no longer has.

use domain::{Part, Severity, Span, TextHash};

use crate::{
    claims::{markers, place},
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "CIT002",
    name: "quote-mismatch",
    severity: Severity::Blocks,
    what: "A citation whose words are not in the cited passage as it reads today",
    why: "A buyer who opens the source must find these very words",
    fix: "Open the source and cite the words that stand there now",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for marker in markers(&reading.revision.body) {
        let span = Span { part: Part::Body, start: place(marker.start), end: place(marker.end) };
        let Some(chip) = reading.revision.chips.iter().find(|chip| chip.number == marker.number) else {
            found.push(Found::new(span, format!("[^{}] stands for no source", marker.number)));
            continue;
        };
        let citation = &chip.citation;
        let Some(passage) = reading.facts.passages.iter().find(|passage| passage.id == citation.passage) else {
            found.push(Found::new(span, "The cited passage is no longer in the workspace"));
            continue;
        };
        let there = passage.text.get(citation.start as usize..citation.end as usize);
        if TextHash::of(&passage.text) != citation.hash {
            found.push(Found::new(span, "The cited passage reads differently today").with_passages(vec![passage.id]));
        } else if there != Some(citation.quote.as_str()) || citation.quote.trim().is_empty() {
            let says = format!("“{}” is not in the cited passage", citation.quote);
            found.push(Found::new(span, says).with_passages(vec![passage.id]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cite, facts, finds, found_by, revision};

    #[test]
    fn a_chip_for_nothing_is_found() {
        finds(&RULE, "Backups are kept for 35 days.«[^1]»");
    }

    #[test]
    fn a_passage_that_changed_or_went_is_found_and_the_same_words_are_not() {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1]"), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        let whole = facts.passages[0].text.clone();
        facts.passages[0].text = whole.replace("35", "30");
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
        facts.passages[0].text = whole;
        revision.chips[0].citation.quote = "Backups are kept for 30 days.".to_owned();
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
        facts.passages.clear();
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
    }
}
