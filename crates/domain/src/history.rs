//! One dated entry of an account's history, and how it came to be attached to that account.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{AccountId, EntryId, TextHash};

/// What kind of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Mail,
    Call,
    /// A calendar entry, past or to come.
    Meeting,
    Note,
    Task,
    /// A row of a CRM export: an account, a contact, an opportunity.
    Record,
    /// A change of a CRM field: stage, amount, close date.
    CrmChange,
}

impl EntryKind {
    pub const ALL: [Self; 7] =
        [Self::Mail, Self::Call, Self::Meeting, Self::Note, Self::Task, Self::Record, Self::CrmChange];

    /// The word people type after `type:` and read in lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Note => "note",
            Self::Task => "task",
            Self::Record => "crm-record",
            Self::CrmChange => "crm-change",
        }
    }
}

/// What a participant did in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartRole {
    From,
    To,
    Cc,
    Host,
    Attendee,
    /// Invited and declined.
    Declined,
    Speaker,
    Author,
    Owner,
}

/// A person as the entry itself names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    pub role: PartRole,
    pub name: Option<String>,
    /// In lower case.
    pub email: Option<String>,
}

/// A CRM field that changed, with the values as the export writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The opportunity's CRM id or name.
    pub opportunity: String,
    /// `stage`, `amount`, `close_date`, `owner`, or the column's own title.
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Which file an entry was read from, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path as given at import, with `/`.
    pub path: String,
    /// BLAKE3 of the whole file.
    pub file: TextHash,
    /// What tells this item from the file's others: message id, event uid, row key; empty for a one-item file.
    pub key: String,
}

/// Why an entry stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Placement {
    /// A known person's address or name.
    Person { name: String },
    /// A mail domain of the account.
    Domain { domain: String },
    /// The account's name in the CRM row, the note's head, or the folder.
    Name { name: String },
    /// A person placed it.
    Hand { person: String },
    /// Nobody knows yet; these accounts are possible.
    Open { candidates: Vec<AccountId> },
}

/// One dated item: mail, call, meeting, note, task, CRM row or change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub account: Option<AccountId>,
    pub kind: EntryKind,
    pub at: DateTime<Utc>,
    /// Minutes east of UTC in which the source states the time; `None` if it does not.
    pub zone_minutes: Option<i32>,
    /// True where the source gives a date and no time.
    pub all_day: bool,
    pub end: Option<DateTime<Utc>>,
    /// Mail subject, meeting title, note heading, record name.
    pub title: String,
    pub people: Vec<Participant>,
    /// Groups a mail thread or the occurrences of a series.
    pub thread: Option<String>,
    pub location: Option<String>,
    /// The event was cancelled at its source.
    pub cancelled: bool,
    pub changes: Vec<FieldChange>,
    pub origin: Origin,
    pub placement: Placement,
}
