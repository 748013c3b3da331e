//! What the core tells the UI unasked: which caches are stale, and how an import is going.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::view::ImportView;

/// A family of cached replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Workspace,
    Accounts,
    History,
    Library,
    Briefings,
    Imports,
    Settings,
    People,
    Drafts,
    Questionnaires,
    Policy,
    Audit,
}

/// One event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum CoreEvent {
    Changed { tags: Vec<Tag> },
    ImportProgress { import: ImportView },
    FilesDropped { paths: Vec<String> },
}
