//! The exact bytes that a sign-off signs, and their verification. Every field is length-prefixed under a domain
//! label, so that no two sign-offs share bytes and a signature made for anything else is worth nothing here.

use chrono::{DateTime, Utc};
use domain::{ContentHash, DraftId, Person, Revision, RevisionId, Role, Tier};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

const LABEL: &[u8] = b"countersign sign-off 1\0";

/// What a sign-off says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    Approved,
}

impl Meaning {
    fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
        }
    }
}

/// One person's decision on one content hash, sealed with their key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    pub workspace: String,
    pub tier: Tier,
    pub draft: DraftId,
    pub revision: RevisionId,
    pub approver: Person,
    pub role: Role,
    pub meaning: Meaning,
    pub content: ContentHash,
    pub at: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    /// 64 bytes of Ed25519 over [`seal`].
    pub signature: Vec<u8>,
}

/// The bytes under the signature. What the text is comes from `revision`, never from what the sign-off claims.
#[must_use]
pub fn seal(revision: &Revision, workspace: &str, tier: Tier, sign_off: &SignOff) -> Vec<u8> {
    let fields = [
        workspace.to_owned(),
        tier.words().to_owned(),
        revision.draft.to_string(),
        revision.id.to_string(),
        revision.number.to_string(),
        revision.author.to_string(),
        revision.content_hash().0.0,
        sign_off.approver.id.to_string(),
        sign_off.approver.name.clone(),
        sign_off.role.words().to_owned(),
        sign_off.meaning.word().to_owned(),
        sign_off.at.timestamp_micros().to_string(),
        sign_off.expires.timestamp_micros().to_string(),
    ];
    let mut bytes = LABEL.to_vec();
    for field in fields {
        bytes.extend((field.len() as u64).to_le_bytes());
        bytes.extend(field.as_bytes());
    }
    bytes
}

/// Signs a revision as approved. Whether the sign-off is worth anything is decided at the release, every time.
#[must_use]
pub fn sign(
    revision: &Revision,
    workspace: &str,
    tier: Tier,
    approver: &Person,
    span: (DateTime<Utc>, DateTime<Utc>),
    key: &SigningKey,
) -> SignOff {
    let (at, expires) = span;
    let mut sign_off = SignOff {
        workspace: workspace.to_owned(),
        tier,
        draft: revision.draft,
        revision: revision.id,
        approver: approver.clone(),
        role: approver.role,
        meaning: Meaning::Approved,
        content: revision.content_hash(),
        at,
        expires,
        signature: Vec::new(),
    };
    sign_off.signature = key.sign(&seal(revision, workspace, tier, &sign_off)).to_bytes().to_vec();
    sign_off
}

/// Whether this key signed exactly these bytes. Weak keys and malleable signatures are refused.
pub(crate) fn is_signed_by(bytes: &[u8], signature: &[u8], key: &[u8; 32]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(bytes, &signature).is_ok()
}
