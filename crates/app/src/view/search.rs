//! Search results.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{briefings::ForceView, library::MarkedSpan};
/// One ranked passage.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    pub passage: String,
    pub hash: String,
    pub title: String,
    pub kind: String,
    pub library: bool,
    pub force: Option<ForceView>,
    pub account: Option<String>,
    pub account_name: Option<String>,
    pub by: Option<String>,
    pub at: String,
    pub place: String,
    pub heading: Vec<String>,
    pub snippet: Vec<MarkedSpan>,
    pub why: Vec<String>,
}

/// A query word and what it was widened to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExpandedView {
    pub word: String,
    pub to: Vec<String>,
}

/// The answer to a query.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    pub query: String,
    pub hits: Vec<SearchHit>,
    pub corrected: Vec<(String, String)>,
    pub expanded: Vec<ExpandedView>,
    /// Filters that were not understood.
    pub unknown: Vec<String>,
    pub searched: u32,
    pub dropped: u32,
    pub took_ms: f64,
}

/// Search; inside one account when it is named.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchPassages {
    pub query: String,
    pub account: Option<String>,
    pub typing: bool,
    pub limit: u32,
}
