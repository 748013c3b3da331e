//! What a policy rule reports: where, how serious, why, what to do.

use serde::{Deserialize, Serialize};

use crate::{PassageId, TextHash};

/// What a finding asks of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; asks nothing.
    Note,
    /// A person must accept it by name, with a reason.
    Acknowledge,
    /// Must be mended.
    Blocks,
}

impl Severity {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Acknowledge => "acknowledge",
            Self::Blocks => "blocks",
        }
    }
}

/// Which part of a draft a finding points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Recipients,
    Subject,
    Body,
}

/// Exact words of a draft: UTF-8 bytes `start..end` of the part's text; of recipients, `start` is the place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub part: Part,
    pub start: u32,
    pub end: u32,
}

/// One report of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Such as `CIT002`; never changes or is reused.
    pub code: String,
    /// Such as `quote-mismatch`.
    pub name: String,
    pub severity: Severity,
    pub span: Span,
    /// The words concerned, as they stand in the draft.
    pub words: String,
    /// What was found, as a sentence.
    pub says: String,
    /// Why it matters.
    pub why: String,
    /// How to mend it.
    pub fix: String,
    /// The passages concerned, such as both sides of a contradiction.
    pub passages: Vec<PassageId>,
    /// Tells this finding from every other, in this revision and the next: an acknowledgement names it.
    pub key: TextHash,
}

impl Finding {
    /// A finding's key: the rule, the words in their sentence, and what else the finding rests on.
    #[must_use]
    pub fn key_of(code: &str, sentence: &str, words: &str, rests_on: &[&str]) -> TextHash {
        let mut bytes = b"countersign finding 1\0".to_vec();
        for field in [code, sentence, words].iter().chain(rests_on) {
            bytes.extend((field.len() as u64).to_le_bytes());
            bytes.extend(field.as_bytes());
        }
        TextHash::of(bytes)
    }
}
