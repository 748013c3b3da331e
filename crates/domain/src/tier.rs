//! The gate's two axes: what a draft is about, and what the app may do with it.

use serde::{Deserialize, Serialize};

/// What a draft is about; detected, and only ever raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Every reader is inside our own company.
    Internal,
    /// A fixed template and nothing else.
    Reminder,
    General,
    Executive,
    Objection,
    Negotiation,
}

impl Moment {
    pub const ALL: [Self; 6] =
        [Self::Internal, Self::Reminder, Self::General, Self::Executive, Self::Objection, Self::Negotiation];

    /// The word in the policy file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Reminder => "reminder",
            Self::General => "general",
            Self::Executive => "executive",
            Self::Objection => "objection",
            Self::Negotiation => "negotiation",
        }
    }

    /// The moment of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.word() == word)
    }

    /// The tier below which no policy file can go.
    #[must_use]
    pub fn floor(self) -> Tier {
        match self {
            Self::Internal | Self::Reminder => Tier::AutomationSafe,
            Self::General | Self::Executive => Tier::DraftOnly,
            Self::Objection | Self::Negotiation => Tier::ManagerApproved,
        }
    }
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
    pub const ALL: [Self; 4] = [Self::AutomationSafe, Self::DraftOnly, Self::ManagerApproved, Self::ReadOnly];

    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AutomationSafe => "Automation-safe",
            Self::DraftOnly => "Draft-only",
            Self::ManagerApproved => "Manager-approved",
            Self::ReadOnly => "Read-only",
        }
    }

    /// The word in the policy file and in seals.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AutomationSafe => "automation-safe",
            Self::DraftOnly => "draft-only",
            Self::ManagerApproved => "manager-approved",
            Self::ReadOnly => "read-only",
        }
    }

    /// The tier of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.word() == word)
    }
}
