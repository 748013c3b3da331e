//! PRV001 named-customer: the name of another account.

use domain::{Audience, Severity};

use super::text::{read, whole_words};
use crate::{
    facts::SourceKind,
    rule::{Found, Reading, Rule},
};

/// Endings of company names that people leave out.
const FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "gmbh",
    "ag",
    "se",
    "kg",
    "kgaa",
    "gmbh & co. kg",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "sa",
    "s.a",
    "sas",
    "bv",
    "b.v",
    "nv",
    "ab",
    "as",
    "oy",
    "srl",
    "spa",
    "group",
    "holding",
    "holdings",
];

pub(super) static RULE: Rule = Rule {
    code: "PRV001",
    name: "named-customer",
    severity: Severity::Blocks,
    what: "The name of another account",
    why: "Who else talks to us is confidential, and this buyer learns how we treat names",
    fix: "Take the name out, or cite the public document that names this customer",
    check,
};

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in reading.facts.other_accounts.iter().filter(|name| !is_published(name, reading)) {
        for sentence in read(reading) {
            let hits =
                forms(name).into_iter().map(|form| whole_words(&sentence.text, &form)).find(|hits| !hits.is_empty());
            for (start, end) in hits.unwrap_or_default() {
                let words = sentence.text.get(start..end).unwrap_or_default();
                if is_plain_word(words) || is_theirs(&sentence.text, (start, end), reading) {
                    continue;
                }
                found.push(Found::new(sentence.span(start, end), format!("“{words}” is another account: {name}")));
            }
        }
    }
    found
}

/// The name, then the name without its legal form.
fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![name.trim().to_owned()];
    let mut rest = name.trim().trim_end_matches('.').to_lowercase();
    while let Some(short) = FORMS.iter().find_map(|form| {
        rest.strip_suffix(form)?.strip_suffix([' ', ',']).map(|s| s.trim_end_matches([',', ' ']).to_owned())
    }) {
        rest = short.trim_end_matches('.').to_owned();
        if rest.chars().count() < 3 {
            break;
        }
        forms.push(rest.clone());
    }
    forms
}

/// One word in lower case is a word like any other: "target", "apple".
fn is_plain_word(words: &str) -> bool {
    !words.contains(char::is_whitespace) && words.chars().all(|c| !c.is_uppercase())
}

/// Whether the words are part of this account's own name, or of a person's who reads or writes.
fn is_theirs(text: &str, hit: (usize, usize), reading: &Reading<'_>) -> bool {
    let (facts, revision) = (reading.facts, reading.revision);
    let people =
        facts.contacts.iter().map(|contact| contact.name.as_str()).chain(facts.our_people.iter().map(String::as_str));
    let named = revision.recipients.iter().filter_map(|recipient| recipient.name.as_deref());
    let own = people.chain(named).chain([facts.account.name.as_str()]);
    own.flat_map(|name| whole_words(text, name)).any(|(start, end)| start <= hit.0 && hit.1 <= end)
}

/// Whether a public document that the draft cites names this customer.
fn is_published(name: &str, reading: &Reading<'_>) -> bool {
    let facts = reading.facts;
    reading.revision.chips.iter().any(|chip| {
        let id = chip.citation.passage;
        let public = facts.source(id.source).is_some_and(|source| {
            matches!(&source.kind, SourceKind::Library { force, sanction: Some(sanction), .. }
                if force.may_be_evidence() && sanction.audience == Audience::Public)
        });
        let names = |text: &str| forms(name).iter().any(|form| !whole_words(text, form).is_empty());
        public && facts.passages.iter().any(|passage| passage.id == id && names(&passage.text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, cite, clear, finds, found_by, revision};

    fn with(name: &str, body: &str) -> usize {
        let mut facts = testing::facts();
        facts.other_accounts = vec![name.to_owned()];
        found_by(&RULE, &revision(body), &facts).len()
    }

    #[test]
    fn another_account_is_found() {
        finds(&RULE, "We did the same for «Harborline Logistics».");
        finds(&RULE, "We did the same for «harborline logistics» and «HARBORLINE LOGISTICS».");
        assert_eq!(with("Acme Tools GmbH", "As Acme Tools did last year."), 1);
        assert_eq!(with("Northwind, Inc.", "Northwind uses it daily."), 1);
        assert_eq!(with("Zürcher Werke AG", "The ZÜRCHER WERKE use it."), 1);
        assert_eq!(with("Target Corporation", "At Target it took a week."), 1);
        assert_eq!(with("Fox Holding Ltd.", "Ask Fox about it."), 1);
    }

    #[test]
    fn other_words_are_not() {
        clear(&RULE, "The harbor line is short, and logistics is hard.");
        assert_eq!(with("Target Corporation", "Our target is May."), 0);
        assert_eq!(with("Ever Ltd", "Everybody was there, never mind."), 0);
        assert_eq!(with("Buyer", "The Buyer Group team was there."), 0);
        assert_eq!(with("Voss", "Thank you, Dana Voss."), 0);
        assert_eq!(with("AG", "Our call with the AG team"), 1);
    }

    #[test]
    fn a_reference_that_is_public_may_be_named() {
        let (mut revision, mut facts) = (revision("Harborline Logistics went live in March.[^1]"), testing::facts());
        cite(&mut revision, &mut facts, 1, "Harborline Logistics went live in March.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        if let SourceKind::Library { sanction: Some(sanction), .. } = &mut facts.sources[0].kind {
            sanction.audience = Audience::Nda;
        }
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
    }

    #[test]
    fn our_own_people_know_the_names() {
        let mut facts = testing::facts();
        crate::testing::take_over(&mut facts);
        assert!(found_by(&RULE, &revision("We did the same for Harborline Logistics."), &facts).is_empty());
    }
}
