//! Everything the gate may know, gathered beforehand by the hallway and current at the moment of asking.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Account, AccountId, Contact, Draft, EntryKind, Force, Move, Passage, PersonId, ReleaseRecord, Revision, Sanction,
    Sensitivity, SourceId,
};

use crate::{assessment::Assessment, policy::Policy, roster::Roster};

/// A draft with everything that was ever done to it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    pub draft: &'a Draft,
    /// From the first, without holes.
    pub revisions: &'a [Revision],
    pub moves: &'a [Move],
    pub releases: &'a [ReleaseRecord],
    /// An earlier reading; one of another text or of other facts is passed over.
    pub read: Option<&'a Assessment>,
}

impl<'a> Case<'a> {
    /// The newest revision.
    #[must_use]
    pub fn latest(&self) -> Option<&'a Revision> {
        self.revisions.last()
    }

    /// Whether this person wrote any revision.
    #[must_use]
    pub fn wrote(&self, person: PersonId) -> bool {
        self.draft.made_by == person || self.revisions.iter().any(|revision| revision.author == person)
    }
}

/// What kind of source a passage comes from, with what decides whether it may be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceKind {
    Library {
        version: u32,
        force: Force,
        sanction: Option<Sanction>,
        /// Title of the document that replaced it, where one did.
        replaced_by: Option<String>,
    },
    /// Account history: whose, of what kind, and whether one of our people wrote it.
    History { account: Option<AccountId>, kind: EntryKind, ours: bool },
}

/// A cited source as it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedSource {
    pub source: SourceId,
    pub title: String,
    /// Author, speaker or owner.
    pub by: Option<String>,
    /// Day of the entry, or from which the version counts.
    pub date: NaiveDate,
    pub kind: SourceKind,
}

impl CitedSource {
    /// How sensitive the text is. A buyer's own words are theirs; a document that nobody sanctioned is restricted.
    #[must_use]
    pub fn sensitivity(&self) -> Sensitivity {
        match &self.kind {
            SourceKind::Library { sanction: Some(sanction), .. } => sanction.sensitivity,
            SourceKind::Library { sanction: None, .. } => Sensitivity::Restricted,
            SourceKind::History { .. } => Sensitivity::Public,
        }
    }
}

/// An in-force passage that speaks of the same thing as a sentence of the draft and is not cited by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The sentence of the draft, as [`crate::claims`] cuts it.
    pub sentence: String,
    pub passage: Passage,
    pub title: String,
    pub date: NaiveDate,
}

/// Something that this buyer was told before: a released text or a mail of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// One sentence.
    pub text: String,
    pub at: DateTime<Utc>,
    /// Release number or title of the mail.
    pub place: String,
    /// The mail's passage, where it is account history.
    pub passage: Option<domain::PassageId>,
}

/// Somebody who will be in the meeting that the draft speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub name: String,
    pub email: Option<String>,
    pub title: Option<String>,
}

/// What is true today about a draft, its account, its people and its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The workspace's own id.
    pub workspace: String,
    /// Today in the workspace's zone.
    pub today: NaiveDate,
    pub account: Account,
    pub contacts: Vec<Contact>,
    /// Of the meeting that the draft names.
    pub attendees: Vec<Attendee>,
    /// Our own mail domains, in lower case.
    pub our_domains: Vec<String>,
    /// Names of our own people.
    pub our_people: Vec<String>,
    /// Names of our other accounts.
    pub other_accounts: Vec<String>,
    pub strategic: bool,
    /// Whether a non-disclosure agreement with this buyer is on file today.
    pub nda: bool,
    /// Who signs draft-only texts in person.
    pub owner: Option<PersonId>,
    pub roster: Roster,
    pub policy: Arc<Policy>,
    /// Every source that the newest revision cites.
    pub sources: Vec<CitedSource>,
    /// The cited passages as they read today.
    pub passages: Vec<Passage>,
    pub related: Vec<Related>,
    pub told: Vec<Told>,
    /// When this account last heard from us, newest first; this draft's own releases not counted.
    pub touches: Vec<DateTime<Utc>>,
    /// The number that the next release will carry.
    pub next_release: u64,
}

impl Facts {
    /// The source of a passage.
    #[must_use]
    pub fn source(&self, source: SourceId) -> Option<&CitedSource> {
        self.sources.iter().find(|known| known.source == source)
    }

    /// Whether an address is one of our own.
    #[must_use]
    pub fn is_ours(&self, email: &str) -> bool {
        domain_of(email).is_some_and(|domain| is_within(&domain, &self.our_domains))
    }

    /// Whether an address is the account's.
    #[must_use]
    pub fn is_theirs(&self, email: &str) -> bool {
        let email = email.to_lowercase();
        self.contacts.iter().any(|contact| contact.emails.contains(&email))
            || domain_of(&email).is_some_and(|domain| is_within(&domain, &self.account.domains))
    }
}

/// What stands behind the `@`, in lower case.
pub(crate) fn domain_of(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.trim().to_lowercase())
}

/// `eu.example.com` is within `example.com`.
fn is_within(domain: &str, of: &[String]) -> bool {
    of.iter()
        .any(|whole| domain == whole || domain.strip_suffix(whole.as_str()).is_some_and(|head| head.ends_with('.')))
}
