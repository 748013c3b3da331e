//! CIT002 quote-mismatch: quoted words that the cited passage does not have, or no longer has.

use domain::{Citation, Part, Severity, Span, TextHash};

use super::{
    sources::evidence,
    text::{Sentence, cited, read},
};
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
    found.extend(read(reading).iter().flat_map(|sentence| not_there(sentence, reading)));
    found
}

/// Words between quote marks of a sentence that cites something: they must stand in one of its passages.
fn not_there(sentence: &Sentence<'_>, reading: &Reading<'_>) -> Vec<Found> {
    let passages = sentence.claim.map(|claim| cited(claim, reading)).unwrap_or_default();
    if passages.is_empty() {
        return Vec::new();
    }
    let absent = quoted(&sentence.text).into_iter().filter_map(|(start, end)| {
        let words = sentence.text.get(start..end)?;
        // A comma or full stop before the closing mark is the sentence's own.
        let bare = words.trim_end().trim_end_matches(['.', ',', '…']);
        let within = |quote: &str, text: &str| fidelity::find_quote(quote, text).is_some();
        let held = passages.iter().any(|(passage, _)| within(words, &passage.text) || within(bare, &passage.text));
        let ids = passages.iter().map(|(passage, _)| passage.id).collect();
        let says = format!("“{words}” is not in the cited passage");
        (!held).then(|| Found::new(sentence.span(start, end), says).with_passages(ids))
    });
    absent.collect()
}

/// What stands between “…”, "…", „…“, «…» or »…«, as bytes without the marks.
fn quoted(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = None::<(usize, &[char])>;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        open = match (open, c) {
            (Some((start, close)), c) if close.contains(&c) => {
                found.push((start, at));
                None
            }
            (None, '“') => Some((after, &['”'])),
            (None, '"') => Some((after, &['"'])),
            (None, '„') => Some((after, &['“', '”'])),
            (None, '«') => Some((after, &['»'])),
            (None, '»') => Some((after, &['«'])),
            (open, _) => open,
        };
    }
    found.retain(|(start, end)| text.get(*start..*end).is_some_and(|words| words.chars().any(char::is_alphanumeric)));
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

    fn quotes(body: &str) -> Vec<String> {
        let (mut revision, mut facts) = (revision(body), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days. We call it “safe keeping”.");
        let found = found_by(&RULE, &revision, &facts);
        found.iter().map(|one| body[one.span.start as usize..one.span.end as usize].to_owned()).collect()
    }

    #[test]
    fn words_in_any_quote_marks_must_be_in_a_cited_passage() {
        for (open, close) in [("“", "”"), ("\"", "\""), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«")]
        {
            for (words, there) in [
                ("kept for 35 days", true),
                ("kept for 35 days,", true),
                ("kept  for 35 days.", true),
                ("Safe keeping", false),
                ("kept for 90 days", false),
                ("kept for 90 days.", false),
                ("kept for, 35 days", false),
            ] {
                let found = quotes(&format!("They are {open}{words}{close} we say.[^1]"));
                assert_eq!(found.is_empty(), there, "{open}{words}{close}: {found:?}");
                assert!(found.is_empty() || found == [words], "{found:?}");
            }
        }
        assert_eq!(
            quotes("« kept for ever », then „kept for 35 days“ and “for 9 days”.[^1]"),
            [" kept for ever ", "for 9 days"]
        );
    }

    #[test]
    fn quotes_without_a_chip_or_an_end_are_not_held_to_anything() {
        assert!(quotes("They are “kept for ever”. Backups run.[^1]").is_empty());
        assert!(quotes("The 19\" rack and it's fine.[^1]").is_empty());
    }
}
