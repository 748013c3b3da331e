//! The log as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One entry of the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditRow {
    pub number: u32,
    pub at: String,
    pub person: String,
    /// Such as `signed_off`.
    pub act: String,
    /// Such as `signed off`.
    pub act_words: String,
    /// Id of what it was done to.
    pub subject: String,
    /// Its name, where it has one.
    pub subject_words: String,
    /// One line that says what was done.
    pub says: String,
    pub signed: bool,
    pub hash: String,
}

/// Entries, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditView {
    pub rows: Vec<AuditRow>,
    /// Of the whole log.
    pub size: u32,
    /// True when older entries fit the filter too.
    pub more: bool,
    pub people: Vec<String>,
    pub acts: Vec<String>,
    /// Embedded mode: this machine alone attests the log.
    pub self_attested: bool,
}

/// Filter the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListAudit {
    /// Only entries below this number.
    pub before: Option<u32>,
    pub person: Option<String>,
    pub act: Option<String>,
    /// Id of a draft, document or account.
    pub subject: Option<String>,
    pub limit: u32,
}

/// One entry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfEntry {
    pub number: u32,
}

/// One entry, whole.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntryView {
    pub row: AuditRow,
    /// The body as JSON, indented.
    pub body: String,
    pub previous: String,
}

/// What a check of the log found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VerifiedView {
    pub good: bool,
    pub entries: u32,
    pub checkpoints: u32,
    pub signatures: u32,
    pub root: String,
    /// Number of the first bad entry, and what is wrong with it.
    pub first_bad: Option<u32>,
    pub says: String,
}

/// Write the log to a file that can be verified with nothing else.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportAudit {
    pub path: String,
}
