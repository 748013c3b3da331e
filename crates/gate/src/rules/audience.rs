//! SRC005 audience: a document that this buyer may not read.

use domain::{Audience, Severity};

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "SRC005",
    name: "audience",
    severity: Severity::Blocks,
    what: "A cited document that was not released for this buyer",
    why: "It was released for other readers, and what a buyer has read cannot be taken back",
    fix: "Cite a document released for buyers, or put a non-disclosure agreement on file first",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    of_documents(reading, |source, _, sanction| match sanction?.audience {
        Audience::Internal => Some(says(format!("{} is released for our own people only", source.title))),
        Audience::Nda if !reading.facts.nda => Some(says(format!(
            "{} is released for buyers under a non-disclosure agreement, and none is on file for {}",
            source.title, reading.facts.account.name
        ))),
        Audience::Nda | Audience::Public => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests::on, *};
    use crate::facts::SourceKind;

    fn found(audience: Audience, nda: bool, ours: bool) -> usize {
        let found = on(&RULE, |source, facts| {
            facts.nda = nda;
            if ours {
                crate::testing::take_over(facts);
            }
            if let SourceKind::Library { sanction: Some(sanction), .. } = &mut source.kind {
                sanction.audience = audience;
            }
        });
        found.len()
    }

    #[test]
    fn an_internal_document_is_never_for_a_buyer() {
        assert_eq!((found(Audience::Internal, false, false), found(Audience::Internal, true, false)), (1, 1));
    }

    #[test]
    fn a_document_under_an_agreement_needs_one_on_file() {
        assert_eq!((found(Audience::Nda, false, false), found(Audience::Nda, true, false)), (1, 0));
    }

    #[test]
    fn a_public_document_is_for_everybody() {
        assert_eq!(found(Audience::Public, false, false), 0);
    }

    #[test]
    fn our_own_people_may_read_all_of_them() {
        assert_eq!((found(Audience::Internal, false, true), found(Audience::Nda, false, true)), (0, 0));
    }
}
