//! Does the source say it? One judge for the writers and the gate: every quote, number, date, name,
//! negation, hedge and condition of a sentence must be carried by its sources.

mod coverage;
mod dates;
mod modality;
mod names;
mod quantities;
mod quote;
mod words;

use chrono::NaiveDate;
pub use quote::find_quote;
use words::{Word, read};

/// A passage that a sentence cites, with what is truly known about it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The words of the passage.
    pub text: &'a str,
    /// True metadata: author, date in words, title, heading path, field labels.
    pub context: &'a str,
    /// The day the passage was written; relative times are resolved against it.
    pub date: Option<NaiveDate>,
}

/// Whether the sources carry the sentence, and what they do not carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// True when nothing is missing.
    pub supported: bool,
    /// What the sources do not say.
    pub missing: Vec<Missing>,
}

/// One thing that the sentence says and the sources do not, or the reverse for hedges and negations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Which guard found it.
    pub kind: MissingKind,
    /// The words concerned.
    pub what: String,
}

/// The guard that found something missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MissingKind {
    /// Quoted words that are not in the source.
    Quote,
    /// A number that the source does not give, or gives for something else.
    Number,
    /// A day or period that the source does not name.
    Date,
    /// A person, company or product that the source does not name, or names in another role.
    Name,
    /// A negation added or dropped.
    Negation,
    /// A hedge or condition dropped, or an obligation strengthened.
    Modality,
    /// Too few of the words are the source's.
    Coverage,
}

/// Everything the guards look at, read once.
pub(crate) struct Reading {
    pub(crate) claim: Vec<Word>,
    pub(crate) texts: Vec<Vec<Word>>,
    pub(crate) contexts: Vec<Vec<Word>>,
    pub(crate) best: Option<coverage::Aligned>,
}

/// Says whether the sources carry the sentence, and what is missing if not.
#[must_use]
pub fn verdict(sentence: &str, sources: &[Source<'_>]) -> Verdict {
    let (rest, quotes) = quote::take_quotes(sentence);
    let mut missing = quote::missing(&quotes, sources);
    let claim = read(&rest);
    let texts: Vec<Vec<Word>> = sources.iter().map(|s| read(s.text)).collect();
    let contexts = sources.iter().map(|s| read(s.context)).collect();
    if let Some(found) = coverage::verbatim(&read(sentence), &texts) {
        missing.extend(modality::left_out(&found, &texts));
        return Verdict { supported: missing.is_empty(), missing };
    }
    let best = coverage::align(&claim, &texts);
    let reading = Reading { claim, texts, contexts, best };
    missing.extend(quantities::missing(&reading));
    missing.extend(dates::missing(&reading, sources));
    missing.extend(names::missing(&reading));
    missing.extend(modality::missing(&reading));
    missing.extend(coverage::missing(&reading, !quotes.is_empty()));
    Verdict { supported: missing.is_empty(), missing }
}

impl Missing {
    pub(crate) fn new(kind: MissingKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(sentence: &str, text: &str) -> Vec<MissingKind> {
        let date = NaiveDate::from_ymd_opt(2026, 1, 28);
        let context = "Dana Whitfield, 28 January 2026";
        verdict(sentence, &[Source { text, context, date }]).missing.into_iter().map(|m| m.kind).collect()
    }

    #[test]
    fn a_condition_is_not_a_decision() {
        let found = judge("Decides by the end of Q2.", "On hold until the Q2 budget is confirmed.");
        assert!(!found.is_empty());
    }

    #[test]
    fn a_quote_must_be_exact_but_for_spaces_and_quote_marks() {
        let text = "We can’t  sign before\nMarch.";
        assert_eq!(find_quote("can't sign before March", text).map(|r| &text[r]), Some("can’t  sign before\nMarch"));
        assert_eq!(judge("Dana Whitfield wrote: “We can sign before March.”", text), [MissingKind::Quote]);
    }

    #[test]
    fn a_verbatim_sentence_with_quoted_words_is_supported() {
        let text = "It promotes “never trust, always verify” as its principle. It may change.";
        assert!(judge("It promotes “never trust, always verify” as its principle.", text).is_empty());
        assert_eq!(judge("It promotes “always trust” as its principle.", text).first(), Some(&MissingKind::Quote));
    }

    #[test]
    fn a_relative_time_is_resolved_against_the_day_of_the_source() {
        assert!(judge("We send the report on 29 January.", "We send the report tomorrow.").is_empty());
        assert!(judge("We send the report on 29 January.", "We send the report January 29th, 2026.").is_empty());
        assert_eq!(judge("We send the report on 30 January.", "We send the report tomorrow."), [MissingKind::Date]);
    }

    #[test]
    fn a_number_stays_with_what_it_measures() {
        let text = "Backups are kept for 35 days. Access logs are kept for 400 days by the platform team.";
        assert!(judge("Backups are kept for 35 days", text).is_empty());
        assert_eq!(judge("Backups are kept for 400 days.", text), [MissingKind::Number]);
        assert_eq!(judge("Backups are kept for 90 days.", text), [MissingKind::Number]);
    }

    #[test]
    fn a_name_stays_in_its_role() {
        let text = "The budget is approved by Marta Ruiz before renewal. The review is led by Jonas Beck each spring.";
        assert_eq!(judge("The budget is approved by Jonas Beck before renewal.", text), [MissingKind::Name]);
        assert_eq!(judge("The budget is approved by Ada Novak before renewal.", text), [MissingKind::Name]);
    }

    #[test]
    fn dropping_a_condition_a_hedge_or_a_negation_is_found() {
        assert_eq!(judge("We sign in March", "We sign in March if legal agrees."), [MissingKind::Modality]);
        assert_eq!(judge("We sign the order in March.", "We may sign the order in March."), [MissingKind::Modality]);
        assert_eq!(judge("We must sign the order.", "We should sign the order.").first(), Some(&MissingKind::Modality));
        assert_eq!(judge("We sign the order in March.", "We do not sign the order in March."), [MissingKind::Negation]);
    }
}
