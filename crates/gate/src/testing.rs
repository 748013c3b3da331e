//! A made-up draft, its facts and its people, for tests of rules and of whole cases.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    Account, AccountId, Audience, Chip, Citation, Contact, ContactId, Draft, DraftId, DraftKind, Force, Passage,
    PassageId, Person, PersonId, Place, Recipient, Revision, RevisionId, Role, Sanction, Sensitivity, SourceId,
    Template, TextHash, VersionId,
};
use ed25519_dalek::SigningKey;
use uuid::Uuid;

use crate::{
    claims::claims,
    classify::classify,
    facts::{Case, CitedSource, Facts, SourceKind},
    policy::Policy,
    roster::{Roster, certify},
    rule::{Found, Reading, Rule},
};

pub(crate) const WORKSPACE: &str = "01890000-0000-7000-8000-000000000001";

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-10T09:00:00Z".parse().unwrap()
}

/// Our people by role; the account executive owns the account.
pub(crate) fn person(role: Role) -> Person {
    let name = format!("{} Person", role.words());
    Person { id: PersonId(id(100 + role as u128)), name, email: None, role }
}

pub(crate) fn key(role: Role) -> SigningKey {
    SigningKey::from_bytes(&[role as u8 + 1; 32])
}

pub(crate) fn roster() -> Roster {
    let admin = person(Role::Admin);
    let mut certificates = Vec::new();
    for role in [Role::Admin].into_iter().chain(Role::ALL.into_iter().filter(|role| *role != Role::Admin)) {
        let public = key(role).verifying_key().to_bytes();
        certificates.push(certify(WORKSPACE, &person(role), public, false, (admin.id, &key(Role::Admin)), at(-1000)));
    }
    Roster::of(WORKSPACE, None, &certificates)
}

/// Hours from now.
pub(crate) fn at(hours: i64) -> DateTime<Utc> {
    now() + chrono::Duration::hours(hours)
}

