//! What the store gives back that is not a word of the business: rows about files, runs, counts and the feed.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BriefingId, Document, Entry, EntryId, ImportId, Passage, SourceId, StatementCheck, TextHash, Version,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The workspace itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceRow {
    pub id: Uuid,
    pub name: String,
    pub sample: bool,
    /// The time a sample workspace pretends it is.
    pub pinned_now: Option<DateTime<Utc>>,
    /// Minutes east of UTC in which dates are told.
    pub zone_minutes: i32,
    pub created: DateTime<Utc>,
}

/// How much is known of one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountCounts {
    pub account: AccountId,
    pub entries: i64,
    pub newest: Option<DateTime<Utc>>,
    pub contacts: i64,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    pub path: String,
    pub hash: TextHash,
    /// `history` or `library`.
    pub door: String,
    pub format: String,
    pub imported: DateTime<Utc>,
    pub items: u32,
}

/// One line of the change feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub number: i64,
    pub source: SourceId,
    pub gone: bool,
}

/// One entry or document version as the index wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRow {
    pub source: SourceId,
    /// `EntryKind::word`, or `document`.
    pub kind_word: String,
    pub account: Option<AccountId>,
    pub title: String,
    pub at: DateTime<Utc>,
    /// Names and addresses.
    pub people: Vec<String>,
    pub passages: Vec<Passage>,
}

/// A kept briefing without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingRow {
    pub id: BriefingId,
    pub account: AccountId,
    pub meeting: Option<EntryId>,
    pub as_of: DateTime<Utc>,
    pub made_at: DateTime<Utc>,
    pub by: String,
    pub title: String,
}

/// A person's word on a statement of a kept briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    pub briefing: BriefingId,
    pub at: DateTime<Utc>,
    pub by: String,
    pub check: StatementCheck,
}

/// A file that could not be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedFile {
    pub path: String,
    pub reason: String,
}

/// One run of import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRun {
    pub id: ImportId,
    /// `history` or `library`.
    pub door: String,
    pub started: DateTime<Utc>,
    /// `None` while it runs, or when it was stopped.
    pub finished: Option<DateTime<Utc>>,
    pub files: u32,
    pub imported: u32,
    pub unchanged: u32,
    pub failed: Vec<FailedFile>,
    pub entries: u32,
    pub documents: u32,
}

/// How much the workspace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub accounts: i64,
    pub contacts: i64,
    pub opportunities: i64,
    pub entries: i64,
    pub unattached: i64,
    pub documents: i64,
    pub versions: i64,
    pub passages: i64,
}

/// What a passage belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Owner {
    Entry(Box<Entry>),
    Document(Box<(Document, Version)>),
}

/// A passage with what a list of hits says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageRow {
    pub passage: Passage,
    /// Of the account whose history this is.
    pub account_name: Option<String>,
    pub owner: Owner,
}
