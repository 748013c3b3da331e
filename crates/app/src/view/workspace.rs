//! What the window knows of the workspace as a whole.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much the workspace holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountsView {
    pub accounts: u32,
    pub contacts: u32,
    pub opportunities: u32,
    pub entries: u32,
    pub unattached: u32,
    pub documents: u32,
    pub quarantined: u32,
    pub passages: u32,
}

/// The open workspace, or the first-run state when `open` is false.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceView {
    pub open: bool,
    pub name: String,
    pub path: String,
    pub sample: bool,
    /// Embedded mode: the log is attested by this machine alone.
    pub self_attested: bool,
    pub person: String,
    pub role: String,
    pub now: String,
    pub zone_minutes: i32,
    pub counts: CountsView,
    pub bytes_sent: u32,
    pub recent: Vec<String>,
}

/// Make a new workspace in an empty folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateWorkspace {
    pub path: String,
    pub name: String,
    pub person: String,
    pub email: Option<String>,
    pub our_domains: Vec<String>,
}

/// Open a workspace folder or a team database.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenWorkspace {
    pub path: String,
}

/// A request without content.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Nothing {}
