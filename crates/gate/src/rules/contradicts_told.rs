//! CON002 contradicts-told: this buyer was told otherwise before.

use domain::Severity;

use super::{
    conflict::{Said, conflict, said},
    text::{cited, whole},
};
use crate::{
    claims::Claim,
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "CON002",
    name: "contradicts-told",
    severity: Severity::Acknowledge,
    what: "A sentence that contradicts what this buyer was told before",
    why: "The buyer has the earlier message and will hold us to it",
    fix: "Say what holds and that it corrects the earlier message, or take the sentence out",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let before: Vec<Said> = reading.facts.told.iter().map(|told| said(&told.text)).collect();
    reading.claims.iter().filter_map(|claim| contradiction(claim, &before, reading)).collect()
}

/// The newest of what was told otherwise.
fn contradiction(claim: &Claim, before: &[Said], reading: &Reading<'_>) -> Option<Found> {
    let here = said(&claim.text);
    let others = reading.facts.told.iter().zip(before);
    let (told, why) =
        others.filter_map(|(told, there)| Some((told, conflict(&here, there)?))).max_by_key(|(told, _)| told.at)?;
    let date = told.at.format("%-d %B %Y");
    let says = format!("{} of {date} told this buyer otherwise ({why}): “{}”", told.place, told.text);
    let own = cited(claim, reading).into_iter().map(|(passage, _)| passage.id);
    let mut found = Found::new(whole(claim), says).with_passages(own.chain(told.passage).collect());
    found.rests_on.push(told.text.clone());
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        facts::{Facts, Told},
        testing::{at, cite, facts, found_by, passage, revision},
    };

    fn tell(facts: &mut Facts, text: &str, hours: i64) {
        let passage = Some(passage(900, text).id);
        facts.told.push(Told { text: text.to_owned(), at: at(hours), place: "Release 4".to_owned(), passage });
    }

    #[test]
    fn what_was_told_otherwise_is_found_with_both_passages() {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1]"), facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        tell(&mut facts, "Backups are kept for 60 days.", -200);
        tell(&mut facts, "Your backups are kept for 90 days.", -48);
        let found = found_by(&RULE, &revision, &facts);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].passages.len(), 2);
        let says = "Release 4 of 8 March 2026 told this buyer otherwise (90 days there, 35 days here): “Your backups are kept for 90 days.”";
        assert_eq!(found[0].says, says);
    }

    #[test]
    fn the_same_other_matters_and_our_own_readers_are_not() {
        let mut facts = facts();
        tell(&mut facts, "Backups are kept for five weeks.", -48);
        tell(&mut facts, "Invoices are paid within 30 days.", -48);
        let revision = revision("Backups are kept for 35 days.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        tell(&mut facts, "Backups are kept for 90 days.", -48);
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
        crate::testing::take_over(&mut facts);
        assert!(found_by(&RULE, &revision, &facts).is_empty());
    }
}
