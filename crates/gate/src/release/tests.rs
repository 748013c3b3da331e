//! Whole cases: who may sign what, when a sign-off dies, and that nothing leaves unearned. Each test fails without its
//! guard.

mod overrides;

use chrono::Duration;
use domain::{Acknowledgement, Draft, Move, MoveAct, ReleaseRecord, SignOff};
use ed25519_dalek::SigningKey;

use super::*;
use crate::{
    policy::Policy,
    review::{accept, may_acknowledge, may_submit, prepare},
    roster::{Roster, certify},
    seal::sign,
    standing::State,
    testing::{self, at, cite, facts, key, now, person},
};

/// A draft that people work on, one move after the other.
struct Desk {
    draft: Draft,
    revisions: Vec<Revision>,
    moves: Vec<Move>,
    releases: Vec<ReleaseRecord>,
    facts: Facts,
}

use domain::Revision;

impl Desk {
    fn new(body: &str) -> Self {
        let facts = facts();
        Self {
            draft: testing::draft(),
            revisions: vec![testing::revision(body)],
            moves: vec![],
            releases: vec![],
            facts,
        }
    }

    fn case(&self) -> Case<'_> {
        Case {
            draft: &self.draft,
            revisions: &self.revisions,
            moves: &self.moves,
            releases: &self.releases,
            read: None,
        }
    }

    fn standing(&self) -> Standing {
        Standing::of(&self.case(), &self.facts, now()).unwrap()
    }

    fn add(&mut self, role: Role, act: MoveAct) {
        let by = person(role);
        let number = u32::try_from(self.moves.len()).unwrap() + 1;
        self.moves.push(Move { number, at: now(), by: by.id, name: by.name, role, act });
    }

    fn submit(&mut self) {
        may_submit(&self.standing()).unwrap();
        let revision = self.revisions.last().unwrap().id;
        self.add(Role::AccountExecutive, MoveAct::Submitted { revision, note: None });
    }

    /// A decision as the app makes it: prepared, signed, accepted.
    fn signed(&self, role: Role, meaning: Meaning) -> Result<SignOff, Refusal> {
        self.signed_at(role, meaning, at(-1))
    }

    fn signed_at(&self, role: Role, meaning: Meaning, at: DateTime<Utc>) -> Result<SignOff, Refusal> {
        let reason = matches!(meaning, Meaning::SentBack | Meaning::Overridden).then(|| "because".to_owned());
        let standing = self.standing();
        let prepared = prepare(&self.case(), &self.facts, &standing, &person(role), (meaning, reason), at)?;
        let signed = sign(prepared, &key(role));
        accept(&self.case(), &self.facts, &standing, &signed, now())?;
        Ok(signed)
    }

    fn decide(&mut self, role: Role, meaning: Meaning) -> Result<(), Refusal> {
        let signed = self.signed(role, meaning)?;
        self.add(role, MoveAct::SignedOff(Box::new(signed)));
        Ok(())
    }

    fn approve(&mut self, role: Role) -> Result<(), Refusal> {
        self.decide(role, Meaning::Approved)
    }

    fn edit(&mut self, role: Role, body: &str) {
        let mut next = self.revisions.last().unwrap().clone();
        next.number += 1;
        next.id = domain::RevisionId(testing::id(10 + u128::from(next.number)));
        next.author = person(role).id;
        next.body = body.to_owned();
        self.revisions.push(next);
    }

    /// Policy as it stands, but that these alone may override.
    fn overriders(&mut self, role: Role) {
        std::sync::Arc::make_mut(&mut self.facts.policy).overriders = vec![role];
    }

    fn release(&self) -> Result<Release, Refusal> {
        release(&self.case(), &self.facts, "clipboard", person(Role::AccountExecutive).id, now())
    }

    /// Puts a sign-off in place without asking anybody, as somebody with the database could.
    fn plant(&mut self, sign_off: SignOff) {
        let role = sign_off.role;
        self.add(role, MoveAct::SignedOff(Box::new(sign_off)));
    }
}