pub(crate) fn draft() -> Draft {
    Draft {
        id: DraftId(id(1)),
        account: AccountId(id(2)),
        kind: DraftKind::FollowUp,
        purpose: "Confirm the open points".to_owned(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: person(Role::AccountExecutive).id,
        made_at: at(-2),
    }
}

pub(crate) fn revision(body: &str) -> Revision {
    Revision {
        id: RevisionId(id(10)),
        draft: DraftId(id(1)),
        number: 1,
        author: person(Role::AccountExecutive).id,
        at: at(-2),
        recipients: vec![Recipient { name: Some("Dana Voss".to_owned()), email: "dana@buyer.example".to_owned() }],
        subject: "Our call on Friday".to_owned(),
        body: body.to_owned(),
        chips: Vec::new(),
        show_sources: false,
        change: None,
    }
}

/// A passage of a sanctioned document, or of account history.
pub(crate) fn passage(number: u128, text: &str) -> Passage {
    Passage {
        id: PassageId { source: SourceId::Version(VersionId(id(number))), ordinal: 1 },
        account: None,
        place: Place::default(),
        heading: Vec::new(),
        speaker: None,
        quoted: false,
        text: text.to_owned(),
        hash: TextHash::of(text),
    }
}

/// In force from 1 January to 31 December, for the public.
pub(crate) fn source(passage: &Passage) -> CitedSource {
    let sanction = Sanction {
        by: "Security Person".to_owned(),
        at: "2026-01-01T09:00:00Z".parse().unwrap(),
        audience: Audience::Public,
        sensitivity: Sensitivity::Public,
        owner: Some("Security".to_owned()),
        effective: "2026-01-01".parse().ok(),
        expires: "2026-12-31".parse().ok(),
        withdrawn: None,
    };
    CitedSource {
        source: passage.id.source,
        title: "Security overview".to_owned(),
        by: Some("Security".to_owned()),
        date: "2026-01-01".parse().unwrap(),
        kind: SourceKind::Library { version: 1, force: Force::InForce, sanction: Some(sanction), replaced_by: None },
    }
}

/// Cites the whole of a passage as `[^number]`.
pub(crate) fn chip(number: u32, passage: &Passage) -> Chip {
    let end = u32::try_from(passage.text.len()).unwrap();
    let citation =
        Citation { passage: passage.id, hash: passage.hash.clone(), quote: passage.text.clone(), start: 0, end };
    Chip { number, citation }
}

pub(crate) fn facts() -> Facts {
    let contact = |number: u128, name: &str, email: &str, title: &str| Contact {
        id: ContactId(id(number)),
        account: AccountId(id(2)),
        external_id: None,
        name: name.to_owned(),
        emails: vec![email.to_owned()],
        title: Some(title.to_owned()),
        role: None,
        record: None,
    };
    Facts {
        workspace: WORKSPACE.to_owned(),
        today: now().date_naive(),
        account: Account {
            id: AccountId(id(2)),
            name: "Buyer Group".to_owned(),
            external_id: None,
            domains: vec!["buyer.example".to_owned()],
            industry: None,
            owner: Some("Account executive Person".to_owned()),
            facts: Vec::new(),
        },
        contacts: vec![
            contact(20, "Dana Voss", "dana@buyer.example", "Procurement manager"),
            contact(21, "Ines Falk", "ines@buyer.example", "Chief Financial Officer"),
        ],
        attendees: Vec::new(),
        our_domains: vec!["tallyard.example".to_owned()],
        our_people: Role::ALL.into_iter().map(|role| person(role).name).collect(),
        other_accounts: vec!["Harborline Logistics".to_owned()],
        strategic: false,
        nda: false,
        owner: Some(person(Role::AccountExecutive).id),
        roster: roster(),
        policy: Arc::new(Policy::built_in().unwrap()),
        sources: Vec::new(),
        passages: Vec::new(),
        related: Vec::new(),
        told: Vec::new(),
        touches: Vec::new(),
        next_release: 1,
    }
}

/// Makes the buyer's company our own: every reader is then inside.
pub(crate) fn take_over(facts: &mut Facts) {
    facts.our_domains.append(&mut facts.account.domains);
    facts.contacts.clear();
}

/// The first template of the built-in policy, filled.
pub(crate) fn reminder() -> Template {
    Template {
        name: "Meeting reminder".to_owned(),
        subject: "Reminder: Planning day, Friday".to_owned(),
        body: "Hello Dana,\n\nA short reminder of our meeting on Friday at 10:00: Planning day.\n\nKind regards"
            .to_owned(),
    }
}

/// A library passage that the draft cites as `[^number]`.
pub(crate) fn cite(revision: &mut Revision, facts: &mut Facts, number: u32, text: &str) {
    let passage = passage(200 + u128::from(number), text);
    facts.sources.push(source(&passage));
    revision.chips.push(chip(number, &passage));
    facts.passages.push(passage);
}

/// What one rule finds in a revision.
pub(crate) fn found_by(rule: &Rule, revision: &Revision, facts: &Facts) -> Vec<Found> {
    found_in(rule, &draft(), revision, facts)
}

/// What a rule finds in a draft of any kind.
pub(crate) fn found_in(rule: &Rule, draft: &domain::Draft, revision: &Revision, facts: &Facts) -> Vec<Found> {
    let class = classify(draft, revision, facts);
    let for_buyer = !class.moments.contains(&domain::Moment::Internal);
    (rule.check)(&Reading { draft, revision, facts, claims: claims(revision), class: &class, for_buyer })
}

/// Asserts that the rule finds exactly the words between `«` and `»` of this body, which cites nothing.
pub(crate) fn finds(rule: &Rule, marked: &str) {
    let body = marked.replace(['«', '»'], "");
    let wanted: Vec<&str> =
        marked.split('«').skip(1).filter_map(|rest| rest.split_once('»')).map(|(words, _)| words).collect();
    let revision = revision(&body);
    let found = found_by(rule, &revision, &facts());
    let words: Vec<&str> =
        found.iter().map(|found| &revision.body[found.span.start as usize..found.span.end as usize]).collect();
    assert_eq!(words, wanted, "{} on {body}", rule.code);
}

/// Asserts that the rule is silent on a body that cites nothing.
pub(crate) fn clear(rule: &Rule, body: &str) {
    assert!(found_by(rule, &revision(body), &facts()).is_empty(), "{} on {body}", rule.code);
}

/// A case of one revision without any move.
pub(crate) fn case<'a>(draft: &'a Draft, revisions: &'a [Revision]) -> Case<'a> {
    Case { draft, revisions, moves: &[], releases: &[], read: None }
}
