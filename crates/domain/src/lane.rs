//! The five tracks of the buying process.

use serde::{Deserialize, Serialize};

/// One track of the buying process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    Procurement,
    SecurityReview,
    LegalReview,
    FinanceApproval,
    ExecutiveSponsorship,
}

impl Lane {
    pub const ALL: [Self; 5] =
        [Self::Procurement, Self::SecurityReview, Self::LegalReview, Self::FinanceApproval, Self::ExecutiveSponsorship];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Procurement => "Procurement",
            Self::SecurityReview => "Security review",
            Self::LegalReview => "Legal review",
            Self::FinanceApproval => "Finance approval",
            Self::ExecutiveSponsorship => "Executive sponsorship",
        }
    }
}

/// How far a lane has come, as far as the evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneState {
    /// Nothing found.
    Unknown,
    Mentioned,
    Started,
    /// Something named stands in the way.
    Blocked,
    Done,
}
