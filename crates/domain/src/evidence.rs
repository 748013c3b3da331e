//! What a briefing is composed from: everything `app` gathered for a plan, and what was searched.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Account, Contact, Document, Entry, EntryId, Force, Opportunity, Passage, Version};

/// One entry with all its passages, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub entry: Entry,
    pub passages: Vec<Passage>,
}

/// A passage of the library with its document and state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LibraryHit {
    pub passage: Passage,
    pub document: Document,
    pub version: Version,
    pub force: Force,
    /// Rank score of the search; comparable only within one answer.
    pub score: f32,
}

/// What the library returned for one query of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LibraryAnswer {
    /// The query of the plan, word for word.
    pub query: String,
    /// Only versions in force; best first.
    pub hits: Vec<LibraryHit>,
}

/// What was looked through, for honest gaps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Searched {
    /// What was looked for, in words.
    pub looked_for: Vec<String>,
    pub entries: u32,
    pub documents: u32,
}

/// Everything known about one account at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub account: Account,
    pub as_of: DateTime<Utc>,
    /// Minutes east of UTC in which dates are told.
    pub zone_minutes: i32,
    /// The meeting prepared for: an entry of `history`, if there is one.
    pub meeting: Option<EntryId>,
    /// Mail domains of the seller's own company.
    pub our_domains: Vec<String>,
    /// Names of the seller's own people, where known without a mail address.
    pub our_people: Vec<String>,
    pub contacts: Vec<Contact>,
    pub opportunities: Vec<Opportunity>,
    /// The account's whole history up to `as_of`, meetings and tasks to come included; oldest first, then by id.
    pub history: Vec<HistoryEntry>,
    pub library: Vec<LibraryAnswer>,
    /// How many sanctioned documents were searched.
    pub documents_searched: u32,
    /// Names of our other accounts, for the do-not-say list.
    pub other_accounts: Vec<String>,
}
