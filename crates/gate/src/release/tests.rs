//! Each refusal with the one thing that is wrong; without its check the release would be made, or refused for
//! another reason.

use chrono::TimeDelta;
use domain::{DraftId, Force, Passage, PassageId, Place, RevisionId, TextHash, VersionId};
use ed25519_dalek::SigningKey;
use uuid::Uuid;

use super::*;
use crate::{Finding, KnownPerson, sign};

/// A draft that may leave, and everything about it.
struct Desk {
    revision: Revision,
    facts: Facts,
    sign_offs: Vec<SignOff>,
    now: DateTime<Utc>,
}

const QUOTE: &str = "within the European Union";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn person(number: u128, name: &str, role: Role) -> Person {
    Person { id: PersonId(id(number)), name: name.to_owned(), email: None, role }
}

fn writer() -> Person {
    person(1, "Mara Ellvik", Role::AccountExecutive)
}

fn officer() -> Person {
    person(2, "Devan Malhan", Role::Security)
}

impl Desk {
    fn new() -> Self {
        let now: DateTime<Utc> = "2026-11-19T09:00:00Z".parse().unwrap();
        let text = format!("All copies are kept {QUOTE}.");
        let source = SourceId::Version(VersionId(id(10)));
        let passage = Passage {
            id: PassageId { source, ordinal: 0 },
            account: None,
            place: Place::default(),
            heading: vec![],
            speaker: None,
            quoted: false,
            hash: TextHash::of(&text),
            text,
        };
        let start = passage.text.find(QUOTE).unwrap();
        let citation = Citation {
            passage: passage.id,
            hash: passage.hash.clone(),
            quote: QUOTE.to_owned(),
            start: start as u32,
            end: (start + QUOTE.len()) as u32,
        };
        let revision = Revision {
            id: RevisionId(id(20)),
            draft: DraftId(id(21)),
            number: 3,
            author: writer().id,
            recipients: vec!["ileana.dorrance@pellworth.example".to_owned()],
            subject: "Where the copies are".to_owned(),
            body: format!("All copies are kept {QUOTE}."),
            citations: vec![citation],
        };
        let known = |person: Person, seed| KnownPerson { person, key: key(seed).verifying_key().to_bytes() };
        let facts = Facts {
            workspace: "workspace one".to_owned(),
            tier: Tier::ManagerApproved,
            number: 12,
            authors: vec![writer().id],
            owner: Some(writer().id),
            people: vec![known(writer(), 1), known(officer(), 2)],
            required: vec![Role::Security],
            sources: vec![CitedSource {
                source,
                title: "Hosting overview".to_owned(),
                force: Some(Force::InForce),
                audience_allows: true,
            }],
            passages: vec![passage],
            blocking: vec![],
            executive: false,
            template: None,
        };
        let mut desk = Self { revision, facts, sign_offs: vec![], now };
        desk.sign_offs = vec![desk.signed(&officer(), 2)];
        desk
    }

    fn signed(&self, by: &Person, seed: u8) -> SignOff {
        let span = (self.now - TimeDelta::hours(1), self.now + TimeDelta::days(7));
        sign(&self.revision, &self.facts.workspace, self.facts.tier, by, span, &key(seed))
    }

    fn ask(&self) -> Result<Release, Refusal> {
        release(&self.revision, &self.facts, &self.sign_offs, self.now)
    }

    fn refusal(&self) -> Refusal {
        self.ask().unwrap_err()
    }
}

fn name() -> String {
    officer().name
}

fn title() -> String {
    "Hosting overview".to_owned()
}

#[test]
fn a_signed_text_with_standing_sources_is_released() {
    let desk = Desk::new();
    let release = desk.ask().unwrap();
    assert_eq!((release.text(), release.subject()), (desk.revision.body.as_str(), "Where the copies are"));
    assert_eq!(release.recipients(), desk.revision.recipients);
    assert_eq!(
        release.line(),
        "Release 12, revision 3, signed off by Devan Malhan (Security) on 19 November 2026, 08:00 UTC"
    );
}

#[test]
fn a_read_only_account_releases_nothing() {
    let mut desk = Desk::new();
    desk.facts.tier = Tier::ReadOnly;
    desk.sign_offs = vec![desk.signed(&officer(), 2)];
    assert_eq!(desk.refusal(), Refusal::ReadOnly);
}

