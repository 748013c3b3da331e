//! EXE001 urgency-pressure: words that press an executive to decide.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{phrases, to_executives};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "EXE001",
    name: "urgency-pressure",
    severity: Severity::Acknowledge,
    what: "Words that press an executive to decide",
    why: "How hard to push is the person's choice, and a pushed executive says no",
    fix: "Give the date and its reason, and leave the decision to the reader",
    check,
};

static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    phrases(&[
        r"last chance",
        r"(?:final|last) (?:opportunity|call|offer|reminder)",
        r"time is running out",
        r"running out of time",
        r"act (?:now|fast|quickly)",
        r"before it(?:'s| is) too late",
        r"or (?:we|you)(?:'ll| will)? (?:may |might |could )?(?:lose|miss)",
        r"(?:lose|miss) (?:the|your|this|that|out on)(?: \p{L}+)? ?(?:slot|place|window|discount|price|opportunity|chance|offer|spot)?",
        r"(?:only|just) (?:\d+|two|three|a few|one|few) (?:slots?|places?|days?|seats?|hours?|spots?) (?:left|remain\p{L}*)",
        r"(?:offer|price|discount|quote|slot|window) (?:expires?|ends?|closes?|runs out|is gone|lapses)",
        r"(?:urgent(?:ly)?|asap|as soon as possible|immediately|right away|without delay)",
        r"(?:must|need to|have to) (?:decide|sign|commit|act|move|have your (?:decision|signature)) (?:now|today|tomorrow|by|before|this week|fast|quickly)",
        r"every (?:day|week|month) (?:you wait|of delay|that passes|without)",
        r"(?:clock is ticking|now or never|don't wait|do not wait|can't wait|cannot wait|window is closing|limited time|while (?:it|they) last)",
        r"(?:cost|costs) of (?:waiting|delay|doing nothing)",
    ])
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    to_executives(reading, RULE.code, WORDS.as_ref(), "presses the reader")
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
        "This is your last chance.",
        "Time is running out.",
        "Sign before Friday or we lose the slot.",
        "You must decide now.",
        "The offer expires on Friday.",
        "Only two slots left.",
        "Every week of delay costs money.",
        "Please act now.",
        "Do it before it is too late.",
        "We urgently need your decision.",
        "You have to sign by Friday.",
        "The window is closing.",
        "It is now or never.",
        "This is our final offer.",
        "You will miss the opportunity.",
        "The discount ends on 31 March.",
        "Please answer as soon as possible.",
        "Think of the cost of waiting.",
        "The clock is ticking.",
        "We need to commit this week.",
    ];

    #[test]
    fn it_is_found_in_a_text_to_an_executive() {
        let missed: Vec<_> = FOUND.iter().filter(|text| to_the_cfo(text) == 0).collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn plain_words_are_not() {
        let plain = [
            "Would Friday work for you?",
            "You wrote that you want to decide by June.",
            "The last meeting was helpful.",
            "I will send the notes by Friday.",
            "Our call is on Tuesday.",
            "Your contract with the other vendor ends in May.",
            "Who else should see this?",
            "We met last week.",
            "Please tell us which date suits you.",
            "There is no rush.",
            "The final version is attached.",
            "The pilot ended on Friday.",
            "Your board meets on 3 April.",
            "I hope to see you next week.",
            "We wait for the list of users.",
            "The review takes ten days.",
            "Dana will sign the form.",
            "You asked for an answer by Friday.",
            "Shall we move the call?",
            "Take the time you need.",
        ];
        let wrong: Vec<_> = plain.iter().filter(|text| to_the_cfo(text) > 0).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn other_readers_are_another_matter() {
        FOUND.iter().for_each(|text| clear(&RULE, text));
    }
}
