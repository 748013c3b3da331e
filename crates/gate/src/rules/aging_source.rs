//! SRC007 aging-source: a document that is due for review, or nearly.

use chrono::NaiveDate;
use domain::{Force, Sanction, Severity};

use super::sources::{of_documents, says};
use crate::rule::{Found, Reading, Rule};

/// A document without a last day is looked at again after a year.
const REVIEW_DAYS: i64 = 365;

pub(super) static RULE: Rule = Rule {
    code: "SRC007",
    name: "aging-source",
    severity: Severity::Note,
    what: "A cited document that is past three quarters of its time, or was not looked at for a year",
    why: "The older a document, the likelier it says what no longer holds",
    fix: "Ask its owner whether it still holds, or cite a newer one",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let today = reading.facts.today;
    of_documents(reading, |source, force, sanction| {
        let sanction = sanction.filter(|_| force.may_be_evidence())?;
        let Some(last) = sanction.expires else {
            return without_last_day(&source.title, since(sanction), today);
        };
        (force == Force::Aging).then(|| says(format!("{} runs out on {last}", source.title)))
    })
}

/// The day from which a release counts.
fn since(sanction: &Sanction) -> NaiveDate {
    let released = sanction.at.date_naive();
    sanction.effective.map_or(released, |effective| effective.max(released))
}

fn without_last_day(title: &str, since: NaiveDate, today: NaiveDate) -> Option<Found> {
    if (today - since).num_days() > REVIEW_DAYS {
        let words = format!("{title} was released on {since} and has not been looked at for more than a year");
        return Some(says(words).with_severity(Severity::Acknowledge));
    }
    (4 * (today - since).num_days() > 3 * REVIEW_DAYS)
        .then(|| says(format!("{title} was released on {since} and is soon due for review")))
}

#[cfg(test)]
mod tests {
    use super::{super::sources::tests::on, *};
    use crate::facts::SourceKind;

    /// Released on this day; today is 10 March 2026.
    fn found(from: &str, last: Option<&str>, state: Force) -> Option<Severity> {
        let found = on(&RULE, |source, _| {
            if let SourceKind::Library { force, sanction: Some(sanction), .. } = &mut source.kind {
                *force = state;
                sanction.effective = from.parse().ok();
                sanction.at = format!("{from}T09:00:00Z").parse().unwrap();
                sanction.expires = last.map(|day| day.parse().unwrap());
            }
        });
        found.first().map(|one| one.severity.unwrap_or(RULE.severity))
    }

    #[test]
    fn three_quarters_of_the_time_to_the_last_day_is_a_note() {
        assert_eq!(found("2026-01-01", Some("2026-12-31"), Force::InForce), None);
        assert_eq!(found("2026-01-01", Some("2026-12-31"), Force::Aging), Some(Severity::Note));
    }

    #[test]
    fn without_a_last_day_a_year_counts() {
        assert_eq!(found("2025-09-01", None, Force::InForce), None);
        assert_eq!(found("2025-06-10", None, Force::InForce), None);
        assert_eq!(found("2025-06-09", None, Force::InForce), Some(Severity::Note));
        assert_eq!(found("2025-03-10", None, Force::InForce), Some(Severity::Note));
        assert_eq!(found("2025-03-09", None, Force::InForce), Some(Severity::Acknowledge));
    }

    #[test]
    fn a_document_out_of_force_is_not_called_old_as_well() {
        assert_eq!(found("2020-01-01", None, Force::Withdrawn), None);
        assert_eq!(found("2020-01-01", Some("2020-12-31"), Force::Expired), None);
    }
}
