//! PRV002 personal-data: addresses, numbers, birth dates, homes and health of people who are not the readers and not ours.

use std::sync::LazyLock;

use domain::Severity;
use regex::Regex;

use super::text::{Sentence, phrases, read, whole_words};
use crate::rule::{Found, Reading, Rule};

pub(super) static RULE: Rule = Rule {
    code: "PRV002",
    name: "personal-data",
    severity: Severity::Acknowledge,
    what: "Personal data of somebody who is neither a reader nor one of our people",
    why: "The person has not agreed that we pass this on",
    fix: "Take it out, or name the reason for which this person would expect it here",
    check,
};

/// Mailboxes of a function rather than a person.
const SHARED_BOXES: &[&str] = &[
    "accounting",
    "admin",
    "billing",
    "compliance",
    "contact",
    "dpo",
    "finance",
    "hello",
    "help",
    "helpdesk",
    "info",
    "invoices",
    "it",
    "legal",
    "mail",
    "noreply",
    "no-reply",
    "office",
    "orders",
    "press",
    "privacy",
    "procurement",
    "sales",
    "security",
    "service",
    "support",
    "team",
];

type Pattern = LazyLock<Option<Regex>>;

static EMAIL: Pattern = LazyLock::new(|| Regex::new(r"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+").ok());
static PHONE: Pattern = LazyLock::new(|| {
    Regex::new(r"(?:\+|\b00)[1-9]\d{0,2}[ ./()\-\d]{5,16}\d|\b0[1-9]\d{1,4}[ /\-]\d[\d \-]{4,10}\d\b").ok()
});
/// Words that say whose a number is: the writer's, the company's, the reader's.
static NOT_ANOTHERS: Pattern = LazyLock::new(|| {
    phrases(&[
        "I",
        "me",
        "my",
        "us",
        "our",
        "we",
        "your",
        "hotline",
        "helpline",
        "switchboard",
        "support",
        "dial-in",
        "PIN",
    ])
});
static BIRTH: Pattern = LazyLock::new(|| {
    phrases(&[
        r"(?:was |is )?born (?:on|in) (?:\p{L}+ )?\d(?:[./-]?\d)*(?:\p{L}{0,2}\.? \p{L}+ \d{4})?",
        r"(?:date of birth|DOB|birth date|birthdate|Geburtsdatum|birthday)(?: is| was| on|:)*(?: the)? (?:\p{L}+ )?\d(?:[./-]?\d)*",
        r"geboren am \d(?:[. ]{0,2}\d)*",
    ])
});
static HOME: Pattern = LazyLock::new(|| {
    phrases(&[
        r"(?:his|her|their|['’]s) (?:home|private) address",
        r"\p{L}+'s (?:home|private) address",
        r"(?:home|private) address(?: is|:) [^.]{5,60}",
        r"(?:he|she) lives (?:at|in|on) [^.,;]{2,60}",
        r"lives at (?:\d+ [^.,;]{2,50}|[^.,;]{2,50} \d+\w?)",
        r"(?:Privatadresse|Wohnadresse|wohnhaft)(?: ist|:| in)* [^.,;]{3,60}",
    ])
});
/// Group 1 is the person.
static HEALTH: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b((?i:he|she)|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)(?:['’]s)? (?:is|was|has|had|has been|had been|will be|remains|fell|went|ist|war)",
        r" (?:(?:still|currently|now|again|seriously|very|out|off|away|a|an|on|with|having|recovering|from|back|the|for|at|to|into) )*",
        r"(sick leave|sick|ill|pregnant|schwanger|krank|in hospital|hospital|hospitalised|hospitalized|medical leave|maternity leave",
        r"|diagnosed|surgery|operation on|cancer|burnout|depression|depressed|disabled|stroke|heart attack|chemotherapy)\b",
        r"|\b((?i:his|her)|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?['’]s) ",
        r"(illness|sick leave|surgery|pregnancy|diagnosis|burnout|cancer|depression|disability|medical leave|maternity leave)\b",
    ))
    .ok()
});

