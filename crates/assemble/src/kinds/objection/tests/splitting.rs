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
