//! SRC001 withdrawn-source: a document that was released once and is no longer.

use domain::Force;

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "SRC001",
    name: "withdrawn-source",
    severity: domain::Severity::Blocks,
    what: "A cited document whose release was withdrawn",
    why: "Whoever released it no longer stands behind it",
    fix: "Cite a document that is in force, or ask its owner to release it again",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    of_documents(reading, |source, force, sanction| {
        let day = sanction.and_then(|sanction| sanction.withdrawn).map(|at| format!(" on {}", at.date_naive()));
        (force == Force::Withdrawn).then(|| says(format!("{} was withdrawn{}", source.title, day.unwrap_or_default())))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests, *};

    #[test]
    fn it_is_found_in_this_state_only() {
        tests::only_in(&RULE, Force::Withdrawn);
    }

    #[test]
    fn it_names_the_document() {
        assert_eq!(tests::with_force(&RULE, Force::Withdrawn)[0].says, "Security overview was withdrawn");
    }
}
