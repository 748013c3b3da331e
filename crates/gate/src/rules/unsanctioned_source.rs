//! SRC008 unsanctioned-source: a document that nobody released.

use domain::Force;

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "SRC008",
    name: "unsanctioned-source",
    severity: domain::Severity::Blocks,
    what: "A cited document that nobody released for use",
    why: "Nobody has said that it is true, or that a buyer may read it",
    fix: "Ask the owner of the document to release it, or cite one that is in force",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    of_documents(reading, |source, force, _| {
        (force == Force::Quarantine).then(|| says(format!("{} was never released for use", source.title)))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests, *};

    #[test]
    fn it_is_found_in_this_state_only() {
        tests::only_in(&RULE, Force::Quarantine);
    }

    #[test]
    fn it_names_the_document() {
        assert_eq!(tests::with_force(&RULE, Force::Quarantine)[0].says, "Security overview was never released for use");
    }
}
