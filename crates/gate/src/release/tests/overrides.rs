//! Findings that wait for somebody: who may override them, in which turn, and that nobody overrides what blocks.

use super::*;

/// A text of terms, which deal desk and legal sign, with an address of somebody who does not read it.
const ADDRESS: &str =
    "Shall we talk about the liability clause? Petra Novak, petra@quarrystone.example, asks after it.";

#[test]
fn open_findings_are_overridden_by_whom_policy_names_and_by_nobody_else() {
    let mut desk = Desk::new(ADDRESS);
    desk.overriders(Role::Legal);
    desk.submit();
    assert_eq!(desk.standing().open().count(), 1);
    assert!(matches!(desk.decide(Role::DealDesk, Meaning::Overridden), Err(Refusal::MayNotOverride { .. })));
    assert!(matches!(desk.decide(Role::Legal, Meaning::Overridden), Err(Refusal::OutOfTurn { .. })));
    // Legal, who signs after them, may still refuse to override.
    desk.approve(Role::DealDesk).unwrap();
    assert!(matches!(desk.release(), Err(Refusal::NotAcknowledged { .. })));
    assert!(matches!(desk.approve(Role::Legal), Err(Refusal::NotAcknowledged { .. })));
    let standing = desk.standing();
    let mute = prepare(&desk.case(), &desk.facts, &standing, &person(Role::Legal), (Meaning::Overridden, None), at(-1));
    assert_eq!(mute.unwrap_err(), Refusal::ReasonMissing);
    desk.decide(Role::Legal, Meaning::Overridden).unwrap();
    assert!(desk.release().unwrap().line().contains("with findings overridden"));
    // Who loses the right to override has overridden nothing.
    desk.overriders(Role::SalesManager);
    assert!(matches!(desk.release(), Err(Refusal::NotAcknowledged { .. })));
}

#[test]
fn without_somebody_who_may_override_an_open_finding_stops_the_first_to_sign() {
    let mut desk = Desk::new(ADDRESS);
    desk.overriders(Role::SalesManager);
    desk.submit();
    assert!(matches!(desk.approve(Role::DealDesk), Err(Refusal::NotAcknowledged { .. })));
}

#[test]
fn after_an_override_the_rest_of_the_chain_signs() {
    let mut desk = Desk::new(ADDRESS);
    desk.overriders(Role::DealDesk);
    desk.submit();
    desk.decide(Role::DealDesk, Meaning::Overridden).unwrap();
    desk.approve(Role::Legal).unwrap();
    assert_eq!(desk.release().unwrap().signed().len(), 2);
    let bar = crate::sentence(&desk.standing(), &desk.revisions[0]);
    assert!(bar.ends_with("1 finding is overridden."), "{bar}");
}

#[test]
fn what_blocks_is_never_overridden_and_nothing_open_is_nothing_to_override() {
    let mut desk = Desk::new("We encrypt all of it with AES-256. Shall we talk about the liability clause?");
    desk.overriders(Role::DealDesk);
    let revision = desk.revisions[0].id;
    desk.add(Role::AccountExecutive, MoveAct::Submitted { revision, note: None });
    assert!(matches!(desk.decide(Role::DealDesk, Meaning::Overridden), Err(Refusal::Blocked { .. })));
    let mut desk = Desk::new(DISCOUNT);
    desk.overriders(Role::DealDesk);
    desk.submit();
    assert_eq!(desk.decide(Role::DealDesk, Meaning::Overridden).unwrap_err(), Refusal::NothingToOverride);
}
