//! CIT003 unsupported: a sentence that says more, less or other than the passages it cites.

use std::sync::LazyLock;

use domain::{Passage, Severity};
use fidelity::{Missing, MissingKind, Source};
use regex::Regex;

use super::text::{cited, phrases, whole};
use crate::{
    claims::Claim,
    facts::CitedSource,
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "CIT003",
    name: "unsupported",
    severity: Severity::Blocks,
    what: "A number, unit, date, name, negation, hedge or condition that the cited passages do not carry",
    why: "A buyer who opens the source must find what the sentence says",
    fix: "Say what the passage says, or cite the passage that says this",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    reading.claims.iter().filter_map(|claim| unsupported(claim, reading)).collect()
}

fn unsupported(claim: &Claim, reading: &Reading<'_>) -> Option<Found> {
    let passages = cited(claim, reading);
    if passages.is_empty() {
        return None;
    }
    let contexts: Vec<String> = passages
        .iter()
        .map(|(passage, source)| {
            let heading = passage.heading.join(" ");
            let speaker = passage.speaker.as_deref().unwrap_or_default();
            format!("{}. {heading}. {speaker}", known_of(source))
        })
        .collect();
    let sources: Vec<Source<'_>> = passages
        .iter()
        .zip(&contexts)
        .map(|((passage, source), context)| Source { text: &passage.text, context, date: Some(source.date) })
        .collect();
    let verdict = fidelity::verdict(&claim.text, &sources);
    // Words in quote marks are the matter of CIT002.
    let others = verdict.missing.iter().filter(|missing| missing.kind != MissingKind::Quote);
    let mut missing: Vec<String> = others.map(in_words).collect();
    missing.extend(wrong_units(&claim.text, &passages));
    let ids = passages.iter().map(|(passage, _)| passage.id).collect();
    (!missing.is_empty()).then(|| {
        Found::new(whole(claim), format!("The source does not carry this: {}", missing.join("; "))).with_passages(ids)
    })
}

/// A figure that the passages give, but never in this unit: days for hours, months for years.
fn wrong_units(sentence: &str, passages: &[(&Passage, &CitedSource)]) -> Vec<String> {
    let held: Vec<(String, String)> = passages.iter().flat_map(|(passage, _)| measured(&passage.text)).collect();
    let mut wrong = measured(sentence);
    wrong.retain(|(figure, unit)| {
        held.iter().any(|(other, _)| other == figure) && !held.contains(&(figure.clone(), unit.clone()))
    });
    wrong.iter().map(|(figure, unit)| format!("{figure} is not in {unit}s there")).collect()
}

/// Figures with their units, each in the singular.
fn measured(text: &str) -> Vec<(String, String)> {
    static UNIT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        phrases(&[
            r"(\d[\d.,]*)(?: ?-?)(second|minute|hour|day|week|month|year|quarter|gb|tb|mb|kb|eur|usd|user|seat)s?",
        ])
    });
    let found = UNIT.iter().flat_map(|unit| unit.captures_iter(text));
    found.filter_map(|hit| Some((hit.get(1)?.as_str().to_owned(), hit.get(2)?.as_str().to_lowercase()))).collect()
}

/// Title, author and day of a source, in words.
fn known_of(source: &CitedSource) -> String {
    let by = source.by.as_deref().unwrap_or_default();
    format!("{}. {by}. {}", source.title, source.date.format("%-d %B %Y"))
}

fn in_words(missing: &Missing) -> String {
    let what = &missing.what;
    match missing.kind {
        MissingKind::Quote => format!("the words “{what}” are not in it"),
        MissingKind::Number => format!("the figure {what} is not in it, or stands for something else"),
        MissingKind::Date => format!("the date {what} is not in it"),
        MissingKind::Name => format!("the name {what} is not in it, or in another role"),
        MissingKind::Negation => format!("“{what}” turns its meaning round"),
        MissingKind::Modality => format!("“{what}” makes it more or less certain"),
        MissingKind::Coverage => format!("it does not speak of {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cite, clear, facts, found_by, revision};

    fn says(sentence: &str, text: &str) -> Vec<String> {
        let (mut revision, mut facts) = (revision(&format!("{sentence}[^1]")), facts());
        cite(&mut revision, &mut facts, 1, text);
        found_by(&RULE, &revision, &facts).into_iter().map(|found| found.says).collect()
    }

    #[test]
    fn what_the_passage_does_not_carry_is_found() {
        let text = "Backups may be kept for 35 days in Frankfurt if the customer asks.";
        for sentence in [
            "Backups may be kept for 90 days in Frankfurt if the customer asks.",
            "Backups may be kept for 35 weeks in Frankfurt if the customer asks.",
            "Backups may not be kept for 35 days in Frankfurt.",
            "Backups are kept for 35 days in Frankfurt.",
            "Backups may be kept for 35 days in Dublin if the customer asks.",
            "Backups may be kept for 35 days since 1 March 2024 if the customer asks.",
            "Invoices arrive on paper every quarter without surcharge.",
        ] {
            assert_eq!(says(sentence, text).len(), 1, "{sentence}");
        }
    }

    #[test]
    fn what_it_carries_is_not() {
        for (sentence, text) in [
            ("Backups are kept for 35 days.", "Backups are kept for 35 days."),
            ("Backups are kept for 35 days.", "All backups are kept for 35 days in two regions."),
            ("Data is encrypted at rest.", "Data is encrypted at rest and in transit."),
            (
                "The Security overview of 1 January 2026 says: backups are kept for 35 days.",
                "Backups are kept for 35 days.",
            ),
            ("We may sign in March.", "We may sign in March."),
        ] {
            assert!(says(sentence, text).is_empty(), "{sentence}: {:?}", says(sentence, text));
        }
    }

    #[test]
    fn the_words_say_what_is_missing() {
        let found = says("Backups are kept for 90 days.", "Backups are kept for 35 days.");
        assert_eq!(found, ["The source does not carry this: the figure 90 is not in it, or stands for something else"]);
    }

    #[test]
    fn two_passages_carry_a_sentence_together() {
        let (mut revision, mut facts) =
            (revision("Backups are kept for 35 days and logs are kept for 400 days.[^1][^2]"), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        cite(&mut revision, &mut facts, 2, "Logs are kept for 400 days.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
    }

    #[test]
    fn a_sentence_without_a_chip_is_the_matter_of_another_rule() {
        clear(&RULE, "Backups are kept for 90 days.");
    }
}