const PLAIN: &str = "Thank you for the hour on Friday. I look forward to our next talk.";
const DISCOUNT: &str = "Thank you for the hour. Shall we talk about the discount?";

fn signed_discount() -> Desk {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    desk.approve(Role::DealDesk).unwrap();
    desk.approve(Role::Finance).unwrap();
    desk
}

#[test]
fn draft_only_is_signed_by_its_owner_and_nobody_else() {
    let mut desk = Desk::new(PLAIN);
    assert_eq!(desk.standing().decision.tier, Tier::DraftOnly);
    assert_eq!(desk.release().unwrap_err(), Refusal::OwnerMissing);
    assert_eq!(desk.approve(Role::SalesManager).unwrap_err(), Refusal::OwnerMissing);
    desk.approve(Role::AccountExecutive).unwrap();
    let release = desk.release().unwrap();
    assert_eq!(release.text(), PLAIN);
    assert!(release.line().contains("Account executive Person (Account executive)"), "{}", release.line());
}

#[test]
fn without_an_owner_nobody_can_sign_a_draft_only_text() {
    let mut desk = Desk::new(PLAIN);
    desk.facts.owner = None;
    assert_eq!(desk.approve(Role::AccountExecutive).unwrap_err(), Refusal::NoOwner);
}

#[test]
fn manager_approved_refuses_its_author_and_takes_the_right_roles_in_order() {
    let mut desk = Desk::new(DISCOUNT);
    assert_eq!(desk.approve(Role::DealDesk).unwrap_err(), Refusal::NotSubmitted);
    desk.submit();
    assert!(matches!(desk.approve(Role::AccountExecutive).unwrap_err(), Refusal::AuthorSigned { .. }));
    assert!(matches!(desk.approve(Role::Finance).unwrap_err(), Refusal::OutOfTurn { .. }));
    assert!(matches!(desk.approve(Role::SalesManager).unwrap_err(), Refusal::OutOfTurn { .. }));
    desk.approve(Role::DealDesk).unwrap();
    assert!(matches!(desk.release().unwrap_err(), Refusal::RoleMissing { .. }));
    assert!(matches!(desk.approve(Role::DealDesk).unwrap_err(), Refusal::SamePerson { .. }));
    desk.approve(Role::Finance).unwrap();
    assert_eq!(desk.standing().state, State::SignedOff);
    assert_eq!(desk.release().unwrap().signed().len(), 2);
    assert_eq!(desk.approve(Role::Finance).unwrap_err(), Refusal::Complete);
}

#[test]
fn whoever_wrote_an_earlier_revision_is_an_author_too() {
    let mut desk = Desk::new("A first try.");
    desk.edit(Role::DealDesk, "A second try.");
    desk.edit(Role::AccountExecutive, DISCOUNT);
    desk.submit();
    assert!(matches!(desk.approve(Role::DealDesk).unwrap_err(), Refusal::AuthorSigned { .. }));
}

#[test]
fn an_edit_of_one_character_ends_every_sign_off() {
    let mut desk = signed_discount();
    desk.release().unwrap();
    desk.edit(Role::AccountExecutive, &DISCOUNT.replace('?', "."));
    assert!(matches!(desk.release().unwrap_err(), Refusal::TextChanged { .. }));
    assert_eq!(desk.standing().state, State::Writing);
}

#[test]
fn every_part_that_a_reader_sees_is_under_the_seal() {
    let changes: [fn(&mut Revision); 5] = [
        |revision| revision.subject.push('x'),
        |revision| revision.recipients[0].email = "ines@buyer.example".to_owned(),
        |revision| revision.recipients[0].name = Some("Dana V.".to_owned()),
        |revision| revision.show_sources = true,
        |revision| revision.body.push('\n'),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut desk = signed_discount();
        // The database is edited in place: same id, same number, other content.
        change(desk.revisions.last_mut().unwrap());
        assert!(desk.release().is_err(), "change {number}");
    }
}

