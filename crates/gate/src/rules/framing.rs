//! EXE002 framing: a strategic framing chosen for an executive.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, to_executives};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "EXE002",
    name: "framing",
    severity: Severity::Acknowledge,
    what: "A strategic framing chosen for an executive",
    why: "What matters to the reader is the reader's to say, and the framing is the person's to choose",
    fix: "Use the reader's own words from the history, or leave the framing out",
    check,
};

static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"(?:can't|cannot|can not|can ill) afford (?:not )?to",
        r"(?:can't|cannot) afford (?:another|delay|this|it)",
        r"your (?:board|shareholders|investors|competitors|ceo|peers|customers|management) (?:expects?|will (?:ask|expect|notice|thank|judge)|demands?|wants?|(?:is|are) (?:already|watching|moving|ahead))",
        r"as an? (?:leader|executive|visionary|cfo|ceo|cio|cto|ciso|coo|chief[^,]{2,30}|decision[- ]maker)",
        r"(?:leaders|executives|visionaries|companies|cfos|ceos|cios) (?:like you|such as you|like yours|who)",
        r"strategic (?:imperative|necessity|priority|must|bet|decision|opportunity)",
        r"(?:game[- ]chang(?:er|ing)|no[- ]brainer|transformational|transformative|paradigm|once[- ]in[- ]a[- ]\p{L}+|mission[- ]critical|burning platform|future[- ]proof)",
        r"(?:stay|get|remain|keep|be) ahead of (?:the|your) \p{L}+",
        r"(?:fall|falling|left|leave you|stay|staying) behind",
        r"your (?:legacy|reputation|career|standing)",
        r"the (?:smart|only|obvious|right|logical|clear) (?:choice|decision|move|option)",
        r"(?:you owe it|it is your duty|your responsibility (?:is )?to)",
        r"(?:smart|responsible|serious|forward-thinking|bold) (?:leaders|companies|executives|cfos|buyers|organi[sz]ations)",
        r"what (?:really |truly )?matters (?:most )?(?:to|for) you is",
        r"competitive (?:advantage|edge)",
        r"everyone else (?:is|has)",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    to_executives(reading, RULE.code, WORDS.as_ref(), "tells the reader how to see it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{clear, facts, found_by, revision};

    fn to_the_cfo(body: &str) -> usize {
        let mut revision = revision(body);
        revision.recipients[0].email = "ines@buyer.example".to_owned();
        found_by(&RULE, &revision, &facts()).len()
    }

    const FOUND: &[&str] = &[
        "You can't afford not to.",
        "Your board expects this.",
        "As a leader you know what is at stake.",
        "This is a strategic imperative.",
        "It is a game-changer.",
        "You stay ahead of the market.",
        "Others leave you behind.",
        "Think of your legacy.",
        "This is the only choice.",
        "You owe it to your team.",
        "Smart leaders act on this.",
        "Leaders like you decide early.",
        "What really matters to you is growth.",
        "It gives you a competitive advantage.",
        "Your competitors are already there.",
        "As a CFO you will see the point.",
        "It is a no-brainer.",
        "Your shareholders will ask.",
        "Everyone else has moved on.",
        "You cannot afford another delay.",
        "This is mission-critical.",
    ];

    #[test]
    fn it_is_found_in_a_text_to_an_executive() {
        let missed: Vec<_> = FOUND.iter().filter(|text| to_the_cfo(text) == 0).collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn plain_words_are_not() {
        let plain = [
            "Your team asked about the audit log.",
            "You wrote that cost control is your first aim.",
            "Our call is on Friday.",
            "Would Tuesday work?",
            "Who on your board should see this?",
            "Thank you for your time.",
            "The review is led by Dana.",
            "Your board meets in April.",
            "The right person for this is Dana.",
            "I will send the notes.",
            "You said that growth matters to you.",
            "We agreed on three topics.",
            "The agenda is attached.",
            "Your customers are in logistics.",
            "Shall we invite your CEO?",
            "As agreed, the call moves to Friday.",
            "The decision is yours.",
            "Which of the two options suits you?",
            "Please tell me what you need.",
            "Your competitors were not discussed.",
        ];
        let wrong: Vec<_> = plain.iter().filter(|text| to_the_cfo(text) > 0).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn other_readers_are_another_matter() {
        FOUND.iter().for_each(|text| clear(&RULE, text));
    }
}
