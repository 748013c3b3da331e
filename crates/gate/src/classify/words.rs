//! The words and figures that make a text a negotiation or an answer to an objection.

use domain::Moment;

use crate::policy::Topic;

/// Words found in a text: UTF-8 bytes `start..end`.
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) moment: Moment,
    pub(super) topic: Option<Topic>,
}

/// Money: finance decides beside the deal desk.
const MONEY: &[&str] = &[
    "price",
    "pricing",
    "priced",
    "discount",
    "fee",
    "waive",
    "waiver",
    "rebate",
    "invoice",
    "budget",
    "refund",
    "per cent off",
    "payment",
    "cheaper",
];

/// Terms: legal decides beside the deal desk.
const TERMS: &[&str] = &[
    "liability",
    "liable",
    "indemnity",
    "indemnify",
    "indemnification",
    "redline",
    "terms",
    "non-standard",
    "nonstandard",
    "clause",
    "contract",
    "amendment",
    "warranty",
    "penalty",
    "termination",
    "procurement form",
    "renewal",
    "uncapped",
];

/// Answers that a solutions engineer or security decides on.
const OBJECTION: &[&str] = &[
    "security",
    "secure",
    "encrypt",
    "encrypted",
    "encryption",
    "penetration test",
    "vulnerability",
    "sso",
    "single sign-on",
    "saml",
    "integration",
    "integrate",
    "api",
    "data residency",
    "residency",
    "data centre",
    "data center",
    "region",
    "hosting",
    "hosted",
    "gdpr",
    "personal data",
    "subprocessor",
    "sub-processor",
    "uptime",
    "availability",
    "service level",
    "sla",
    "downtime",
    "recovery",
    "restoration",
    "backup",
    "implementation risk",
    "implementation",
    "migration",
    "go-live",
    "soc 2",
    "iso 27001",
    "audit",
    "compliance",
    "certified",
    "certification",
];

/// Every sign in a text, in its order.
pub(super) fn find(text: &str) -> Vec<Hit> {
    let lists = [
        (MONEY, Moment::Negotiation, Some(Topic::Money)),
        (TERMS, Moment::Negotiation, Some(Topic::Terms)),
        (OBJECTION, Moment::Objection, None),
    ];
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        // Lower case of another length would point at other words.
        return find(
            &text
                .chars()
                .map(|c| if c.len_utf8() == c.to_lowercase().map(char::len_utf8).sum::<usize>() { c } else { ' ' })
                .collect::<String>(),
        );
    }
    let mut hits = Vec::new();
    for (list, moment, topic) in lists {
        for word in list {
            for (start, found) in lower.match_indices(word) {
                let end = start + found.len();
                let before = lower.get(..start).and_then(|head| head.chars().next_back());
                let after = lower.get(end..).and_then(|tail| tail.chars().next());
                let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                if whole(before) && (whole(after) || after == Some('s')) {
                    hits.push(Hit { start, end, moment, topic });
                }
            }
        }
    }
    hits.sort_by_key(|hit| (hit.start, hit.end));
    hits
}
