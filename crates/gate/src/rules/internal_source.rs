//! SRC006 internal-source: account history cited as if it were a document about the product.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::{
    fact::states_fact,
    sources::citations,
    text::{cited, phrases, whole},
};
use crate::{
    facts::SourceKind,
    rule::{Found, Reading, Rule},
};

pub(super) static RULE: Rule = Rule {
    code: "SRC006",
    name: "internal-source",
    severity: Severity::Blocks,
    what: "Account history cited for a fact about the product, another account's history, or a speaker's notes cited at all",
    why: "A mail or a call shows what somebody said, not what the product does",
    fix: "Cite a released document, or say who said it and when",
    check,
};

/// Words that make a sentence one about what was said or agreed.
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:you|we|\p{L}+) (?:also )?(?:asked|said|mentioned|told|wrote|raised|requested|explained|confirmed|agreed|discussed|promised|noted|decided|spoke|stated)",
        r"(?:as|was|were) (?:agreed|discussed|said|noted|promised)",
        r"(?:your|our) (?:mail|email|call|meeting|message|request|question|agreement)",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    let facts = reading.facts;
    let mut found = Vec::new();
    for (span, citation) in citations(reading) {
        let beside = facts.passages.iter().any(|passage| passage.id == citation.passage && passage.quoted);
        if beside && facts.source(citation.passage.source).is_some_and(|source| is_document(&source.kind)) {
            let says = "This cites what stands beside a document's text, such as a speaker's notes";
            found.push(Found::new(span, says).with_passages(vec![citation.passage]));
        }
        if let Some(SourceKind::History { account: Some(account), .. }) =
            facts.source(citation.passage.source).map(|source| &source.kind)
            && *account != facts.account.id
        {
            let says = "This cites the history of another account";
            found.push(Found::new(span, says).with_passages(vec![citation.passage]));
        }
    }
    for claim in reading.claims.iter().filter(|_| reading.for_buyer) {
        let passages = cited(claim, reading);
        let only_history = !passages.is_empty()
            && passages.iter().all(|(_, source)| matches!(source.kind, SourceKind::History { .. }));
        let said = SAID.as_ref().is_some_and(|said| said.is_match(&claim.text)) || claim.text.contains(['“', '"']);
        if only_history && !said && states_fact(&claim.text, facts) {
            let ids = passages.iter().map(|(passage, _)| passage.id).collect();
            found.push(Found::new(whole(claim), "This fact rests on account history only").with_passages(ids));
        }
    }
    found
}

fn is_document(kind: &SourceKind) -> bool {
    matches!(kind, SourceKind::Library { .. })
}

#[cfg(test)]
mod tests {
    use domain::{AccountId, EntryKind};

    use super::*;
    use crate::testing::{self, cite, found_by, id, revision};

    fn history(account: u128, body: &str) -> usize {
        let (mut revision, mut facts) = (revision(&format!("{body}[^1]")), testing::facts());
        cite(&mut revision, &mut facts, 1, body);
        facts.sources[0].kind =
            SourceKind::History { account: Some(AccountId(id(account))), kind: EntryKind::Mail, ours: true };
        found_by(&RULE, &revision, &facts).len()
    }

    #[test]
    fn a_fact_about_the_product_needs_a_document() {
        for body in [
            "Backups are kept for 35 days.",
            "Our platform supports SAML.",
            "We store data in Frankfurt.",
            "It integrates with Salesforce.",
            "All data is encrypted at rest.",
        ] {
            assert_eq!(history(2, body), 1, "{body}");
        }
    }

    #[test]
    fn what_was_said_or_agreed_rests_on_history() {
        for body in [
            "You asked about data residency.",
            "You said that backups are kept for 35 days today.",
            "As agreed, the platform is tested in May.",
            "We discussed that the platform supports SAML.",
            "Dana wrote: “Our backups are kept for 35 days.”",
            "I will send the notes by Friday.",
            "In your mail of 3 March the retention is 35 days.",
        ] {
            assert_eq!(history(2, body), 0, "{body}");
        }
    }

    #[test]
    fn another_accounts_history_is_never_cited() {
        assert_eq!(history(3, "You asked about data residency."), 1);
    }

    #[test]
    fn the_notes_of_a_speaker_are_never_cited() {
        let (mut revision, mut facts) = (revision("Letters will be gone by 2028.[^1]"), testing::facts());
        cite(&mut revision, &mut facts, 1, "Letters will be gone by 2028.");
        assert!(found_by(&RULE, &revision, &facts).is_empty());
        facts.passages[0].quoted = true;
        assert_eq!(found_by(&RULE, &revision, &facts).len(), 1);
    }

    #[test]
    fn a_document_beside_it_is_enough() {
        let (mut revision, mut facts) = (revision("Backups are kept for 35 days.[^1][^2]"), testing::facts());
        cite(&mut revision, &mut facts, 1, "Backups are kept for 35 days.");
        cite(&mut revision, &mut facts, 2, "Backups are kept for 35 days.");
        facts.sources[0].kind =
            SourceKind::History { account: Some(facts.account.id), kind: EntryKind::Mail, ours: true };
        assert!(found_by(&RULE, &revision, &facts).is_empty());
    }
}
