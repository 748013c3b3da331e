//! CON001 contradicts-source: another passage in force says otherwise.

use std::collections::BTreeMap;

use domain::Severity;

use super::{
    conflict::{Said, conflict, said},
    text::{cited, whole},
};
use crate::{
    claims::{Claim, sentences_of},
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "CON001",
    name: "contradicts-source",
    severity: Severity::Acknowledge,
    what: "A sentence that another passage in force contradicts",
    why: "A buyer who reads both documents will believe neither",
    fix: "Say what holds, or have the wrong document mended, or say why both hold",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    // The same passage speaks of the matter of many sentences; it is read once.
    let mut read = BTreeMap::new();
    for related in &reading.facts.related {
        read.entry(related.passage.text.as_str()).or_insert_with(|| {
            sentences_of(&related.passage.text).into_iter().map(|text| (said(&text), text)).collect()
        });
    }
    reading.claims.iter().flat_map(|claim| contradictions(claim, reading, &read)).collect()
}

fn contradictions(claim: &Claim, reading: &Reading<'_>, read: &BTreeMap<&str, Vec<(Said, String)>>) -> Vec<Found> {
    let own: Vec<_> = cited(claim, reading).iter().map(|(passage, _)| passage.id).collect();
    let here = said(&claim.text);
    let mut found = Vec::new();
    for related in reading.facts.related.iter().filter(|related| related.sentence == claim.text) {
        if own.contains(&related.passage.id) {
            continue;
        }
        let sentences = read.get(related.passage.text.as_str()).map(Vec::as_slice).unwrap_or_default();
        let other = sentences.iter().find_map(|(there, text)| Some((text, conflict(&here, there)?)));
        found.extend(other.map(|(text, why)| {
            let date = related.date.format("%-d %B %Y");
            let says = format!("{} of {date} says otherwise ({why}): “{text}”", related.title);
            let mut passages = own.clone();
            passages.push(related.passage.id);
            let mut found = Found::new(whole(claim), says).with_passages(passages);
            found.rests_on.push(text.clone());
            found
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::{Facts, Related},
        testing::{cite, facts, found_by, passage, revision},
    };

    fn relate(facts: &mut Facts, sentence: &str, text: &str) {
        let (title, date) = ("Backup policy".to_owned(), "2026-02-01".parse().unwrap());
        facts.related.push(Related { sentence: sentence.to_owned(), passage: passage(900, text), title, date });
    }

    #[test]
    fn another_passage_that_says_otherwise_is_found_with_both_passages() {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1]"), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        relate(&mut facts, "Backups are kept for 35 days.", "Logs are kept. Backups are kept for 90 days.");
        let found = found_by(&RULE, &revision, &facts);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].passages, [facts.passages[0].id, facts.related[0].passage.id]);
        let says = "Backup policy of 1 February 2026 says otherwise (90 days there, 35 days here): “Backups are kept for 90 days.”";
        assert_eq!(found[0].says, says);
    }

    #[test]
    fn the_same_words_another_sentence_and_the_cited_passage_are_not() {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1]"), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        relate(&mut facts, "Backups are kept for 35 days.", "Every backup is kept for 35 days.");
        relate(&mut facts, "Logs are kept for 35 days.", "Backups are kept for 90 days.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        relate(&mut facts, "Backups are kept for 35 days.", "Backups are kept for 90 days.");
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
        facts.related[2].passage.id = facts.passages[0].id;
        assert!(found_by(&RULE, &revision, &facts).is_empty());
    }
}