#[test]
fn a_source_that_changes_or_leaves_force_ends_the_sign_off() {
    let signed = || {
        let mut desk = Desk::new("Backups are kept 35 days.[^1]");
        cite(&mut desk.revisions[0], &mut desk.facts, 1, "Backups are kept 35 days.");
        desk.submit();
        desk.approve(Role::Security).unwrap();
        desk.release().unwrap();
        desk
    };
    let mut text = signed();
    text.facts.passages[0].text = "Backups are kept 30 days.".to_owned();
    assert!(text.release().is_err());
    let mut state = signed();
    if let crate::facts::SourceKind::Library { force, .. } = &mut state.facts.sources[0].kind {
        *force = domain::Force::Withdrawn;
    }
    assert!(state.release().is_err());
    let mut sanction = signed();
    if let crate::facts::SourceKind::Library { sanction: Some(sanction), .. } = &mut sanction.facts.sources[0].kind {
        sanction.by = "Somebody else".to_owned();
    }
    assert!(matches!(sanction.release().unwrap_err(), Refusal::SourcesChanged { .. }));
    let mut gone = signed();
    gone.facts.sources.clear();
    gone.facts.passages.clear();
    assert!(gone.release().is_err());
}

#[test]
fn a_sign_off_ends_with_the_policy_it_was_given_under() {
    let mut desk = signed_discount();
    let text = format!("{}\n# another\n", crate::policy::DEFAULT_POLICY);
    desk.facts.policy = std::sync::Arc::new(Policy::parse(&text).unwrap());
    assert!(matches!(desk.release().unwrap_err(), Refusal::PolicyChanged { .. }));
}

#[test]
fn a_sign_off_ends_when_the_tier_rises() {
    let mut desk = Desk::new(PLAIN);
    desk.approve(Role::AccountExecutive).unwrap();
    let text = crate::policy::DEFAULT_POLICY.replace(
        "moments = [\"general\", \"reminder\"] }\ntier = \"draft-only\"",
        "moments = [\"general\", \"reminder\"] }\ntier = \"manager-approved\"",
    );
    desk.facts.policy = std::sync::Arc::new(Policy::parse(&text).unwrap());
    assert_eq!(desk.standing().decision.tier, Tier::ManagerApproved);
    assert!(matches!(desk.release().unwrap_err(), Refusal::OtherTier { .. }));
}

#[test]
fn a_sign_off_runs_out_and_is_never_from_the_future() {
    let desk = signed_discount();
    let later = now() + Duration::days(8);
    let by = person(Role::AccountExecutive).id;
    assert!(matches!(release(&desk.case(), &desk.facts, "clipboard", by, later).unwrap_err(), Refusal::Expired { .. }));
    let mut early = Desk::new(PLAIN);
    assert!(matches!(
        early.signed_at(Role::AccountExecutive, Meaning::Approved, at(1)).unwrap_err(),
        Refusal::FromTheFuture { .. }
    ));
    let standing = early.standing();
    let me = person(Role::AccountExecutive);
    let mut long = prepare(&early.case(), &early.facts, &standing, &me, (Meaning::Approved, None), at(-1)).unwrap();
    long.expires = at(24 * 365);
    early.plant(sign(long, &key(Role::AccountExecutive)));
    assert!(matches!(early.release().unwrap_err(), Refusal::HoldsTooLong { .. }));
}

#[test]
fn a_decision_taken_back_stays_taken_back_even_when_replayed() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    let first = desk.signed(Role::DealDesk, Meaning::Approved).unwrap();
    desk.plant(first.clone());
    let back = desk.signed_at(Role::DealDesk, Meaning::Withdrawn, now()).unwrap();
    desk.plant(back);
    assert!(desk.standing().held.is_empty());
    desk.plant(first.clone());
    assert!(desk.standing().held.is_empty());
    let standing = desk.standing();
    assert!(accept(&desk.case(), &desk.facts, &standing, &first, now()).is_err());
}

