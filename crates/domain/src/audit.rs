//! What is kept for ever about an act.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{PersonId, TextHash};

/// Acts that are logged. The words never change once written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    WorkspaceCreated,
    Imported,
    Placed,
    Sanctioned,
    Withdrawn,
    BriefingMade,
    BriefingExported,
    StatementChecked,
    PersonAdded,
    SettingChanged,
    Refused,
    DraftMade,
    Revised,
    Submitted,
    Commented,
    Acknowledged,
    SignedOff,
    SentBack,
    SignOffWithdrawn,
    GivenUp,
    Released,
    PreviewTaken,
    PacketExported,
    PolicyAdopted,
    KeyConfirmed,
    KeyRevoked,
    TermsRecorded,
    LogExported,
    QuestionnaireTaken,
    ColumnsCorrected,
    RowsAnswered,
    RowsMarked,
    QuestionnaireReturned,
    AnswerKept,
    AnswerRetired,
}

/// One entry of the append-only log, chained by hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    pub number: i64,
    pub at: DateTime<Utc>,
    pub person: String,
    pub act: Act,
    pub subject: String,
    pub body: serde_json::Value,
    pub previous: TextHash,
    pub hash: TextHash,
}

/// A person's signed word on how the log stood: whoever kept one can show that what it covers was not rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub workspace: String,
    /// Entries under it, from the first.
    pub size: u64,
    /// Root of the Merkle tree over those entries' hashes (RFC 6962, SHA-256), in hex.
    pub root: String,
    pub at: DateTime<Utc>,
    pub by: PersonId,
    /// Ed25519 public key of the person who signed, in hex.
    pub key: String,
    /// Over the other fields, in hex.
    pub signature: String,
}

impl AuditEntry {
    /// What the first entry names as the entry before it.
    #[must_use]
    pub fn before_the_first() -> TextHash {
        TextHash("0".repeat(64))
    }

    /// The hash of this entry's fields and of the entry before it. Fields are length-prefixed.
    #[must_use]
    pub fn expected_hash(&self) -> TextHash {
        let mut bytes = b"countersign audit 1\0".to_vec();
        let act = serde_json::to_string(&self.act).unwrap_or_default();
        let fields = [
            self.number.to_string(),
            self.at.timestamp_micros().to_string(),
            self.person.clone(),
            act,
            self.subject.clone(),
            self.body.to_string(),
            self.previous.0.clone(),
        ];
        for field in fields {
            bytes.extend((field.len() as u64).to_le_bytes());
            bytes.extend(field.as_bytes());
        }
        TextHash::of(bytes)
    }
}
