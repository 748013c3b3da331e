//! Review as data: the moves made on a draft, and sign-offs. What they are worth is decided by the gate, every time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ContentHash, DraftId, PersonId, RevisionId, Role, TextHash, Tier};

/// What a sign-off says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    Approved,
    /// The approver wrote this revision. Where four eyes are asked for, a second person must still approve.
    ApprovedWithEdits,
    /// Approved although findings stand that nobody acknowledged; the reason says why.
    Overridden,
    SentBack,
    /// Takes back the person's own earlier decision on this draft.
    Withdrawn,
}

impl Meaning {
    pub const ALL: [Self; 5] =
        [Self::Approved, Self::ApprovedWithEdits, Self::Overridden, Self::SentBack, Self::Withdrawn];

    /// The word in seals, at the command line and in decision files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedWithEdits => "approved-with-edits",
            Self::Overridden => "overridden",
            Self::SentBack => "sent-back",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// True for the meanings that let a text go.
    #[must_use]
    pub fn approves(self) -> bool {
        matches!(self, Self::Approved | Self::ApprovedWithEdits | Self::Overridden)
    }
}

/// One person's decision on one content hash, sealed with their key. Every field but the signature is under the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// The workspace's own id: given in one workspace, a sign-off is worth nothing in another.
    pub workspace: String,
    pub draft: DraftId,
    pub revision: RevisionId,
    pub number: u32,
    pub author: PersonId,
    pub tier: Tier,
    /// Of the policy in force.
    pub policy: TextHash,
    pub content: ContentHash,
    /// Of the exact outgoing bytes: recipients, subject and body as the buyer reads them.
    pub outgoing: TextHash,
    /// Over every cited passage's text and each source's sanction state.
    pub evidence: TextHash,
    /// Over the findings that ask something, and who acknowledged them why.
    pub findings: TextHash,
    /// Of the sheet that the approver was shown.
    pub shown: TextHash,
    /// Over the sign-offs given before, in order: a chain cannot be signed out of order.
    pub before: TextHash,
    pub approver: PersonId,
    pub name: String,
    pub role: Role,
    pub meaning: Meaning,
    pub reason: Option<String>,
    pub at: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    /// 64 bytes of Ed25519 over the seal, in hex.
    pub signature: String,
}

/// A person accepts a finding by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// [`crate::Finding::key`].
    pub finding: TextHash,
    pub code: String,
    pub reason: String,
}

/// What was done to a draft besides writing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum MoveAct {
    Submitted {
        revision: RevisionId,
        note: Option<String>,
    },
    Commented {
        revision: RevisionId,
        text: String,
    },
    Acknowledged(Acknowledgement),
    SignedOff(Box<SignOff>),
    /// The draft is given up; nothing of it may leave any more.
    GivenUp {
        reason: String,
    },
}

/// One move on a draft, in the order in which they were made. Moves are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// From 1 within the draft.
    pub number: u32,
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub name: String,
    pub role: Role,
    pub act: MoveAct,
}

/// What is kept of a release: a record, never a right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRecord {
    /// Counts up over the workspace.
    pub number: u64,
    pub draft: DraftId,
    pub revision: RevisionId,
    pub content: ContentHash,
    pub outgoing: TextHash,
    /// The destination's name in the policy file, such as `file.docx`.
    pub destination: String,
    /// Who took it out.
    pub by: PersonId,
    pub at: DateTime<Utc>,
    /// Who signed it off, as the release line says it.
    pub line: String,
}
