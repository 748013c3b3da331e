//! CLM002 roadmap-promise: a promise of something the product does not do yet.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, promises};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "CLM002",
    name: "roadmap-promise",
    severity: Severity::Blocks,
    what: "A sentence that promises something the product does not do yet",
    why: "Buyers read a plan as a commitment, and only Product may make one",
    fix: "Cite the released roadmap, or say what the product does today",
    check,
};

static PROMISES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:will|\p{L}+'ll|going to|plans? to|planning to|expects? to|intends? to|aims? to|scheduled to|slated to|on track to|set to|about to) (?:also |then |soon |shortly |natively |fully |even |finally )?(?:support|ship|release|launch|introduce|roll out|build|develop|enable|integrate|be (?:released|shipped|supported|launched|generally available|certified|in production|part of the (?:next|product)|rolled out|integrated|built|possible|supporting))",
        r"(?:will|\p{L}+'ll|going to|plans? to|planning to|expects? to|intends? to|aims? to) (?:also |then |soon )?(?:add|deliver|offer|provide|have|include|get|bring) (?:\p{L}+ |\d\.?\d? ){0,4}(?:support|integration|integrations|connector|connectors|feature|features|module|api|sso|saml|scim|single sign-on|capability|functionality|version|app|region|regions|data cent(?:er|re)|certification|certificate|encryption|dashboard|export|reports?|roadmap)",
        r"(?:is|are|'s) (?:coming (?:soon|in|by|this|next|later)|planned|on (?:the|our) (?:near-term )?roadmap|in development|in beta|being built|being developed|slated|due (?:in|by|for) (?:q[1-4]|\p{L}+ 20\d\d|the next (?:release|version)))",
        r"on (?:the|our) (?:near-term |product )?roadmap",
        r"roadmap (?:includes|has|shows|contains|foresees|item|commitment)",
        r"(?:coming|available|arriving|shipping|released|live|ready|out|ships|launches|lands|arrives) (?:soon|in q[1-4]|by q[1-4]|next (?:month|quarter|year|release)|this (?:quarter|summer|autumn|fall|winter|spring)|later this year|in (?:the )?(?:next|upcoming|coming) (?:release|version|quarter|months?)|by (?:january|february|march|april|may|june|july|august|september|october|november|december|summer|autumn|fall|winter|spring|year-end|the end of)|in (?:january|february|march|april|may|june|july|august|september|october|november|december))",
        r"(?:the|our) (?:next|upcoming|future|coming) (?:release|version|update) (?:will|adds|brings|includes|contains|has|supports)",
        r"(?:feature|connector|integration|module|support|api|sso|saml|scim|single sign-on|app|region|certification|export|capability|option|version(?: \d+(?:\.\d+)*)?) (?:for \p{L}+ )?(?:will be|is going to be|should be|is expected to be) (?:\p{L}+ )?(?:available|live|ready|done|out|delivered|complete|finished|added|included)",
    ])
});

/// Words before the promise, in its clause, that leave none.
static UNLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:cannot|can't|do not|don't|will not|won't|no plans?|not)\b[^,]*",
        r"whether [^,]*",
        r"(?:i|you|your \p{L}+|dana|he|she|they|procurement|legal|\p{L}+ team)(?: (?:are|is|were|was))?",
        r"(?:you|your \p{L}+) (?:asked|mentioned|plan|want|are|intend|wish)\b[^,]*",
        r"(?:meeting|call|notes|agenda|session|workshop|order form|contract|draft|answers?|documents?|questionnaire|report|list)\b[^,]*",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    promises(reading, RULE.code, (PROMISES.as_ref(), UNLESS.as_ref()), "promises what is not there yet")
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
                "SSO will ship by March.",
                "We will support SAML in the next release.",
                "The Oracle connector is on our roadmap.",
                "We plan to release an app for iOS.",
                "Single sign-on is coming in Q3.",
                "The feature will be available in June.",
                "We are going to build this for you.",
                "A second region will be launched soon.",
                "We'll add SCIM support in summer.",
                "The next version brings audit exports.",
                "It is planned for the second half.",
                "Data residency in Canada is in development.",
                "We expect to be certified by May.",
                "We intend to introduce role templates.",
                "The module is available next quarter.",
                "The API will be generally available in May.",
                "Our roadmap includes offline mode.",
                "We aim to deliver the SAP connector in autumn.",
                "Version 5 will be ready in April.",
                "An export to Excel ships in October.",
            ],
        );
    }

    #[test]
    fn other_sentences_are_not() {
        all_clear(
            &RULE,
            &[
                "I will send the notes by Friday.",
                "We will add Dana to the invite.",
                "We will deliver the answers on Friday.",
                "We will provide the list of sub-processors tomorrow.",
                "Your team plans to launch in May.",
                "You plan to release the order in June.",
                "We do not plan to support Oracle.",
                "I will be available on Tuesday.",
                "Our team will be ready for the call.",
                "The notes will be available on Monday.",
                "Dana will support us with the questionnaire.",
                "You asked whether we will support SAML.",
                "Will you launch in May?",
                "SAML 2.0 is supported.",
                "We will include your colleague in the call.",
                "The contract will be ready in May.",
                "We cannot say when it ships.",
                "Backups are kept for 35 days.",
                "We will have a call on Friday.",
                "Procurement will release the order in May.",
                "They will introduce us to the CFO.",
            ],
        );
    }

    #[test]
    fn with_a_source_a_person_must_accept_it() {
        committed(&RULE, "SSO will ship by March.");
    }
}
