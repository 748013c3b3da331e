//! REC002 outside-account: a recipient who is neither at the account nor one of us.

use domain::Severity;

use super::recipients::{is_personal, span};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REC002",
    name: "outside-account",
    severity: Severity::Acknowledge,
    what: "A recipient whose address is neither the account's nor ours",
    why: "What one buyer is told is not for others to read, and a wrong address cannot be called back",
    fix: "Check the address, or add its domain to the account if it belongs there",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let facts = reading.facts;
    let outside = |email: &str| !facts.is_theirs(email) && !facts.is_ours(email) && !is_personal(email);
    let recipients = reading.revision.recipients.iter().enumerate();
    recipients
        .filter(|(_, recipient)| outside(&recipient.email))
        .map(|(index, recipient)| {
            Found::new(span(index), format!("{} is not an address of {}", recipient.email, facts.account.name))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{facts, found_by, revision};

    fn count(email: &str) -> usize {
        let (mut revision, mut facts) = (revision("Hello"), facts());
        facts.contacts[1].emails.push("ines@holding.example".to_owned());
        revision.recipients[0].email = email.to_owned();
        found_by(&RULE, &revision, &facts).len()
    }

    #[test]
    fn an_address_elsewhere_is_found() {
        for email in [
            "dana@buyers.example",
            "dana@notbuyer.example",
            "dana@buyer.example.com",
            "dana@other.example",
            "ines@consult.example",
            "dana",
            "dana@",
            "bob@holding.example",
        ] {
            assert_eq!(count(email), 1, "{email}");
        }
    }

    #[test]
    fn the_account_its_contacts_and_our_people_are_not() {
        for email in [
            "dana@buyer.example",
            "DANA@Buyer.Example",
            "x@eu.buyer.example",
            "alex@tallyard.example",
            "ines@holding.example",
            "alex@mail.tallyard.example",
        ] {
            assert_eq!(count(email), 0, "{email}");
        }
    }

    #[test]
    fn a_private_address_is_told_once() {
        assert_eq!(count("dana@gmail.com"), 0);
    }
}
