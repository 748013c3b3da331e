//! The world around a draft, without a store: people with keys, an account, a source, the built-in policy.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::{
    Account, AccountId, Audience, Certificate, Chip, Citation, Contact, ContactId, DraftId, Force, Passage, PassageId,
    Person, PersonId, Place, Recipient, Revision, RevisionId, Role, Sanction, Sensitivity, SourceId, TextHash,
    VersionId,
};
use ed25519_dalek::SigningKey;
use gate::{CitedSource, Facts, Policy, Roster, SourceKind};
use uuid::Uuid;

pub(crate) const WORKSPACE: &str = "01890000-0000-7000-8000-00000000cafe";
pub(crate) const ACTORS: [Role; 6] =
    [Role::AccountExecutive, Role::SalesManager, Role::DealDesk, Role::Finance, Role::Legal, Role::Security];
pub(crate) const PASSAGE: &str = "Backups are kept 35 days.";

/// xorshift64*: the walk repeats exactly for a seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or(0) % sides.max(1)
    }
}

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn person(role: Role) -> Person {
    Person { id: PersonId(id(100 + role as u128)), name: role.words().to_owned(), email: None, role }
}

pub(crate) fn key(role: Role) -> SigningKey {
    SigningKey::from_bytes(&[role as u8 + 1; 32])
}

pub(crate) fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_773_133_200, 0).unwrap_or_default()
}

pub(crate) fn passage() -> Passage {
    Passage {
        id: PassageId { source: SourceId::Version(VersionId(id(200))), ordinal: 1 },
        account: None,
        place: Place::default(),
        heading: Vec::new(),
        speaker: None,
        quoted: false,
        text: PASSAGE.to_owned(),
        hash: TextHash::of(PASSAGE),
    }
}

/// An admin's word on a person's key.
pub(crate) fn certificate(of: &Person, public: [u8; 32], revoked: bool, at: DateTime<Utc>) -> Certificate {
    gate::certify(WORKSPACE, of, public, revoked, (person(Role::Admin).id, &key(Role::Admin)), at)
}

/// Certificates of everybody, the admin's own first.
pub(crate) fn certificates() -> Vec<Certificate> {
    let of =
        |role| certificate(&person(role), key(role).verifying_key().to_bytes(), false, start() - Duration::days(30));
    [Role::Admin].into_iter().chain(ACTORS).map(of).collect()
}

/// A text of the draft as this person writes it; `[^1]` in it cites the source.
pub(crate) fn revision(
    draft: DraftId,
    number: u32,
    by: Role,
    at: DateTime<Utc>,
    (subject, body): (&str, &str),
) -> Revision {
    let passage = passage();
    let end = u32::try_from(PASSAGE.len()).unwrap_or(0);
    let citation = Citation { passage: passage.id, hash: passage.hash, quote: PASSAGE.to_owned(), start: 0, end };
    Revision {
        id: RevisionId(id((draft.0.as_u128() << 32) + u128::from(number))),
        draft,
        number,
        author: person(by).id,
        at,
        recipients: vec![Recipient { name: Some("Dana Voss".to_owned()), email: "dana@buyer.example".to_owned() }],
        subject: subject.to_owned(),
        body: body.to_owned(),
        chips: if body.contains("[^1]") { vec![Chip { number: 1, citation }] } else { Vec::new() },
        show_sources: false,
        change: None,
    }
}

pub(crate) fn sanction() -> Sanction {
    Sanction {
        by: "Security".to_owned(),
        at: start() - Duration::days(20),
        audience: Audience::Public,
        sensitivity: Sensitivity::Public,
        owner: None,
        effective: None,
        expires: Some((start() + Duration::days(900)).date_naive()),
        withdrawn: None,
    }
}

pub(crate) fn facts(policy: Arc<Policy>) -> Facts {
    let passage = passage();
    Facts {
        workspace: WORKSPACE.to_owned(),
        today: start().date_naive(),
        account: Account {
            id: AccountId(id(2)),
            name: "Buyer Group".to_owned(),
            external_id: None,
            domains: vec!["buyer.example".to_owned()],
            industry: None,
            owner: None,
            facts: Vec::new(),
        },
        contacts: vec![Contact {
            id: ContactId(id(20)),
            account: AccountId(id(2)),
            external_id: None,
            name: "Dana Voss".to_owned(),
            emails: vec!["dana@buyer.example".to_owned()],
            title: Some("Procurement manager".to_owned()),
            role: None,
            record: None,
        }],
        attendees: Vec::new(),
        our_domains: vec!["tallyard.example".to_owned()],
        our_people: Vec::new(),
        other_accounts: Vec::new(),
        strategic: false,
        nda: false,
        owner: Some(person(Role::AccountExecutive).id),
        roster: Roster::of(WORKSPACE, None, &certificates()),
        policy,
        sources: vec![CitedSource {
            source: passage.id.source,
            title: "Security overview".to_owned(),
            by: None,
            date: start().date_naive(),
            kind: SourceKind::Library {
                version: 1,
                force: Force::InForce,
                sanction: Some(sanction()),
                replaced_by: None,
            },
        }],
        passages: vec![passage],
        related: Vec::new(),
        told: Vec::new(),
        touches: Vec::new(),
        next_release: 1,
    }
}
