//! Imports, what they left unattached, and settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is imported: account history or library documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DoorView {
    History,
    Library,
}

/// A file and what is to be said of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileNote {
    pub path: String,
    pub reason: String,
}

/// What a CRM export was taken for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GuessView {
    pub path: String,
    pub table: String,
    pub vendor: String,
    pub rows: u32,
    pub columns: Vec<(String, Option<String>)>,
}

/// One run of import.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    pub id: String,
    pub door: DoorView,
    pub running: bool,
    pub cancelled: bool,
    pub started: String,
    pub finished: Option<String>,
    pub total: Option<u32>,
    pub done: u32,
    pub imported: u32,
    pub unchanged: u32,
    pub entries: u32,
    pub documents: u32,
    pub failed: Vec<FileNote>,
    pub warnings: Vec<FileNote>,
    pub guesses: Vec<GuessView>,
}

/// An account an entry may belong to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CandidateView {
    pub id: String,
    pub name: String,
}

/// An entry that waits for a person to place it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnattachedRow {
    pub entry: String,
    #[ts(type = "EntryKind")]
    pub kind: String,
    pub at: String,
    pub title: String,
    pub who: Option<String>,
    pub snippet: String,
    pub candidates: Vec<CandidateView>,
    pub why: String,
}

/// Entries that wait to be placed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnattachedView {
    pub total: u32,
    pub rows: Vec<UnattachedRow>,
}

/// Import these files and folders.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartImport {
    pub door: DoorView,
    pub paths: Vec<String>,
    pub account: Option<String>,
}

/// One run.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfImport {
    pub import: String,
}

/// A window of the unattached.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListUnattached {
    pub offset: u32,
    pub limit: u32,
}

/// Put an entry into an account by hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceEntry {
    pub entry: String,
    pub account: String,
}

/// One of our people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    pub name: String,
    pub role: String,
    pub email: Option<String>,
}

/// Settings.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    pub person: String,
    pub role: String,
    pub people: Vec<PersonRow>,
    pub synonyms: String,
    pub synonyms_problem: Option<String>,
    pub our_domains: Vec<String>,
    pub path: String,
    pub database: String,
    pub protections: Vec<String>,
}

/// Replace the synonym list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepSynonyms {
    pub text: String,
}
