//! CLM004 legal-interpretation: a reading of a law or a contract.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, promises};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "CLM004",
    name: "legal-interpretation",
    severity: Severity::Blocks,
    what: "A reading of a law or a contract",
    why: "Only a lawyer may say what a law or a contract means, and a buyer may rely on it",
    fix: "Cite what Legal released on this, or let the buyer's lawyers read the text themselves",
    check,
};

static PROMISES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:make|makes|making|keep|keeps|leave|leaves|ensure|ensures|render|renders) (?:that )?(?:you|your \p{L}+|us|it)(?: (?:are|is|remain|stay))? (?:fully |automatically |legally )?(?:\p{L}+[- ])?(?:compliant|lawful|liable|safe from)",
        r"(?:are|is|'re|'s|be|remains?|stays?|become|becomes) (?:not |also |then |fully |automatically |therefore |100 ?% |entirely )*(?:gdpr|hipaa|dora|nis ?2|ccpa|sox|pci(?: dss)?|the ai act|ai act|fedramp|schrems(?: ii)?|dsgvo|bdsg|the law|data protection law|the data protection act|regulation|regulations|the regulator|sec rules?|bafin|mar(?:isk|k)?)[- ](?:compliant|conform|certified|ready|proof)",
        r"(?:compliant|complies|comply|compliance|conforms|in line|in accordance|consistent) with (?:the |all )?(?:\p{L}+ )?(?:gdpr|hipaa|dora|nis ?2|ccpa|sox|pci(?: dss)?|the ai act|ai act|fedramp|schrems(?: ii)?|dsgvo|bdsg|the law|data protection law|the data protection act|regulation|regulations|the regulator|sec rules?|bafin|mar(?:isk|k)?)",
        r"(?:meets?|satisf(?:y|ies)|fulfils?|fulfills?) (?:all |the |every |your )*(?:requirements? (?:of|under) (?:the )?)?(?:(?:gdpr|hipaa|dora|nis ?2|ccpa|sox|pci(?: dss)?|the ai act|ai act|fedramp|schrems(?: ii)?|dsgvo|bdsg|the law|data protection law|the data protection act|regulation|regulations|the regulator|sec rules?|bafin|mar(?:isk|k)?)|(?:legal|regulatory|statutory|compliance) (?:requirements?|obligations?))",
        r"(?:are|is|'re|be|not|no longer|fully|jointly|solely|hold you|held) liable",
        r"liability (?:is|remains|lies|rests|stays|falls|will be) (?:capped|limited|unlimited|excluded|yours|ours|with|on)",
        r"(?:clause|section|article|paragraph|art\.|§|annex|schedule) ?\d+(?:\.\d+)*(?:\(\p{L}\))? (?:of the (?:\p{L}+ )?(?:agreement|contract|msa|dpa|gdpr) )?(?:means|requires|allows|permits|does|doesn't|covers|entitles|obliges|protects|lets|gives|excludes|prohibits|applies|guarantees|already|only)",
        r"(?:under|pursuant to|according to|by|within) (?:the |our |your |this )?(?:(?:gdpr|hipaa|dora|nis ?2|ccpa|sox|pci(?: dss)?|the ai act|ai act|fedramp|schrems(?: ii)?|dsgvo|bdsg|the law|data protection law|the data protection act|regulation|regulations|the regulator|sec rules?|bafin|mar(?:isk|k)?)|law|contract|agreement|msa|dpa|article \d+|clause \d+|section \d+)",
        r"legally (?:binding|required|allowed|permitted|obliged|entitled|safe|sound|compliant|valid|enforceable)",
        r"(?:you|we|they|either party|both parties) (?:are|have|has|is) (?:then |therefore |not |also )*(?:entitled|obliged|obligated|the right|no obligation|no right|a right|bound|indemnified)",
        r"(?:do not|don't|does not|doesn't|no longer|no) need (?:for )?(?:a |any |an |the )?(?:dpa|consent|dpia|data processing agreement|legal review|lawyer|licen[cs]e from)",
        r"(?:is|are|would be|not) (?:in )?(?:breach of|perfectly legal|entirely legal|unlawful|illegal|lawful|enforceable|void)",
        r"(?:constitutes?|counts as|amounts to) (?:an? |the )?(?:breach|acceptance|consent|contract|offer|transfer|waiver)",
        r"the (?:contract|agreement|msa|dpa|law|gdpr|regulation) (?:means|requires|allows|permits|does not|doesn't|covers|entitles|obliges|protects|gives|prohibits|forbids|says that)",
    ])
});

/// Words before the promise, in its clause, that leave none.
static UNLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"whether [^,]*",
        r"(?:you|your \p{L}+|\p{Lu}\p{L}+) (?:asked|ask|wrote|said|mentioned|want|need)\b[^,]*",
        r"(?:legal|lawyers?|counsel)(?: \p{L}+)* (?:will|must|should|can|to) (?:check|review|confirm|decide|read|look|answer|say)\b[^,]*",
        r"(?:cannot|can't|unable to|not able to) (?:say|tell|judge|advise|confirm)\b[^,]*",
        r"(?:questions?|talk|speak|discuss|help)\b[^,]*",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    promises(reading, RULE.code, (PROMISES.as_ref(), UNLESS.as_ref()), "reads a law or a contract")
}

#[cfg(test)]
mod tests {
    use super::{
        super::text::tests::{all_clear, all_found, committed},
        *,
    };

    #[test]
    fn promises_are_found() {
        all_found(
            &RULE,
            &[
                "This makes you GDPR compliant.",
                "Our platform is GDPR-compliant.",
                "You are not liable for our sub-processors.",
                "Clause 9 means that either side may leave.",
                "Liability is capped at one year of fees.",
                "Under the contract you may audit us.",
                "This is legally binding.",
                "You are entitled to a refund.",
                "You do not need a DPA for this.",
                "That would be a breach, as it is unlawful.",
                "Signing the form counts as acceptance.",
                "The agreement does not require notice.",
                "It complies with HIPAA.",
                "The service meets all regulatory requirements.",
                "According to GDPR no consent is needed.",
                "Article 28 requires only a list.",
                "We are then indemnified.",
                "Section 4.2 covers that case.",
                "It keeps your company compliant.",
                "The DPA allows sub-processors.",
                "Under GDPR this is fine.",
                "We have no obligation to tell anybody.",
            ],
        );
    }

    #[test]
    fn other_sentences_are_not() {
        all_clear(
            &RULE,
            &[
                "Our legal team will come back on clause 9.",
                "Please send us clause 9.",
                "GDPR questions go to Dana.",
                "You asked whether we are GDPR compliant.",
                "We cannot say whether this is lawful.",
                "Does clause 9 cover that case?",
                "The liability clause is with our legal team.",
                "Legal will check if clause 9 applies.",
                "We discussed the contract on Friday.",
                "The agreement is attached.",
                "Your lawyers review section 4 this week.",
                "I will ask legal whether you are liable.",
                "Who signs the contract?",
                "The DPA is attached.",
                "Backups are kept for 35 days.",
                "Your team needs the contract by May.",
                "Let us go through article 28 together.",
                "The contract is with procurement.",
                "Dana asked whether liability is capped.",
                "Thanks for the redlines to clause 9.",
            ],
        );
    }

    #[test]
    fn with_a_source_a_person_must_accept_it() {
        committed(&RULE, "Clause 9 means that either side may leave.");
    }
}
