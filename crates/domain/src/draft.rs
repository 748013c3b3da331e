//! Buyer-facing text in numbered revisions; each revision has a content hash.

use serde::{Deserialize, Serialize};

use crate::{Citation, DraftId, PersonId, RevisionId, TextHash};

/// The hash of everything in a revision that a buyer could read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(pub TextHash);

/// One revision of buyer-facing text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub id: RevisionId,
    pub draft: DraftId,
    pub number: u32,
    pub author: PersonId,
    pub recipients: Vec<String>,
    pub subject: String,
    pub body: String,
    pub citations: Vec<Citation>,
}

impl Revision {
    /// BLAKE3 over length-prefixed recipients, subject, body and citations, so that no two contents share bytes.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        let mut bytes = b"countersign revision 1\0".to_vec();
        let mut field = |text: &str| {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        field(&self.recipients.len().to_string());
        self.recipients.iter().for_each(|recipient| field(recipient));
        field(&self.subject);
        field(&self.body);
        for citation in &self.citations {
            field(&citation.passage.to_string());
            field(&citation.hash.0);
            field(&citation.quote);
            field(&format!("{}..{}", citation.start, citation.end));
        }
        ContentHash(TextHash::of(bytes))
    }
}
