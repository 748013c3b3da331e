//! What comes out of a file: items, their passages, CRM records, warnings.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{EntryKind, FieldChange, Participant, Place};
use serde::{Deserialize, Serialize};

/// One file, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// Name of the format from the table, such as `pdf`.
    pub format: &'static str,
    pub title: Option<String>,
    pub pages: Option<u32>,
    pub items: Vec<ParsedItem>,
    pub warnings: Vec<Warning>,
    /// What a CSV file was taken for.
    pub guess: Option<ColumnGuess>,
}

/// One dated thing of a file: a mail, an event, a row; or the file itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedItem {
    /// Message id, event uid with recurrence id, row key; empty for a one-item file.
    pub key: String,
    /// `None`: plain text; the caller decides what it is.
    pub kind: Option<EntryKind>,
    pub title: Option<String>,
    pub at: Option<DateTime<Utc>>,
    pub zone_minutes: Option<i32>,
    pub all_day: bool,
    pub end: Option<DateTime<Utc>>,
    pub people: Vec<Participant>,
    pub thread: Option<String>,
    pub location: Option<String>,
    pub cancelled: bool,
    /// An account's name or id, where the file states one.
    pub account_hint: Option<String>,
    pub changes: Vec<FieldChange>,
    pub record: Option<Record>,
    pub passages: Vec<Cut>,
}

/// A passage before it has an id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cut {
    pub place: Place,
    pub heading: Vec<String>,
    pub speaker: Option<String>,
    pub quoted: bool,
    pub text: String,
}

/// A row of a CRM export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    Account(AccountRecord),
    Contact(ContactRecord),
    Opportunity(OpportunityRecord),
}

/// An account row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountRecord {
    pub external_id: Option<String>,
    pub name: String,
    pub domains: Vec<String>,
    pub industry: Option<String>,
    pub owner: Option<String>,
    /// The other columns, title and value, in the export's order.
    pub facts: Vec<(String, String)>,
}

/// A contact row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactRecord {
    pub external_id: Option<String>,
    /// Name or id.
    pub account: Option<String>,
    pub name: String,
    pub emails: Vec<String>,
    pub title: Option<String>,
    pub role: Option<String>,
}

/// An opportunity row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpportunityRecord {
    pub external_id: Option<String>,
    /// Name or id.
    pub account: Option<String>,
    pub name: String,
    pub stage: Option<String>,
    /// Decimal text without grouping.
    pub amount: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    pub close_date: Option<NaiveDate>,
    pub next_step: Option<String>,
    pub owner: Option<String>,
    pub created: Option<NaiveDate>,
    pub closed: bool,
    pub won: bool,
    pub modified: Option<DateTime<Utc>>,
}

/// Something the reader should know about a file that was read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where, in words: `row 7`, `page 3`; empty for the whole file.
    pub place: String,
    pub message: String,
}

impl Warning {
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

/// What a CSV file was taken for, for the reader to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnGuess {
    /// `accounts`, `contacts`, `opportunities`, `activities` or `field history`.
    pub table: String,
    pub vendor: String,
    /// Column title, and the field it was read as.
    pub columns: Vec<(String, Option<String>)>,
    pub rows: u32,
}