fn check(reading: &Reading<'_>) -> Vec<Found> {
    if !reading.for_buyer {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in read(reading) {
        found.extend(emails(&sentence, reading));
        found.extend(phones(&sentence, reading));
        if !names_own(&sentence.text, reading) {
            found.extend(all(&BIRTH, &sentence, "is a birth date"));
            found.extend(all(&HOME, &sentence, "says where a person lives"));
        }
        found.extend(health(&sentence, reading));
    }
    found
}

fn all(pattern: &Pattern, sentence: &Sentence<'_>, what: &str) -> Vec<Found> {
    let hits = pattern.iter().flat_map(|pattern| pattern.find_iter(&sentence.text));
    hits.map(|hit| Found::new(sentence.span(hit.start(), hit.end()), format!("“{}” {what}", hit.as_str()))).collect()
}

fn emails(sentence: &Sentence<'_>, reading: &Reading<'_>) -> Vec<Found> {
    let hits = EMAIL.iter().flat_map(|pattern| pattern.find_iter(&sentence.text));
    let others = hits.filter(|hit| {
        let email = hit.as_str().to_lowercase();
        let reader = reading.revision.recipients.iter().any(|recipient| recipient.email.to_lowercase() == email);
        let shared = email.split_once('@').is_some_and(|(name, _)| SHARED_BOXES.contains(&name));
        !reader && !shared && !reading.facts.is_ours(&email)
    });
    let what = "is the address of somebody who does not read this";
    others.map(|hit| Found::new(sentence.span(hit.start(), hit.end()), format!("“{}” {what}", hit.as_str()))).collect()
}

fn phones(sentence: &Sentence<'_>, reading: &Reading<'_>) -> Vec<Found> {
    let text = &sentence.text;
    let not_anothers = NOT_ANOTHERS.as_ref().is_some_and(|words| words.is_match(text));
    // "Tel. +49 30 …" on a line of its own is the writer's.
    let signature = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count() <= 1;
    if !names_other(text, reading) && (not_anothers || signature || names_own(text, reading)) {
        return Vec::new();
    }
    all(&PHONE, sentence, "is a telephone number").into_iter().collect()
}

fn health(sentence: &Sentence<'_>, reading: &Reading<'_>) -> Vec<Found> {
    let text = &sentence.text;
    let hits = HEALTH.iter().flat_map(|pattern| pattern.captures_iter(text)).filter_map(|hit| {
        let (whole, person) = (hit.get(0)?, hit.get(1).or_else(|| hit.get(3))?);
        // "ill-suited" is no illness.
        let goes_on = text.get(whole.end()..).is_some_and(|rest| rest.starts_with('-'));
        (!goes_on && !names_own(person.as_str(), reading)).then(|| {
            Found::new(
                sentence.span(whole.start(), whole.end()),
                format!("“{}” says how a person's health is", whole.as_str()),
            )
        })
    });
    hits.collect()
}

/// Whether a text names a reader or one of our people, by any part of the name.
fn names_own(text: &str, reading: &Reading<'_>) -> bool {
    let readers = reading.revision.recipients.iter().filter_map(|recipient| recipient.name.as_deref());
    readers.chain(reading.facts.our_people.iter().map(String::as_str)).any(|name| names(text, name))
}

/// Whether a text names somebody at the account who does not read it.
fn names_other(text: &str, reading: &Reading<'_>) -> bool {
    let reads = |email: &String| {
        reading.revision.recipients.iter().any(|recipient| recipient.email.eq_ignore_ascii_case(email))
    };
    let others = reading.facts.contacts.iter().filter(|contact| !contact.emails.iter().any(reads));
    others.into_iter().any(|contact| names(text, &contact.name))
}

fn names(text: &str, name: &str) -> bool {
    let parts = name.split_whitespace().filter(|part| part.chars().count() > 2 && part.starts_with(char::is_uppercase));
    parts
        .flat_map(|part| whole_words(text, part))
        .any(|(start, _)| text.get(start..).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

#[cfg(test)]
mod tests {
    use super::{super::text::tests::all_clear, *};
    use crate::testing::{facts, finds, found_by, revision};

    #[test]
    fn personal_details_of_others_is_found() {
        for marked in [
            "Write to «jonas.beck@other.example» as well.",
            "Ines is at «ines@buyer.example».",
            "Ines Falk has the number «+49 171 1234567».",
            "His mobile is «+44 7700 900123».",
            "Jonas can be called on «0171 1234567».",
            "Call me or Ines on «+49 30 901820».",
            "Jonas «was born on 3 March 1980».",
            "His «date of birth is 03.03.1980».",
            "We sent it to «her home address».",
            "«She lives at 12 Elm Street».",
            "Jonas «lives at Lindenweg 5».",
            "«Jonas Beck is on sick leave» until May.",
            "«She was diagnosed» in spring.",
            "We wait because of «Marta's surgery».",
            "«Ines is still in hospital».",
            "«Jonas had a heart attack».",
        ] {
            finds(&RULE, marked);
        }
    }

    #[test]
    fn what_is_the_readers_ours_or_nobodys_is_not() {
        all_clear(
            &RULE,
            &[
                "I have dana@buyer.example on file for you.",
                "Write to maria@tallyard.example or support@other.example.",
                "Call me on +49 30 901820.",
                "Our hotline is +49 30 901820.",
                "Dana, is +49 171 1234567 still right?",
                "Tel. +49 30 901820",
                "The order is 2026-0301-4455 and the amount is 1 200 000 EUR.",
                "The window is 09:00-17:00 on 01/03/2026, version 10.2.14.",
                "Data lives in Frankfurt and is born encrypted.",
                "Happy birthday to the whole team.",
                "The address of the office is Lindenweg 5 in Berlin.",
                "The plan is ill-suited to hospitals.",
                "Memorial Hospital is a customer of the health sector.",
                "Sick leave can be recorded in the time module.",
                "Dana is back from sick leave.",
                "The operation is in progress.",
                "Her home page is new.",
            ],
        );
    }

    #[test]
    fn our_own_people_may_read_it() {
        let mut facts = facts();
        crate::testing::take_over(&mut facts);
        assert!(found_by(&RULE, &revision("His mobile is +44 7700 900123."), &facts).is_empty());
    }
}
