//! What the rules share: sentences with the passages they cite, and phrases found in them.

use domain::{Moment, Part, Passage, Severity, Span};
use regex::Regex;

use crate::{
    claims::{Claim, markers, place, sentences},
    facts::{CitedSource, Facts},
    rule::{Found, Reading},
};

/// A sentence of the subject or the body. Its text has the length of the draft's own: chips are blank in it.
pub(super) struct Sentence<'a> {
    pub(super) part: Part,
    pub(super) start: usize,
    pub(super) text: String,
    /// `None` for the subject, which carries no chips.
    pub(super) claim: Option<&'a Claim>,
}

impl Sentence<'_> {
    /// Bytes of this sentence's text, as a place in the draft.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span { part: self.part, start: place(self.start + start), end: place(self.start + end) }
    }
}

/// The subject's sentences, then the body's.
pub(super) fn read<'a>(reading: &'a Reading<'_>) -> Vec<Sentence<'a>> {
    let subject = &reading.revision.subject;
    let in_subject = sentences(subject).into_iter().filter_map(|(start, end)| {
        Some(Sentence { part: Part::Subject, start, text: subject.get(start..end)?.to_owned(), claim: None })
    });
    let body = blanked(&reading.revision.body);
    let in_body = reading.claims.iter().filter_map(|claim| {
        let text = body.get(claim.start as usize..claim.end as usize)?.to_owned();
        Some(Sentence { part: Part::Body, start: claim.start as usize, text, claim: Some(claim) })
    });
    in_subject.chain(in_body).collect()
}

/// The body with a space for every byte of a chip.
pub(super) fn blanked(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut at = 0;
    for marker in markers(body) {
        text.push_str(body.get(at..marker.start).unwrap_or_default());
        text.extend(std::iter::repeat_n(' ', marker.end - marker.start));
        at = marker.end;
    }
    text.push_str(body.get(at..).unwrap_or_default());
    text
}

/// The span of a whole sentence of the body.
pub(super) fn whole(claim: &Claim) -> Span {
    Span { part: Part::Body, start: claim.start, end: claim.end }
}

/// The passages that a sentence cites, as they read today, with their sources.
pub(super) fn cited<'a>(claim: &Claim, reading: &'a Reading<'_>) -> Vec<(&'a Passage, &'a CitedSource)> {
    let chips = claim.chips.iter().filter_map(|number| reading.revision.chips.iter().find(|c| c.number == *number));
    chips.filter_map(|chip| known(chip.citation.passage, reading.facts)).collect()
}

/// A passage with its source, where both are still in the workspace.
pub(super) fn known(id: domain::PassageId, facts: &Facts) -> Option<(&Passage, &CitedSource)> {
    let passage = facts.passages.iter().find(|passage| passage.id == id)?;
    Some((passage, facts.source(id.source)?))
}

/// Matches any of these as whole words, in any case. A space stands for any white space, ` ?` for some or none, `'` for both apostrophes.
pub(super) fn phrases(any: &[&str]) -> Option<Regex> {
    let any: Vec<String> =
        any.iter().map(|one| one.replace(" ?", r"\s*").replace(' ', r"\s+").replace('\'', "['’]")).collect();
    Regex::new(&format!(r"(?i)\b{{start-half}}(?:{})\b{{end-half}}", any.join("|"))).ok()
}

/// Bytes `start..end` of each match, and of each of the company's own words for this check.
pub(super) fn matches(found: Option<&Regex>, code: &str, text: &str, facts: &Facts) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> =
        found.into_iter().flat_map(|found| found.find_iter(text)).map(|hit| (hit.start(), hit.end())).collect();
    for word in facts.policy.words.get(code).into_iter().flatten() {
        all.extend(
            whole_words(text, word)
                .into_iter()
                .filter(|own| !all.iter().any(|hit| overlap(*hit, *own)))
                .collect::<Vec<_>>(),
        );
    }
    all.sort_unstable();
    all
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Where these words stand in a text as whole words, in any case.
pub(super) fn whole_words(text: &str, words: &str) -> Vec<(usize, usize)> {
    let wanted: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    let mut before = None::<char>;
    for (start, c) in text.char_indices() {
        if before.is_none_or(|b| !b.is_alphanumeric())
            && let Some(end) = starts_with(text, start, &wanted)
            && text.get(end..).and_then(|rest| rest.chars().next()).is_none_or(|next| !next.is_alphanumeric())
        {
            found.push((start, end));
        }
        before = Some(c);
    }
    found
}

fn starts_with(text: &str, start: usize, wanted: &[char]) -> Option<usize> {
    let mut left = wanted;
    let mut end = start;
    for c in text.get(start..)?.chars() {
        if left.is_empty() {
            break;
        }
        for lower in c.to_lowercase() {
            let (first, rest) = left.split_first()?;
            let same = lower == *first || (lower.is_whitespace() && first.is_whitespace());
            left = same.then_some(rest)?;
        }
        end += c.len_utf8();
    }
    (left.is_empty() && end > start).then_some(end)
}

