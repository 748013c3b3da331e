//! FRQ001 too-frequent: more messages to one account within the window than policy allows.

use chrono::Duration;
use domain::{DraftKind, Severity};

use super::recipients::span;
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "FRQ001",
    name: "too-frequent",
    severity: Severity::Acknowledge,
    what: "More messages to the account within the window than policy allows",
    why: "A buyer who hears from us too often stops reading",
    fix: "Wait, or put what you want to say into one message",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let (facts, policy) = (reading.facts, &reading.facts.policy);
    let window = facts.today - Duration::days(i64::from(policy.touches_days));
    let recent: Vec<_> = facts.touches.iter().filter(|at| at.date_naive() > window).collect();
    // A questionnaire is asked for, and goes back as one file.
    let asked_for = reading.draft.kind == DraftKind::QuestionnaireAnswer;
    if !reading.for_buyer || asked_for || recent.len() < policy.touches_most as usize {
        return Vec::new();
    }
    let says = format!(
        "{} heard from us {} times within {} days, and policy allows {}",
        facts.account.name,
        recent.len(),
        policy.touches_days,
        policy.touches_most
    );
    let mut found = Found::new(span(0), says);
    // One more message is another matter than the one that was accepted.
    found.rests_on = recent.iter().map(|at| at.to_rfc3339()).collect();
    vec![found]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, facts, found_by, revision};

    /// Policy allows three within seven days.
    fn found(hours: &[i64]) -> usize {
        let mut facts = facts();
        facts.touches = hours.iter().map(|hours| at(-hours)).collect();
        found_by(&RULE, &revision("Hello"), &facts).len()
    }

    #[test]
    fn a_fourth_message_within_the_window_is_found() {
        assert_eq!((found(&[1, 30, 60]), found(&[1, 30, 60, 90]), found(&[1, 2, 24 * 6])), (1, 1, 1));
    }

    #[test]
    fn fewer_or_older_ones_are_not() {
        assert_eq!((found(&[]), found(&[1, 30]), found(&[1, 30, 24 * 7])), (0, 0, 0));
    }

    #[test]
    fn a_row_of_a_questionnaire_was_asked_for() {
        let mut facts = facts();
        facts.touches = vec![at(-1), at(-2), at(-3)];
        let mut draft = crate::testing::draft();
        draft.kind = DraftKind::QuestionnaireAnswer;
        assert!(crate::testing::found_in(&RULE, &draft, &revision("Hello"), &facts).is_empty());
    }

    #[test]
    fn notes_to_our_own_people_do_not_count() {
        let mut facts = facts();
        facts.touches = vec![at(-1), at(-2), at(-3)];
        crate::testing::take_over(&mut facts);
        assert!(found_by(&RULE, &revision("Hello"), &facts).is_empty());
    }

    #[test]
    fn an_acceptance_lapses_with_the_next_message() {
        let mut facts = facts();
        facts.touches = vec![at(-1), at(-2), at(-3)];
        let before = found_by(&RULE, &revision("Hello"), &facts)[0].rests_on.clone();
        facts.touches.insert(0, at(0));
        assert_ne!(found_by(&RULE, &revision("Hello"), &facts)[0].rests_on, before);
    }
}