#[test]
fn the_same_sign_off_counts_once() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    let first = desk.signed(Role::DealDesk, Meaning::Approved).unwrap();
    desk.plant(first.clone());
    desk.plant(first);
    assert_eq!(desk.standing().held.len(), 1);
}

#[test]
fn a_chain_cannot_be_signed_before_its_beginning() {
    let mut desk = signed_discount();
    // Finance signed over the deal desk's sign-off; with that one gone, theirs is worth nothing.
    desk.moves.remove(1);
    assert!(desk.standing().held.is_empty());
    assert!(matches!(desk.release().unwrap_err(), Refusal::ChainChanged { .. }));
}

#[test]
fn sending_back_stops_the_text_until_it_changes_or_the_person_approves() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    assert_eq!(
        desk.decide(Role::Security, Meaning::SentBack).map_err(|refusal| matches!(refusal, Refusal::OutOfTurn { .. })),
        Err(true)
    );
    desk.decide(Role::DealDesk, Meaning::SentBack).unwrap();
    assert_eq!(desk.standing().state, State::SentBack);
    assert!(matches!(desk.release().unwrap_err(), Refusal::SentBack { .. }));
    assert!(matches!(desk.approve(Role::Finance).unwrap_err(), Refusal::SentBack { .. }));
    let otherwise = desk.signed_at(Role::DealDesk, Meaning::Approved, now()).unwrap();
    desk.plant(otherwise);
    assert_eq!(desk.standing().state, State::InReview);
    desk.edit(Role::AccountExecutive, "Thank you. Shall we talk about a smaller discount?");
    assert_eq!(desk.standing().state, State::Writing);
}

#[test]
fn an_approvers_own_edit_needs_a_second_person() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    desk.edit(Role::DealDesk, "Thank you. Shall we talk about the small discount?");
    desk.submit();
    desk.decide(Role::DealDesk, Meaning::ApprovedWithEdits).unwrap();
    assert!(desk.standing().held.is_empty());
    assert!(desk.release().is_err());
    assert!(matches!(desk.approve(Role::DealDesk).unwrap_err(), Refusal::AuthorSigned { .. }));
}

#[test]
fn the_owner_may_approve_their_own_edit_under_draft_only() {
    let mut desk = Desk::new(PLAIN);
    desk.edit(Role::AccountExecutive, "Thank you for the hour.");
    desk.decide(Role::AccountExecutive, Meaning::ApprovedWithEdits).unwrap();
    desk.release().unwrap();
    let mut others = Desk::new(PLAIN);
    others.facts.owner = Some(person(Role::SalesManager).id);
    assert!(matches!(
        others.decide(Role::SalesManager, Meaning::ApprovedWithEdits).unwrap_err(),
        Refusal::NoEdits { .. }
    ));
}

#[test]
fn a_draft_given_up_never_leaves() {
    let mut desk = signed_discount();
    desk.add(Role::AccountExecutive, MoveAct::GivenUp { reason: String::new() });
    assert_eq!(desk.release().unwrap_err(), Refusal::GivenUp);
}

#[test]
fn a_reminder_from_its_template_is_signed_by_one_click_and_one_word_more_is_not() {
    let filled = testing::reminder();
    let body = filled.body.as_str();
    let reminder = |words: &str| {
        let mut desk = Desk::new(words);
        desk.draft.kind = DraftKind::Reminder;
        desk.revisions[0].subject.clone_from(&filled.subject);
        desk.draft.template = Some(filled.clone());
        desk
    };
    let mut plain = reminder(body);
    assert_eq!(plain.standing().decision.tier, Tier::AutomationSafe);
    assert_eq!(plain.release().unwrap_err(), Refusal::NotSignedOff);
    plain.approve(Role::SolutionsEngineer).unwrap();
    plain.release().unwrap();
    assert_eq!(reminder(&format!("{body}\nSee you there.")).standing().decision.tier, Tier::DraftOnly);
    let mut sweetened = reminder(&format!("{body}\nThe discount ends then."));
    assert_eq!(sweetened.standing().decision.tier, Tier::ManagerApproved);
    sweetened.submit();
    assert!(sweetened.approve(Role::AccountExecutive).is_err());
}

