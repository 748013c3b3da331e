//! Something promised, ours or theirs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Citations, Side};

/// Where a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentState {
    Overdue,
    Open,
    /// Later evidence says it was done.
    Kept,
}

/// A promise with its exact words and, where stated, its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    pub side: Side,
    /// Who promised.
    pub who: String,
    /// To whom, where the source says.
    pub to: Option<String>,
    /// The promise in the source's words.
    pub what: String,
    pub made: NaiveDate,
    /// Only where a date was stated; a condition is never a date.
    pub due: Option<NaiveDate>,
    pub state: CommitmentState,
    pub citations: Citations,
    /// What says that it was kept.
    pub kept_by: Option<Citations>,
}