#[test]
fn a_text_about_money_cannot_leave_under_a_lower_tier() {
    let mut desk = Desk::new();
    desk.facts.tier = Tier::DraftOnly;
    desk.revision.body = "The discount holds until Friday.".to_owned();
    desk.sign_offs = vec![desk.signed(&officer(), 2), desk.signed(&writer(), 1)];
    assert_eq!(desk.refusal(), Refusal::TierTooLow { needed: Tier::ManagerApproved, tier: Tier::DraftOnly });
}

#[test]
fn a_blocking_finding_stops_a_signed_text() {
    let mut desk = Desk::new();
    desk.facts.blocking = vec![Finding { code: "CLM001".into(), says: "A price without a source".into() }];
    let refusal = Refusal::Blocked { count: 1, code: "CLM001".into(), says: "A price without a source".into() };
    assert_eq!(desk.refusal(), refusal);
}

#[test]
fn a_source_that_left_force_stops_it() {
    for force in [Force::NotYet, Force::Expired, Force::Superseded, Force::Withdrawn, Force::Quarantine] {
        let mut desk = Desk::new();
        desk.facts.sources[0].force = Some(force);
        assert_eq!(desk.refusal(), Refusal::SourceNotInForce { title: title(), state: force.word() });
    }
}

#[test]
fn account_history_is_never_cited_to_a_buyer() {
    let mut desk = Desk::new();
    desk.facts.sources[0].force = None;
    assert_eq!(desk.refusal(), Refusal::HistoryCited { title: title() });
}

#[test]
fn a_source_for_other_eyes_stops_it() {
    let mut desk = Desk::new();
    desk.facts.sources[0].audience_allows = false;
    assert_eq!(desk.refusal(), Refusal::AudienceNotAllowed { title: title() });
}

#[test]
fn a_source_that_is_gone_stops_it() {
    let mut desk = Desk::new();
    desk.facts.sources.clear();
    assert_eq!(desk.refusal(), Refusal::SourceUnknown);
    let mut desk = Desk::new();
    desk.facts.passages.clear();
    assert_eq!(desk.refusal(), Refusal::SourceUnknown);
}

#[test]
fn a_passage_that_changed_stops_it() {
    let mut desk = Desk::new();
    desk.facts.passages[0].hash = TextHash::of("All copies are kept elsewhere.");
    assert_eq!(desk.refusal(), Refusal::PassageChanged { title: title() });
}

#[test]
fn words_that_are_not_in_the_passage_stop_it() {
    let mut desk = Desk::new();
    desk.revision.citations[0].quote = "within the United Kingdom".to_owned();
    desk.sign_offs = vec![desk.signed(&officer(), 2)];
    assert_eq!(desk.refusal(), Refusal::QuoteMismatch { title: title() });
}

#[test]
fn a_quote_past_the_end_of_its_passage_is_refused_and_does_not_panic() {
    let mut desk = Desk::new();
    desk.revision.citations[0].end = u32::MAX;
    desk.sign_offs = vec![desk.signed(&officer(), 2)];
    assert_eq!(desk.refusal(), Refusal::QuoteMismatch { title: title() });
}

#[test]
fn nothing_leaves_unsigned_even_where_no_role_is_required() {
    let mut desk = Desk::new();
    desk.facts.required.clear();
    desk.sign_offs.clear();
    assert_eq!(desk.refusal(), Refusal::NotSignedOff);
}

#[test]
fn a_missing_role_is_named() {
    let mut desk = Desk::new();
    desk.facts.required = vec![Role::Security, Role::Legal];
    assert_eq!(desk.refusal(), Refusal::RoleMissing { role: Role::Legal });
}

#[test]
fn a_draft_only_text_needs_the_owner_in_person() {
    let mut desk = Desk::new();
    desk.facts.tier = Tier::DraftOnly;
    desk.facts.required.clear();
    desk.sign_offs = vec![desk.signed(&officer(), 2)];
    assert_eq!(desk.refusal(), Refusal::OwnerMissing);
    desk.sign_offs = vec![desk.signed(&writer(), 1)];
    assert!(desk.ask().is_ok(), "the owner may sign what they wrote under draft-only");
}

