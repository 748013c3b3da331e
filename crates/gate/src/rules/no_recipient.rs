//! REC003 no-recipient: a text for the buyer that is addressed to nobody.

use domain::{DraftKind, Severity};

use super::recipients::span;
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REC003",
    name: "no-recipient",
    severity: Severity::Note,
    what: "A text for the buyer without a recipient",
    why: "The checks on readers had nobody to look at",
    fix: "Name who will read it",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    // A deal change goes into the CRM, a row goes back in the buyer's own file.
    let addressed = !matches!(reading.draft.kind, DraftKind::StageChange | DraftKind::QuestionnaireAnswer);
    let to_nobody = reading.revision.recipients.is_empty() && addressed;
    if reading.for_buyer && to_nobody {
        return vec![Found::new(span(0), "This is addressed to nobody yet")];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{clear, facts, found_by, revision};

    #[test]
    fn a_text_to_nobody_is_noted() {
        let mut revision = revision("Hello");
        revision.recipients.clear();
        assert_eq!(found_by(&RULE, &revision, &facts()).len(), 1);
    }

    #[test]
    fn a_row_of_a_questionnaire_goes_back_in_its_file() {
        let (mut draft, mut revision) = (crate::testing::draft(), revision("Hello"));
        revision.recipients.clear();
        draft.kind = DraftKind::QuestionnaireAnswer;
        assert!(crate::testing::found_in(&RULE, &draft, &revision, &facts()).is_empty());
    }

    #[test]
    fn a_text_to_somebody_is_not() {
        clear(&RULE, "Hello");
    }
}
