//! The gate's two axes: what a draft is about, and what the app may do with it.

use serde::{Deserialize, Serialize};

/// What a draft is about; detected, and only ever raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    Reminder,
    General,
    Objection,
    Executive,
    Negotiation,
}

/// What the app may do. No tier sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    AutomationSafe,
    DraftOnly,
    ManagerApproved,
    ReadOnly,
}

impl Tier {
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AutomationSafe => "Automation-safe",
            Self::DraftOnly => "Draft-only",
            Self::ManagerApproved => "Manager-approved",
            Self::ReadOnly => "Read-only",
        }
    }
}
