//! Library documents, and the source pane.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::briefings::ForceView;
/// A document in the library list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRow {
    pub id: String,
    pub title: String,
    pub path: String,
    pub format: String,
    pub version: u32,
    pub versions: u32,
    pub force: ForceView,
    pub audience: Option<String>,
    pub sensitivity: Option<String>,
    pub owner: Option<String>,
    pub sanctioned_by: Option<String>,
    pub effective: Option<String>,
    pub expires: Option<String>,
    pub imported: String,
    pub bytes: f64,
    pub pages: Option<u32>,
    pub passages: u32,
    pub used_in: u32,
}

/// The whole library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryView {
    pub today: String,
    pub rows: Vec<DocumentRow>,
}

/// One version of a document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionRow {
    pub id: String,
    pub number: u32,
    pub imported: String,
    pub force: ForceView,
    pub file: String,
}

/// One document with its versions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    pub row: DocumentRow,
    pub versions: Vec<VersionRow>,
    pub may_sanction: bool,
    pub why_not: Option<String>,
}

/// One document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GetDocument {
    pub document: String,
}

/// Who may read a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AudienceView {
    Internal,
    Nda,
    Public,
}

/// Decides where text may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SensitivityView {
    Public,
    Internal,
    Confidential,
    Restricted,
}

/// Release a version for use.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SanctionDocument {
    pub version: String,
    pub audience: AudienceView,
    pub sensitivity: SensitivityView,
    pub owner: Option<String>,
    pub effective: Option<String>,
    pub expires: Option<String>,
}

/// One version.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfVersion {
    pub version: String,
}

/// A piece of text, marked or not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkedSpan {
    pub text: String,
    pub marked: bool,
}

/// A rectangle in PDF points, origin at the lower left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageBoxView {
    pub page: u32,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// One passage in the source pane.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourcePassage {
    pub id: String,
    pub heading: Vec<String>,
    pub speaker: Option<String>,
    pub place: String,
    pub quoted: bool,
    pub paragraphs: Vec<Vec<MarkedSpan>>,
    /// Of the marked words, else of the passage.
    pub boxes: Vec<PageBoxView>,
}

/// Where a source is relied on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsedIn {
    pub briefing: String,
    pub title: String,
    pub times: u32,
}

/// A source, opened at a passage.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    pub source: String,
    pub library: bool,
    pub title: String,
    pub kind: String,
    pub document: Option<String>,
    pub account: Option<String>,
    pub account_name: Option<String>,
    pub from: Option<String>,
    pub to: Vec<String>,
    pub at: String,
    pub zone_minutes: Option<i32>,
    pub location: Option<String>,
    pub version: Option<u32>,
    pub force: Option<ForceView>,
    pub audience: Option<String>,
    pub sanctioned_by: Option<String>,
    pub owner: Option<String>,
    pub expires: Option<String>,
    /// The cited passage still has the cited hash.
    pub unchanged: bool,
    pub pages: Option<u32>,
    pub passages: Vec<SourcePassage>,
    pub focus: Option<String>,
    pub used_in: Vec<UsedIn>,
}

/// Open a source at a passage, with a quote or a query marked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenSource {
    pub passage: String,
    pub hash: Option<String>,
    pub quote: Option<String>,
    pub query: Option<String>,
    /// Passages before and after, all when absent.
    pub around: Option<u32>,
}

/// The original file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    pub name: String,
    pub format: String,
    pub base64: String,
}