#[test]
fn nobody_signs_off_a_draft_of_which_they_wrote_any_revision() {
    let mut desk = Desk::new();
    desk.facts.authors.push(officer().id);
    assert_eq!(desk.refusal(), Refusal::AuthorSigned { name: name() });
}

#[test]
fn the_author_of_this_revision_cannot_sign_even_if_the_list_forgot_them() {
    let mut desk = Desk::new();
    desk.revision.author = officer().id;
    desk.sign_offs = vec![desk.signed(&officer(), 2)];
    assert_eq!(desk.refusal(), Refusal::AuthorSigned { name: name() });
}

#[test]
fn an_unknown_person_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.facts.people.truncate(1);
    assert_eq!(desk.refusal(), Refusal::PersonUnknown { name: name() });
}

#[test]
fn a_role_that_the_person_does_not_hold_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.facts.people[1].person.role = Role::SolutionsEngineer;
    assert_eq!(desk.refusal(), Refusal::RoleNotHeld { name: name(), role: Role::Security });
}

#[test]
fn an_edited_text_needs_a_new_sign_off() {
    let mut desk = Desk::new();
    desk.revision.body.push_str(" Always.");
    assert_eq!(desk.refusal(), Refusal::TextChanged { name: name() });
}

#[test]
fn a_new_recipient_needs_a_new_sign_off() {
    let mut desk = Desk::new();
    desk.revision.recipients.push("somebody@else.example".to_owned());
    assert_eq!(desk.refusal(), Refusal::TextChanged { name: name() });
}

#[test]
fn a_sign_off_on_another_draft_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.revision.draft = DraftId(id(99));
    assert_eq!(desk.refusal(), Refusal::OtherDraft { name: name() });
}

#[test]
fn a_sign_off_from_another_workspace_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.facts.workspace = "workspace two".to_owned();
    assert_eq!(desk.refusal(), Refusal::OtherWorkspace { name: name() });
}

#[test]
fn a_sign_off_under_another_tier_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.facts.tier = Tier::DraftOnly;
    desk.facts.owner = Some(officer().id);
    assert_eq!(desk.refusal(), Refusal::OtherTier { name: name() });
}

#[test]
fn an_expired_sign_off_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.now += TimeDelta::days(7);
    assert_eq!(desk.refusal(), Refusal::Expired { name: name() });
}

#[test]
fn a_sign_off_from_the_future_counts_for_nothing() {
    let mut desk = Desk::new();
    desk.now -= TimeDelta::hours(2);
    assert_eq!(desk.refusal(), Refusal::FromTheFuture { name: name() });
}

#[test]
fn another_persons_key_signs_nothing() {
    let mut desk = Desk::new();
    desk.sign_offs = vec![desk.signed(&officer(), 1)];
    assert_eq!(desk.refusal(), Refusal::BadSignature { name: name() });
}

#[test]
fn every_field_that_a_sign_off_claims_is_under_its_signature() {
    let claims: [fn(&mut Desk); 7] = [
        |desk| {
            desk.facts.workspace = "workspace two".to_owned();
            desk.sign_offs[0].workspace = "workspace two".to_owned();
        },
        |desk| {
            desk.revision.draft = DraftId(id(99));
            desk.sign_offs[0].draft = DraftId(id(99));
        },
        |desk| {
            desk.revision.id = RevisionId(id(99));
            desk.sign_offs[0].revision = RevisionId(id(99));
        },
        |desk| {
            desk.revision.body.push('!');
            desk.sign_offs[0].content = desk.revision.content_hash();
        },
        |desk| desk.sign_offs[0].expires += TimeDelta::days(700),
        |desk| desk.sign_offs[0].at -= TimeDelta::days(1),
        |desk| {
            desk.facts.people[1].person.role = Role::Legal;
            desk.facts.required = vec![Role::Legal];
            desk.sign_offs[0].role = Role::Legal;
        },
    ];
    for claim in claims {
        let mut desk = Desk::new();
        claim(&mut desk);
        assert_eq!(desk.refusal(), Refusal::BadSignature { name: name() });
    }
}

#[test]
fn a_lapsed_sign_off_does_not_spoil_a_good_one() {
    let mut desk = Desk::new();
    let lapsed = desk.signed(&officer(), 1);
    desk.sign_offs.insert(0, lapsed);
    assert_eq!(desk.ask().unwrap().signed().len(), 1);
}
