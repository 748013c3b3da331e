//! CLM003 absolute: a word that allows no exception.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{Sentence, clause_before, commits, known, matches, phrases, read};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "CLM003",
    name: "absolute",
    severity: Severity::Blocks,
    what: "A word that allows no exception",
    why: "One counter-example makes it untrue, and buyers remember it",
    fix: "Say what the source says, with its limits",
    check,
};

static ABSOLUTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"guarantee(?:s|d)?",
        r"(?:we|i) (?:hereby )?warrant",
        r"100 ?(?:%|percent|per cent)",
        r"never",
        r"always",
        r"(?:zero|no) (?:risk|risks|downtime|data loss|outages?|errors?|bugs?|vulnerabilities|incidents?|effort|interruption)",
        r"(?:fully|completely|totally|entirely|absolutely|perfectly) (?:compliant|secure|safe|protected|encrypted|reliable|isolated|anonymous|automated|gdpr[- ]compliant|certified)",
        r"without (?:any )?(?:exceptions?|fail|risk|downtime|interruption)",
        r"(?:un(?:breakable|hackable)|bullet-?proof|fail-?safe|fool-?proof|risk-free|flawless(?:ly)?)",
        r"(?:impossible|cannot|can't) (?:to |be )?(?:hack|hacked|breach|breached|break|lost|lose|fail)",
        r"in (?:all|any|every) (?:cases?|circumstances)",
        r"under all circumstances",
        r"at all times",
        r"every single",
        r"the (?:best|fastest|safest|most secure|most reliable|most advanced|cheapest|leading|number one|only) (?:product|platform|solution|vendor|provider|tool|software|service|choice|system)",
        r"(?:nobody|no one) else",
        r"unlimited",
        r"instant(?:ly|aneous(?:ly)?)?",
    ])
});

/// Words before the absolute, in its clause, that leave none.
static UNLESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:cannot|can't|do not|don't|no|not|won't|will not|without)\b[^,]*",
        r"^ ?(?:i|you|your (?:\p{L}+ )?(?:team|colleagues?)|he|she|they|dana)\b[^,]*",
        r"whether [^,]*",
        r"bank",
    ])
});

/// What people say to be kind, and what follows the word makes it so.
static KIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"as always",
        r"always (?:be |been )?(?:an? )?(?:happy|glad|welcome|good|great|nice|pleasure|enjoy\p{L}*|delighted|here|available to you|appreciate\p{L}*|look|reach|open to|grateful)",
        r"never (?:mind|hesitate|too late)",
        r"than never",
        r"(?:agree|right|sure) 100 ?(?:%|percent|per cent)",
        r"100 ?(?:%|percent|per cent) (?:agree|with you|sure|right)",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in read(reading) {
        let kind: Vec<_> = KIND.iter().flat_map(|kind| kind.find_iter(&sentence.text)).map(|hit| hit.range()).collect();
        for hit in matches(ABSOLUTE.as_ref(), RULE.code, &sentence.text, reading.facts) {
            let before = clause_before(&sentence.text, hit.0);
            let mild = kind.iter().any(|kind| kind.start <= hit.0 && hit.1 <= kind.end)
                || UNLESS.as_ref().is_some_and(|unless| unless.is_match(before))
                || sentence.text.ends_with('?');
            if !mild {
                found.push(weighed(commits(&sentence, hit, "allows no exception", reading), &sentence, hit, reading));
            }
        }
    }
    found
}

/// A source that does not say the word itself is none for it.
fn weighed(mut found: Found, sentence: &Sentence<'_>, hit: (usize, usize), reading: &Reading<'_>) -> Found {
    let words = sentence.text.get(hit.0..hit.1).unwrap_or_default();
    let stem: String = words.chars().take(9).collect::<String>().to_lowercase();
    let says = |id: &domain::PassageId| {
        known(*id, reading.facts).is_some_and(|(passage, _)| passage.text.to_lowercase().contains(stem.trim()))
    };
    if !found.passages.is_empty() && !found.passages.iter().any(says) {
        found.severity = None;
        found.says = format!("“{words}” allows no exception, and the cited source does not say it");
    }
    found
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
                "We guarantee a go-live in May.",
                "Our platform is 100 % secure.",
                "Backups never fail.",
                "The service is always available.",
                "There is zero risk for you.",
                "It is fully compliant.",
                "Your data is completely safe.",
                "It runs without any exception.",
                "Our encryption is unbreakable.",
                "It cannot be hacked.",
                "Support answers in all cases.",
                "The logs are kept at all times.",
                "We check every single file.",
                "We are the best vendor on the market.",
                "Nobody else offers this.",
                "Storage is unlimited.",
                "Restores are instant.",
                "There is no downtime.",
                "Delivery is guaranteed.",
                "It is a risk-free choice.",
                "We never share your data.",
                "The API always answers within a second.",
            ],
        );
    }

    #[test]
    fn other_sentences_are_not() {
        all_clear(
            &RULE,
            &[
                "We are always happy to help.",
                "As always, thank you for your time.",
                "Never mind the typo.",
                "I 100 % agree with you.",
                "Please never hesitate to call.",
                "It is always a pleasure to meet you.",
                "We cannot guarantee a date.",
                "There is no guarantee for that.",
                "You always asked good questions.",
                "Do you always review in May?",
                "I never heard back on this.",
                "You are always welcome.",
                "Backups are not always complete.",
                "The bank guarantee is attached.",
                "It is always good to see you.",
                "Better late than never.",
                "Your team never asked for it.",
                "We always enjoy our calls.",
                "We agree 100 %.",
                "Whether it always works is a good question.",
                "The best date is Friday.",
            ],
        );
    }

    #[test]
    fn a_source_without_the_word_is_none() {
        let (mut revision, mut facts) = (crate::testing::revision("Backups never fail.[^1]"), crate::testing::facts());
        crate::testing::cite(&mut revision, &mut facts, 1, "Backups are tested each month.");
        let found = crate::testing::found_by(&RULE, &revision, &facts);
        assert_eq!((found.len(), found[0].severity), (1, None));
    }

    #[test]
    fn with_a_source_a_person_must_accept_it() {
        committed(&RULE, "Backups never fail.");
    }
}