#[test]
fn a_note_inside_the_company_needs_nobody_and_says_so() {
    let mut desk = Desk::new("The discount is being discussed.");
    desk.revisions[0].recipients[0].email = "kim@tallyard.example".to_owned();
    let release = desk.release().unwrap();
    assert!(release.is_internal());
    assert!(release.line().contains("not for the buyer"));
    assert_eq!(desk.approve(Role::AccountExecutive).unwrap_err(), Refusal::NoSignOffNeeded);
    desk.revisions[0].recipients.push(domain::Recipient { name: None, email: "dana@buyer.example".to_owned() });
    assert_eq!(desk.standing().decision.tier, Tier::ManagerApproved);
}

#[test]
fn read_only_lets_nothing_be_made() {
    let mut desk = Desk::new(PLAIN);
    let rule = "[[rule]]\nname = \"Nothing here\"\nwhen = { accounts = [\"Buyer Group\"] }\ntier = \"read-only\"\n\n[[rule]]\nname = \"A change of a deal\"";
    let text = crate::policy::DEFAULT_POLICY.replacen("[[rule]]\nname = \"A change of a deal\"", rule, 1);
    desk.facts.policy = std::sync::Arc::new(Policy::parse(&text).unwrap());
    assert!(matches!(may_submit(&desk.standing()).unwrap_err(), Refusal::ReadOnly { .. }));
    assert!(matches!(desk.approve(Role::AccountExecutive).unwrap_err(), Refusal::ReadOnly { .. }));
    assert!(matches!(desk.release().unwrap_err(), Refusal::ReadOnly { .. }));
}

#[test]
fn a_destination_receives_only_what_policy_sanctions_for_it() {
    let mut desk = Desk::new(PLAIN);
    desk.approve(Role::AccountExecutive).unwrap();
    let by = person(Role::AccountExecutive).id;
    let to = |desk: &Desk, name: &str| release(&desk.case(), &desk.facts, name, by, now());
    assert!(matches!(to(&desk, "mailbox").unwrap_err(), Refusal::DestinationUnknown { .. }));
    let mut cited = Desk::new("Backups are kept 35 days.[^1]");
    cite(&mut cited.revisions[0], &mut cited.facts, 1, "Backups are kept 35 days.");
    if let crate::facts::SourceKind::Library { sanction: Some(sanction), .. } = &mut cited.facts.sources[0].kind {
        sanction.sensitivity = Sensitivity::Restricted;
    }
    cited.submit();
    cited.approve(Role::Security).unwrap();
    assert!(matches!(to(&cited, "clipboard").unwrap_err(), Refusal::TooSensitive { .. }));
}

#[test]
fn a_finding_that_blocks_cannot_be_signed_over() {
    let mut desk = Desk::new("Thank you\u{200b} for the hour.");
    assert!(matches!(desk.approve(Role::AccountExecutive).unwrap_err(), Refusal::Blocked { .. }));
    assert!(matches!(may_submit(&desk.standing()).unwrap_err(), Refusal::Blocked { .. }));
    let finding = desk.standing().findings[0].clone();
    let told = Acknowledgement { finding: finding.key, code: finding.code, reason: "fine".to_owned() };
    assert!(matches!(may_acknowledge(&desk.standing(), &told).unwrap_err(), Refusal::NothingToAcknowledge { .. }));
    desk.add(Role::AccountExecutive, MoveAct::Acknowledged(told));
    assert!(matches!(desk.release().unwrap_err(), Refusal::Blocked { .. }));
}

