//! REC001 personal-address: a recipient at a mail provider for private people.

use domain::Severity;

use super::recipients::{is_personal, span};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REC001",
    name: "personal-address",
    severity: Severity::Blocks,
    what: "A recipient at a private mail provider",
    why: "Nobody at the account controls that mailbox, and anybody can open one under a buyer's name",
    fix: "Use the address that this person has at the account",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let recipients = reading.revision.recipients.iter().enumerate();
    recipients
        .filter(|(_, recipient)| is_personal(&recipient.email))
        .map(|(index, recipient)| Found::new(span(index), format!("{} is a private mail address", recipient.email)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{facts, found_by, revision};

    fn count(email: &str) -> usize {
        let mut revision = revision("Hello");
        revision.recipients[0].email = email.to_owned();
        found_by(&RULE, &revision, &facts()).len()
    }

    #[test]
    fn private_providers_are_found() {
        for provider in [
            "gmail.com",
            "GMAIL.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.co.uk",
            "gmx.de",
            "gmx.net",
            "web.de",
            "yahoo.com",
            "yahoo.co.uk",
            "yahoo.fr",
            "yahoo.com.br",
            "icloud.com",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "163.com",
            "aol.com",
            "t-online.de",
            "mail.ru",
            "posteo.de",
            "live.com",
            "live.nl",
        ] {
            assert_eq!(count(&format!("dana@{provider}")), 1, "{provider}");
        }
    }

    #[test]
    fn companies_are_not() {
        for company in [
            "buyer.example",
            "eu.buyer.example",
            "tallyard.example",
            "gmail.example",
            "notgmail.com",
            "yahoo-inc.com",
            "web.de.example",
            "live.agency",
            "outlook.consulting",
            "mail.buyer.example",
            "icloud.example",
            "qq.de",
        ] {
            assert_eq!(count(&format!("dana@{company}")), 0, "{company}");
        }
    }

    #[test]
    fn a_private_address_blocks_even_where_it_is_on_file_for_the_contact() {
        let (mut revision, mut facts) = (revision("Hello"), facts());
        facts.contacts[0].emails.push("dana.voss@gmail.com".to_owned());
        revision.recipients[0].email = "dana.voss@gmail.com".to_owned();
        let found = found_by(&RULE, &revision, &facts);
        assert_eq!((found.len(), found[0].span), (1, span(0)));
    }
}
