//! SRC002 expired-source: a document past its last day.

use domain::Force;

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "SRC002",
    name: "expired-source",
    severity: domain::Severity::Blocks,
    what: "A cited document past its last day in force",
    why: "What it says may have changed since, and nobody vouches for it",
    fix: "Cite a document that is in force, or ask its owner to extend this one",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    of_documents(reading, |source, force, sanction| {
        let day = sanction.and_then(|sanction| sanction.expires).map(|day| format!(" on {day}"));
        (force == Force::Expired).then(|| says(format!("{} expired{}", source.title, day.unwrap_or_default())))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests, *};

    #[test]
    fn it_is_found_in_this_state_only() {
        tests::only_in(&RULE, Force::Expired);
    }

    #[test]
    fn it_names_the_day() {
        assert_eq!(tests::with_force(&RULE, Force::Expired)[0].says, "Security overview expired on 2026-12-31");
    }
}