#[test]
fn a_person_whose_key_was_revoked_signs_nothing_any_more() {
    let mut desk = signed_discount();
    desk.release().unwrap();
    let admin = person(Role::Admin);
    let mut certificates = Vec::new();
    for role in [Role::Admin, Role::DealDesk, Role::Finance] {
        let public = key(role).verifying_key().to_bytes();
        certificates.push(certify(
            testing::WORKSPACE,
            &person(role),
            public,
            false,
            (admin.id, &key(Role::Admin)),
            at(-100),
        ));
    }
    let public = key(Role::DealDesk).verifying_key().to_bytes();
    certificates.push(certify(
        testing::WORKSPACE,
        &person(Role::DealDesk),
        public,
        true,
        (admin.id, &key(Role::Admin)),
        at(-1),
    ));
    desk.facts.roster = Roster::of(testing::WORKSPACE, None, &certificates);
    assert!(desk.release().is_err());
    assert!(matches!(desk.approve(Role::DealDesk).unwrap_err(), Refusal::KeyRevoked { .. }));
}

#[test]
fn a_certificate_that_no_admin_signed_makes_nobody_known() {
    let admin = person(Role::Admin);
    let root = certify(
        testing::WORKSPACE,
        &admin,
        key(Role::Admin).verifying_key().to_bytes(),
        false,
        (admin.id, &key(Role::Admin)),
        at(-100),
    );
    let rep = person(Role::AccountExecutive);
    let rep_key = key(Role::AccountExecutive);
    let rep_certificate = certify(
        testing::WORKSPACE,
        &rep,
        rep_key.verifying_key().to_bytes(),
        false,
        (admin.id, &key(Role::Admin)),
        at(-50),
    );
    let false_legal = SigningKey::from_bytes(&[77; 32]).verifying_key().to_bytes();
    let of = |certificates: &[domain::Certificate]| Roster::of(testing::WORKSPACE, None, certificates);
    let by_rep = certify(testing::WORKSPACE, &person(Role::Legal), false_legal, false, (rep.id, &rep_key), at(-1));
    let as_admin = certify(testing::WORKSPACE, &person(Role::Legal), false_legal, false, (admin.id, &rep_key), at(-1));
    let mut raised = rep_certificate.clone();
    raised.person.role = Role::Legal;
    let elsewhere = certify("another", &person(Role::Legal), false_legal, false, (admin.id, &key(Role::Admin)), at(-1));
    let weak = certify(testing::WORKSPACE, &person(Role::Legal), [0; 32], false, (admin.id, &key(Role::Admin)), at(-1));
    for forged in [by_rep, as_admin, raised, elsewhere, weak] {
        let roster = of(&[root.clone(), rep_certificate.clone(), forged]);
        assert!(roster.people().iter().all(|known| known.person.role != Role::Legal));
        assert_eq!(roster.refused().len(), 1);
    }
    let other_root = SigningKey::from_bytes(&[9; 32]);
    let usurped = certify(
        testing::WORKSPACE,
        &admin,
        other_root.verifying_key().to_bytes(),
        false,
        (admin.id, &other_root),
        at(-100),
    );
    let pinned = Some(key(Role::Admin).verifying_key().to_bytes());
    assert!(Roster::of(testing::WORKSPACE, pinned, &[usurped]).people().is_empty());
}

#[test]
fn a_decision_made_elsewhere_on_a_packet_counts_and_a_changed_packet_cannot_be_decided_on() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    let standing = desk.standing();
    let packet = crate::packet::packet(&desk.case(), &desk.facts, &standing, ("Sample", "Mara"), now()).unwrap();
    let decided = packet.decide(&person(Role::DealDesk), Meaning::Approved, None, at(-1)).unwrap();
    let signed = sign(decided, &key(Role::DealDesk));
    accept(&desk.case(), &desk.facts, &standing, &signed, now()).unwrap();
    desk.plant(signed.clone());
    assert_eq!(desk.standing().held.len(), 1);
    assert!(accept(&desk.case(), &desk.facts, &desk.standing(), &signed, now()).is_err(), "replayed");
    let mut softened = packet.clone();
    softened.body = softened.body.replace("discount", "weather");
    assert!(softened.check().is_err());
    let mut other_sheet = packet;
    other_sheet.sheet = other_sheet.sheet.replace("discount", "weather");
    assert!(other_sheet.check().is_err());
}

