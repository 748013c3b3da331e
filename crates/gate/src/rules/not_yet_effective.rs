//! SRC004 not-yet-effective: a document that counts only from a later day.

use domain::Force;

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "SRC004",
    name: "not-yet-effective",
    severity: domain::Severity::Blocks,
    what: "A cited document that counts only from a later day",
    why: "Today it does not hold yet, and the day can still move",
    fix: "Cite what holds today, or wait for its first day",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    of_documents(reading, |source, force, sanction| {
        let day = sanction.and_then(|sanction| sanction.effective).map(|day| format!(" until {day}"));
        (force == Force::NotYet)
            .then(|| says(format!("{} is not in force{}", source.title, day.unwrap_or_else(|| " yet".to_owned()))))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests, *};

    #[test]
    fn it_is_found_in_this_state_only() {
        tests::only_in(&RULE, Force::NotYet);
    }

    #[test]
    fn it_names_the_first_day() {
        let found = tests::with_force(&RULE, Force::NotYet);
        assert_eq!(found[0].says, "Security overview is not in force until 2026-01-01");
    }
}