/// The words before `at` in the same clause.
pub(super) fn clause_before(text: &str, at: usize) -> &str {
    let head = text.get(..at).unwrap_or_default();
    let comma = head.rmatch_indices([',', ';', ':', '–', '—']).find(|(at, mark)| {
        // A comma within a number divides nothing.
        !head.get(at + mark.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let start = comma.map_or(0, |(at, mark)| at + mark.len());
    let joined = [" and ", " but "].iter().filter_map(|word| head.rfind(word).map(|at| at + word.len())).max();
    head.get(start.max(joined.unwrap_or(0))..).unwrap_or_default()
}

/// Every promise in a text to a buyer that no word before it in its clause takes back. A question promises nothing.
pub(super) fn promises(
    reading: &Reading<'_>,
    code: &str,
    (found, unless): (Option<&Regex>, Option<&Regex>),
    what: &str,
) -> Vec<Found> {
    let mut all = Vec::new();
    for sentence in reading.for_buyer.then(|| read(reading)).into_iter().flatten() {
        for hit in matches(found, code, &sentence.text, reading.facts) {
            let before = clause_before(&sentence.text, hit.0);
            if !sentence.text.ends_with('?') && !unless.is_some_and(|unless| unless.is_match(before)) {
                all.push(commits(&sentence, hit, what, reading));
            }
        }
    }
    all
}

/// Every such phrase in a text that an executive of the buyer's reads.
pub(super) fn to_executives(reading: &Reading<'_>, code: &str, found: Option<&Regex>, what: &str) -> Vec<Found> {
    if !reading.for_buyer || !reading.class.moments.contains(&Moment::Executive) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for sentence in read(reading) {
        for (start, end) in matches(found, code, &sentence.text, reading.facts) {
            let words = sentence.text.get(start..end).unwrap_or_default();
            all.push(Found::new(sentence.span(start, end), format!("“{words}” {what}")));
        }
    }
    all
}

/// A finding of the kind that commits the company: it blocks without a source, and asks for a name with one.
pub(super) fn commits(sentence: &Sentence<'_>, hit: (usize, usize), what: &str, reading: &Reading<'_>) -> Found {
    let words = sentence.text.get(hit.0..hit.1).unwrap_or_default();
    let claim = match sentence.claim {
        Some(claim) => Some(claim),
        // A subject has no chips: it rests on those of the sentence that says the same in the body.
        None => {
            reading.claims.iter().find(|claim| !claim.chips.is_empty() && !whole_words(&claim.text, words).is_empty())
        }
    };
    let passages: Vec<_> =
        claim.map(|claim| cited(claim, reading)).unwrap_or_default().iter().map(|(passage, _)| passage.id).collect();
    let span = sentence.span(hit.0, hit.1);
    if passages.is_empty() {
        Found::new(span, format!("“{words}” {what}, and no source stands behind it"))
    } else {
        Found::new(span, format!("“{words}” {what}")).with_severity(Severity::Acknowledge).with_passages(passages)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        rule::Rule,
        testing::{cite, facts, found_by, revision},
    };

    /// Asserts that the rule finds something in each sentence, without a source at its own severity.
    pub(crate) fn all_found(rule: &Rule, sentences: &[&str]) {
        let silent = |text: &&&str| {
            let found = found_by(rule, &revision(text), &facts());
            found.is_empty() || found.iter().any(|one| one.severity.is_some())
        };
        let missed: Vec<_> = sentences.iter().filter(silent).collect();
        assert!(missed.is_empty(), "{} misses {missed:#?}", rule.code);
    }

    /// Asserts that the rule is silent on each sentence.
    pub(crate) fn all_clear(rule: &Rule, sentences: &[&str]) {
        let wrong: Vec<_> =
            sentences.iter().filter(|text| !found_by(rule, &revision(text), &facts()).is_empty()).collect();
        assert!(wrong.is_empty(), "{} is wrong on {wrong:#?}", rule.code);
    }

    /// Asserts that a sentence with a source asks for an acknowledgement, that its words in the subject do so too as
    /// long as the body says them, that our own people may read them, and that the company's own words count.
    pub(crate) fn committed(rule: &Rule, sentence: &str) {
        let (mut cited, mut known) = (revision(&format!("{sentence}[^1]")), facts());
        cite(&mut cited, &mut known, 1, sentence);
        cited.subject = sentence.to_owned();
        let found = found_by(rule, &cited, &known);
        assert!(found.len() >= 2 && found.iter().all(|one| one.severity == Some(Severity::Acknowledge)));
        assert!(found.iter().all(|one| one.passages.len() == 1));
        cited.body = "Hello".to_owned();
        assert!(found_by(rule, &cited, &known).iter().all(|one| one.severity.is_none()));
        let mut inside = revision(sentence);
        inside.recipients[0].email = "kim@tallyard.example".to_owned();
        assert!(found_by(rule, &inside, &known).is_empty());
        let mut known = facts();
        let mut policy = (*known.policy).clone();
        policy.words.insert(rule.code.to_owned(), vec!["moon cheese".to_owned()]);
        known.policy = std::sync::Arc::new(policy);
        assert_eq!(found_by(rule, &revision("It is Moon Cheese."), &known).len(), 1);
        assert!(found_by(rule, &revision("It is moon cheesecake."), &known).is_empty());
    }

    #[test]
    fn a_chip_is_as_long_in_blanks() {
        assert_eq!(blanked("Kept[^1] 35 days.[^22]"), "Kept     35 days.     ");
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_nowhere_inside_words() {
        assert_eq!(whole_words("Best Effort, best-effort, besteffort", "best effort"), [(0, 11)]);
        assert_eq!(whole_words("ÄRA of the ära", "ära"), [(0, 4), (12, 16)]);
        assert!(whole_words("charm", "arm").is_empty() && whole_words("arms", "arm").is_empty());
    }

    #[test]
    fn a_clause_begins_after_its_comma_or_conjunction() {
        let clause = |text: &'static str| clause_before(text, text.len());
        assert_eq!(clause("We cannot say, but we can "), "we can ");
        assert_eq!(clause("We cannot offer "), "We cannot offer ");
        assert_eq!(clause("It costs 1,000 "), "It costs 1,000 ");
    }
}
