//! A made-up draft that really went through the gate: the only way to a release.

use std::sync::Arc;

use domain::{
    Account, AccountId, Draft, DraftId, DraftKind, Meaning, Move, MoveAct, Person, PersonId, Recipient, Revision,
    RevisionId, Role,
};
use ed25519_dalek::SigningKey;
use gate::{Case, Facts, Policy, Release, Roster, Slot, Standing};
use uuid::Uuid;

const WORKSPACE: &str = "01890000-0000-7000-8000-000000000001";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn at(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().unwrap()
}

fn person(role: Role) -> Person {
    Person { id: PersonId(id(100 + role as u128)), name: format!("{} Person", role.words()), email: None, role }
}

fn key(role: Role) -> SigningKey {
    SigningKey::from_bytes(&[role as u8 + 1; 32])
}

pub(super) fn facts() -> Facts {
    let admin = (person(Role::Admin).id, key(Role::Admin));
    let roles = [Role::Admin].into_iter().chain(Role::ALL.into_iter().filter(|role| *role != Role::Admin));
    let certificates: Vec<_> = roles
        .map(|role| {
            let public = key(role).verifying_key().to_bytes();
            gate::certify(WORKSPACE, &person(role), public, false, (admin.0, &admin.1), at("2026-01-01T09:00:00Z"))
        })
        .collect();
    Facts {
        workspace: WORKSPACE.to_owned(),
        today: "2026-03-10".parse().unwrap(),
        account: Account {
            id: AccountId(id(2)),
            name: "Buyer Group".to_owned(),
            external_id: None,
            domains: vec!["buyer.example".to_owned()],
            industry: None,
            owner: None,
            facts: Vec::new(),
        },
        contacts: Vec::new(),
        attendees: Vec::new(),
        our_domains: vec!["tallyard.example".to_owned()],
        our_people: Vec::new(),
        other_accounts: Vec::new(),
        strategic: false,
        nda: false,
        owner: Some(person(Role::AccountExecutive).id),
        roster: Roster::of(WORKSPACE, None, &certificates),
        policy: Arc::new(Policy::built_in().unwrap()),
        sources: Vec::new(),
        passages: Vec::new(),
        related: Vec::new(),
        told: Vec::new(),
        touches: Vec::new(),
        next_release: 12,
    }
}

pub(super) fn revision(to: &str, subject: &str, body: &str) -> Revision {
    Revision {
        id: RevisionId(id(10)),
        draft: DraftId(id(1)),
        number: 1,
        author: person(Role::AccountExecutive).id,
        at: at("2026-03-10T07:00:00Z"),
        recipients: vec![Recipient { name: Some("Dana \"DV\" Voss".to_owned()), email: to.to_owned() }],
        subject: subject.to_owned(),
        body: body.to_owned(),
        chips: Vec::new(),
        show_sources: false,
        change: None,
    }
}

/// Signs with everybody who is asked, in order, and releases.
pub(super) fn release(to: &str, subject: &str, body: &str) -> Release {
    let (facts, now) = (facts(), at("2026-03-10T09:00:00Z"));
    let draft = Draft {
        id: DraftId(id(1)),
        account: AccountId(id(2)),
        kind: DraftKind::FollowUp,
        purpose: "Say thanks".to_owned(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: person(Role::AccountExecutive).id,
        made_at: at("2026-03-10T07:00:00Z"),
    };
    let revisions = [revision(to, subject, body)];
    let owner = person(Role::AccountExecutive);
    let moved =
        |number, by: &Person, act| Move { number, at: now, by: by.id, name: by.name.clone(), role: by.role, act };
    let mut moves = vec![moved(1, &owner, MoveAct::Submitted { revision: revisions[0].id, note: None })];
    loop {
        let case = Case { draft: &draft, revisions: &revisions, moves: &moves, releases: &[], read: None };
        let standing = Standing::of(&case, &facts, now).unwrap();
        let by = match standing.slots.get(standing.held.len()) {
            None => return gate::release(&case, &facts, "file.html", owner.id, now).unwrap(),
            Some(Slot::Owner | Slot::Anybody) => owner.clone(),
            Some(Slot::Role(need)) => person(need.0[0]),
        };
        let prepared = gate::prepare(&case, &facts, &standing, &by, (Meaning::Approved, None), now).unwrap();
        let signed = gate::sign(prepared, &key(by.role));
        moves.push(moved(u32::try_from(moves.len()).unwrap() + 1, &by, MoveAct::SignedOff(Box::new(signed))));
    }
}
