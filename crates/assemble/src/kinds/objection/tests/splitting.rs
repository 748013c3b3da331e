//! How a question is taken apart.

use super::super::split::{Form, Wants, split};

fn plain(question: &str) -> Vec<String> {
    split(question).into_iter().map(|part| part.plain).collect()
}

#[test]
fn a_question_of_several_parts_is_taken_apart() {
    assert_eq!(
        plain("Do you encrypt at rest and where are keys kept?"),
        ["Do you encrypt at rest", "where are keys kept?"]
    );
    assert_eq!(plain("How long are logs kept? And who reads them?"), ["How long are logs kept?", "who reads them?"]);
    assert_eq!(plain("Do you support SAML and SCIM?"), ["Do you support SAML and SCIM?"]);
}

#[test]
fn insistence_and_negation_are_taken_away_and_said() {
    for question in [
        "Is it not true that claim data leaves the EEA?",
        "Isn't it true that claim data leaves the EEA?",
        "Am I right that claim data leaves the EEA?",
    ] {
        let parts = split(question);
        assert_eq!(parts[0].plain, "claim data leaves the EEA?");
        assert_eq!(parts[0].form, Form::Closed);
    }
    let parts = split("Don’t you keep backups for 35 days?");
    assert_eq!((parts[0].plain.as_str(), parts[0].turned), ("Do you keep backups for 35 days?", true));
}

#[test]
fn what_refers_back_is_asked_with_what_it_refers_to() {
    let parts = split("Do you keep backups, and how long are they kept?");
    assert_eq!(parts[1].query, "Do you keep backups how long are they kept?");
    assert_eq!(parts[1].form, Form::Open(Wants::Measure));
}

#[test]
fn a_statement_beside_a_question_is_not_asked() {
    assert_eq!(
        plain("We wrote to our members that claims stay in the EEA. Where does the data rest?"),
        ["Where does the data rest?"]
    );
    let parts = split("Your price is too high.");
    assert_eq!(parts[0].form, Form::Claim);
    assert!(split("Hello.  \n").is_empty() || split("Hello.")[0].form == Form::Claim);
}

#[test]
fn a_request_to_say_more_belongs_to_the_question_before() {
    for (question, parts) in [
        ("Do you have a privacy policy? Please include a link.", 1),
        ("Is media sanitized before disposal? Explain.", 1),
        ("Do you scan for vulnerabilities? Please describe the types of scan employed.", 1),
        ("Do you analyze changes before release? Please describe related processes.", 1),
        ("Do you use approved ciphers? Please list any algorithms that are not approved.", 2),
        ("Please describe how visitors are let in. What keeps others out?", 2),
    ] {
        assert_eq!(split(question).len(), parts, "{question}: {:?}", split(question));
    }
    let whole = "Do you have a privacy policy? Please include a link.";
    assert_eq!(split(whole)[0].words, whole);
}

#[test]
fn examples_and_abbreviations_are_no_questions_and_ask_for_nothing() {
    let parts =
        split("Is the program based on a framework (e.g. ISO 27000 series, NIST 800-53, etc.)? If so, who audits it?");
    assert_eq!(parts.len(), 2, "{parts:?}");
    assert_eq!(parts[0].plain, "Is the program based on a framework?");
    assert!(parts[0].words.contains("NIST 800-53"));
    assert_eq!(parts[1].plain, "who audits it?");
    assert!(parts[1].query.starts_with("Is the program based on a framework?"));
    assert_eq!(plain("Do you keep data (in the EU)?"), ["Do you keep data (in the EU)?"]);
}

#[test]
fn how_often_is_a_measure_of_what_was_asked_before() {
    let parts = split("Do you test the recovery plan? At what frequency?");
    assert_eq!(parts[1].form, Form::Open(Wants::Measure));
    assert!(parts[1].query.starts_with("Do you test the recovery plan?"));
    let parts = split("Do you test the recovery plan? If so, at what frequency?");
    assert_eq!(parts[1].form, Form::Open(Wants::Measure));
}
