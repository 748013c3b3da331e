//! What the rules about sources share: every citation of a draft with the place it is shown at and its source today.

use domain::{Citation, Force, Part, Sanction, Span};

use crate::{
    claims::{markers, place},
    facts::{CitedSource, SourceKind},
    rule::{Found, Reading},
};

/// Every citation: those of chips where the chip stands, then the evidence of a deal change at the start of the body.
pub(super) fn citations<'a>(reading: &'a Reading<'_>) -> Vec<(Span, &'a Citation)> {
    let chips = markers(&reading.revision.body).into_iter().filter_map(|marker| {
        let chip = reading.revision.chips.iter().find(|chip| chip.number == marker.number)?;
        Some((Span { part: Part::Body, start: place(marker.start), end: place(marker.end) }, &chip.citation))
    });
    chips.chain(evidence(reading)).collect()
}

/// The evidence of a deal change.
pub(super) fn evidence<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (Span, &'a Citation)> {
    let criteria = reading.revision.change.iter().flat_map(|change| &change.criteria);
    let at = Span { part: Part::Body, start: 0, end: 0 };
    criteria.flat_map(|criterion| &criterion.evidence).map(move |citation| (at, citation))
}

/// A finding for each citation of a library document that `says` something about.
pub(super) fn of_documents(
    reading: &Reading<'_>,
    says: impl Fn(&CitedSource, Force, Option<&Sanction>) -> Option<Found>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (span, citation) in citations(reading) {
        let Some(source) = reading.facts.source(citation.passage.source) else { continue };
        let SourceKind::Library { force, sanction, .. } = &source.kind else { continue };
        if let Some(mut one) = says(source, *force, sanction.as_ref()) {
            one.span = span;
            found.push(one.with_passages(vec![citation.passage]));
        }
    }
    found
}

/// A finding whose place [`of_documents`] fills in.
pub(super) fn says(words: impl Into<String>) -> Found {
    Found::new(Span { part: Part::Body, start: 0, end: 0 }, words)
}

/// What tests of these rules share.
#[cfg(test)]
pub(super) mod tests {
    use domain::{Criterion, DealChange, OpportunityId, Passage};

    use super::*;
    use crate::{
        facts::Facts,
        rule::Rule,
        testing::{self, cite, found_by, revision},
    };

    /// What a rule says about a draft with one cited document, after this change to it.
    pub(crate) fn on(rule: &Rule, change: impl Fn(&mut CitedSource, &mut Facts)) -> Vec<Found> {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1]"), testing::facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        let mut source = facts.sources.remove(0);
        change(&mut source, &mut facts);
        facts.sources.push(source);
        found_by(rule, &revision, &facts)
    }

    /// Puts the document of [`on`] into this state.
    pub(crate) fn with_force(rule: &Rule, state: Force) -> Vec<Found> {
        on(rule, |source, _| {
            if let SourceKind::Library { force, sanction, replaced_by, .. } = &mut source.kind {
                *force = state;
                *replaced_by = (state == Force::Superseded).then(|| "Security overview 2026".to_owned());
                if state == Force::Quarantine {
                    *sanction = None;
                }
            }
        })
    }

    /// Asserts that a rule finds a document in this state and in no other, on its chip, and as evidence of a deal.
    pub(crate) fn only_in(rule: &Rule, state: Force) {
        use Force::{Aging, Expired, InForce, NotYet, Quarantine, Superseded, Withdrawn};
        for force in [InForce, Aging, NotYet, Expired, Superseded, Withdrawn, Quarantine] {
            let found = with_force(rule, force);
            assert_eq!(found.len(), usize::from(force == state), "{} on {}", rule.code, force.word());
            assert!(found.iter().all(|one| (one.span.start, one.span.end) == (29, 33) && one.passages.len() == 1));
        }
        let (mut revision, mut facts) = (revision(""), testing::facts());
        cite(&mut revision, &mut facts, 1, "The order form is signed.");
        if let SourceKind::Library { force, .. } = &mut facts.sources[0].kind {
            *force = state;
        }
        let passage: Passage = facts.passages[0].clone();
        revision.chips.clear();
        revision.change = Some(deal_change(&passage));
        assert_eq!(found_by(rule, &revision, &facts).len(), 1, "{} on evidence", rule.code);
    }

    /// A stage change with one criterion that this passage shows met.
    pub(crate) fn deal_change(passage: &Passage) -> DealChange {
        DealChange {
            opportunity: OpportunityId(testing::id(30)),
            record: "Buyer Group renewal".to_owned(),
            fields: Vec::new(),
            criteria: vec![Criterion {
                says: "Signed order form".to_owned(),
                evidence: vec![testing::chip(1, passage).citation],
            }],
        }
    }
}