#[test]
fn an_approval_replayed_after_its_giver_sent_the_text_back_is_worth_nothing() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    let first = desk.signed_at(Role::DealDesk, Meaning::Approved, at(-2)).unwrap();
    desk.plant(first.clone());
    desk.decide(Role::DealDesk, Meaning::SentBack).unwrap();
    desk.plant(first);
    assert!(desk.standing().held.is_empty());
    assert_eq!(desk.standing().state, State::SentBack);
}

#[test]
fn each_person_who_sent_the_text_back_must_think_otherwise() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    desk.decide(Role::DealDesk, Meaning::SentBack).unwrap();
    desk.decide(Role::Finance, Meaning::SentBack).unwrap();
    assert!(matches!(desk.signed_at(Role::DealDesk, Meaning::Approved, now()).unwrap_err(), Refusal::SentBack { .. }));
    assert_eq!(desk.standing().sent_back.len(), 2);
    let back = desk.signed_at(Role::Finance, Meaning::Withdrawn, now()).unwrap();
    desk.plant(back);
    let approved = desk.signed_at(Role::DealDesk, Meaning::Approved, now()).unwrap();
    desk.plant(approved);
    assert_eq!(desk.standing().held.len(), 1);
}

#[test]
fn a_template_that_the_policy_does_not_have_makes_no_reminder() {
    let filled = testing::reminder();
    let tier = |template: domain::Template| {
        let mut desk = Desk::new(&template.body);
        desk.draft.kind = DraftKind::Reminder;
        desk.revisions[0].subject.clone_from(&template.subject);
        desk.draft.template = Some(template);
        desk.standing().decision.tier
    };
    let body = |body: &str| domain::Template { body: body.to_owned(), ..filled.clone() };
    assert_eq!(tier(filled.clone()), Tier::AutomationSafe);
    assert_eq!(tier(body("Thank you for the hour.")), Tier::DraftOnly);
    assert_eq!(tier(body(&filled.body.replace("Friday", "Friday\nor on Monday"))), Tier::DraftOnly);
    assert_eq!(tier(body(&filled.body.replace("Friday", &"Friday ".repeat(40)))), Tier::DraftOnly);
    assert_eq!(tier(body(&format!("{}!", filled.body))), Tier::DraftOnly);
    assert_eq!(tier(domain::Template { name: "My own".to_owned(), ..filled }), Tier::DraftOnly);
}

#[test]
fn a_buyer_stays_a_buyer_where_their_domain_was_made_ours() {
    let mut desk = Desk::new(PLAIN);
    desk.facts.our_domains.push("buyer.example".to_owned());
    assert_eq!(desk.standing().decision.tier, Tier::DraftOnly);
    assert!(desk.release().is_err());
}

#[test]
fn a_decision_dated_ahead_or_on_an_older_text_is_not_taken_in() {
    let mut desk = Desk::new(DISCOUNT);
    desk.submit();
    let ahead = desk.signed_at(Role::DealDesk, Meaning::SentBack, at(1)).unwrap_err();
    assert!(matches!(ahead, Refusal::FromTheFuture { .. }));
    let standing = desk.standing();
    let packet = crate::packet::packet(&desk.case(), &desk.facts, &standing, ("Sample", "Mara"), now()).unwrap();
    let back = packet.decide(&person(Role::DealDesk), Meaning::SentBack, Some("No".to_owned()), at(-1)).unwrap();
    desk.edit(Role::AccountExecutive, "Thank you. Shall we talk about the discount on Monday?");
    let late = accept(&desk.case(), &desk.facts, &desk.standing(), &sign(back, &key(Role::DealDesk)), now());
    assert!(matches!(late.unwrap_err(), Refusal::TextChanged { .. }));
}
