//! What waits: a question without an answer, a condition they set, a promise of ours that is late.

use super::*;
use crate::read::{Book, conditions::conditions};

fn risks(evidence: &Evidence) -> Vec<(String, String)> {
    let items = compose(evidence, None).unwrap().sections[9].items.clone();
    let told = items.into_iter().filter_map(|item| match item {
        Item::Statement(said) => Some((said.label.unwrap_or_default(), said.citations.first().quote.clone())),
        _ => None,
    });
    told.collect()
}

fn labelled<'r>(risks: &'r [(String, String)], label: &str) -> Option<&'r str> {
    risks.iter().find(|(held, _)| held == label).map(|(_, quote)| quote.as_str())
}

const QUESTION: &str = "How long do you keep the backups of closed claims?";

fn asked() -> HistoryEntry {
    mail(1, "2026-11-10T09:00:00Z", "Ileana Dorrance", "i@p.example", QUESTION)
}

#[test]
fn a_question_of_theirs_that_nobody_answered_is_a_risk_until_it_is_answered() {
    let open = risks(&evidence(vec![asked()]));
    assert_eq!(labelled(&open, "Asked, no answer found"), Some(QUESTION));
    let reply = "We keep the backups of closed claims for thirty days.";
    let reply = mail(2, "2026-11-11T09:00:00Z", "Davit Malhan", "d@n.example", reply);
    let answered = risks(&evidence(vec![asked(), reply]));
    assert_eq!(labelled(&answered, "Asked, no answer found"), None);
}

#[test]
fn a_question_of_ours_or_of_manners_is_no_risk() {
    for (name, email, text) in [
        ("Davit Malhan", "d@n.example", QUESTION),
        ("Ileana Dorrance", "i@p.example", "Does Tuesday at ten work for you?"),
        ("Ileana Dorrance", "i@p.example", "You asked who owns the review on our side."),
    ] {
        let told = risks(&evidence(vec![mail(1, "2026-11-10T09:00:00Z", name, email, text)]));
        assert_eq!(labelled(&told, "Asked, no answer found"), None, "{text}");
    }
}

#[test]
fn a_condition_for_the_deal_is_read_and_an_offer_to_help_or_another_matter_is_not() {
    let read = |text: &str| {
        let evidence = evidence(vec![mail(1, "2026-11-10T09:00:00Z", "Ileana Dorrance", "i@p.example", text)]);
        let book = Book::read(&evidence, &Sentences::read(&evidence));
        conditions(&book).iter().map(|line| line.words()).collect::<Vec<_>>()
    };
    for text in [
        "We sign the contract terms once the works council has agreed.",
        "The budget is subject to a second quote from another house.",
        "The order is on hold until the Q2 budget is confirmed.",
    ] {
        assert_eq!(read(text), [text]);
    }
    for text in [
        "If you have questions about the budget, just call me.",
        "The budget is valid until Friday 27 November.",
        "We take the train if it rains in Leeds.",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn of_two_late_promises_the_one_in_writing_is_the_risk() {
    let written = "I will send the test summary by Friday 13 November.";
    let said = "I'll send the minutes by Friday 30 October.";
    let mut call = mail(3, "2026-10-28T09:00:00Z", "Davit Malhan", "d@n.example", said);
    call.entry.kind = EntryKind::Call;
    let letter = mail(2, "2026-11-06T09:00:00Z", "Davit Malhan", "d@n.example", written);
    let both = risks(&evidence(vec![call.clone(), letter]));
    assert_eq!(labelled(&both, "We are late"), Some(written));
    assert_eq!(labelled(&risks(&evidence(vec![call])), "We are late"), Some(said));
}

#[test]
fn a_promise_for_the_same_day_is_not_waited_for_weeks_later() {
    let told = |day: &str| {
        let text = "I will send the minutes today.";
        let evidence = evidence(vec![mail(1, &format!("{day}T09:00:00Z"), "Davit Malhan", "d@n.example", text)]);
        labelled(&risks(&evidence), "We are late").map(str::to_owned)
    };
    assert!(told("2026-11-12").is_some());
    assert_eq!(told("2026-10-12"), None);
}

#[test]
fn a_promise_on_a_condition_has_no_day() {
    let text = "I will send the signed order by 27 November, subject to approval by the board.";
    let evidence = evidence(vec![mail(1, "2026-11-10T09:00:00Z", "Davit Malhan", "d@n.example", text)]);
    let found = crate::reading(&evidence).commitments;
    assert_eq!(found.iter().map(|promise| (promise.what.as_str(), promise.due)).collect::<Vec<_>>(), [(text, None)]);
}

#[test]
fn the_next_step_falls_back_on_what_was_said_and_never_on_what_is_past() {
    let coming = "We meet on Friday 27 November to decide on the scope.";
    let evidence = |text: &str| evidence(vec![mail(1, "2026-11-10T09:00:00Z", "Ileana Dorrance", "i@p.example", text)]);
    let step = |text: &str| crate::reading(&evidence(text)).next_step.map(|said| said.citations.first().quote.clone());
    assert_eq!(step(coming).as_deref(), Some(coming));
    for text in [
        "We met on Friday 6 November to decide on the scope.",
        "We meet on Wednesday 11 November to decide on the scope.",
        "We will meet on Friday 27 November if the budget is confirmed.",
        "Happy to discuss next steps whenever you like.",
    ] {
        assert_eq!(step(text), None, "{text}");
    }
}
