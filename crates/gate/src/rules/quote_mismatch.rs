//! CIT002 quote-mismatch: quoted words that the cited passage does not have, or no longer has.

use domain::{Citation, Part, Severity, Span, TextHash};

use super::sources::evidence;
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
        found.extend(mismatch(span, &chip.citation, reading));
    }
    found.extend(evidence(reading).filter_map(|(span, citation)| mismatch(span, citation, reading)));
    found
}

fn mismatch(span: Span, citation: &Citation, reading: &Reading<'_>) -> Option<Found> {
    let Some(passage) = reading.facts.passages.iter().find(|passage| passage.id == citation.passage) else {
        return Some(Found::new(span, "The cited passage is no longer in the workspace"));
    };
    let there = passage.text.get(citation.start as usize..citation.end as usize);
    if TextHash::of(&passage.text) != citation.hash {
        return Some(Found::new(span, "The cited passage reads differently today").with_passages(vec![passage.id]));
    }
    (there != Some(citation.quote.as_str()) || citation.quote.trim().is_empty()).then(|| {
        let says = format!("“{}” is not in the cited passage", citation.quote);
        Found::new(span, says).with_passages(vec![passage.id])
    })
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

    #[test]
    fn the_evidence_of_a_deal_change_is_held_to_the_same() {
        let (mut revision, mut facts) = (revision(""), facts());
        cite(&mut revision, &mut facts, 1, "The order form is signed.");
        revision.change = Some(super::super::sources::tests::deal_change(&facts.passages[0]));
        revision.chips.clear();
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        facts.passages[0].text = "The order form is not signed.".to_owned();
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
    }
}
