//! Everything the gate may know, gathered beforehand by the hallway and current at the moment of asking.

use domain::{Force, Passage, Person, PersonId, Role, SourceId, Tier};

/// One of our people with the key that checks their signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    pub person: Person,
    /// Ed25519 public key.
    pub key: [u8; 32],
}

/// A cited source as it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedSource {
    pub source: SourceId,
    pub title: String,
    /// Today's state of a library document; `None` for account history, which is never cited to a buyer.
    pub force: Option<Force>,
    /// Whether the document's audience includes this buyer.
    pub audience_allows: bool,
}

/// A blocking finding that is not mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Such as `CIT002`; never changes or is reused.
    pub code: String,
    /// What was found, in one sentence.
    pub says: String,
}

/// What is true today about a draft, its people and its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// The workspace's own id: a sign-off given in one workspace is worth nothing in another.
    pub workspace: String,
    pub tier: Tier,
    /// The number that this release will carry.
    pub number: u64,
    /// Who wrote any revision of the draft.
    pub authors: Vec<PersonId>,
    /// The account's owner, who signs a draft-only text in person.
    pub owner: Option<PersonId>,
    pub people: Vec<KnownPerson>,
    /// Each of these roles must have signed.
    pub required: Vec<Role>,
    pub sources: Vec<CitedSource>,
    /// The cited passages as they read today.
    pub passages: Vec<Passage>,
    pub blocking: Vec<Finding>,
    /// True when a recipient is of C level or a vice president.
    pub executive: bool,
    /// The text of the fixed reminder template, if the draft was made from one.
    pub template: Option<String>,
}
