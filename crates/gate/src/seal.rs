//! The exact bytes that a sign-off signs, and their verification. Every field is length-prefixed under a domain label, so
//! that no two sign-offs share bytes and a signature made for anything else is worth nothing here.

use domain::{ContentHash, Finding, PersonId, Revision, Severity, SignOff, TextHash, Tier};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::{
    facts::{Facts, SourceKind},
    outgoing::Outgoing,
    standing::Acknowledged,
};

const LABEL: &[u8] = b"countersign sign-off 2\0";

/// Length-prefixed fields under a label.
pub(crate) struct Fields {
    pub(crate) bytes: Vec<u8>,
}

impl Fields {
    pub(crate) fn new(label: &[u8]) -> Self {
        Self { bytes: label.to_vec() }
    }

    pub(crate) fn add(&mut self, text: &str) {
        self.bytes.extend((text.len() as u64).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    pub(crate) fn hash(&self) -> TextHash {
        TextHash::of(&self.bytes)
    }
}

/// What a sign-off is about, as it stands today: change any of it, and no sign-off given before fits any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    pub workspace: String,
    pub tier: Tier,
    pub policy: TextHash,
    pub content: ContentHash,
    pub outgoing: TextHash,
    pub evidence: TextHash,
    pub findings: TextHash,
    pub shown: TextHash,
    pub author: PersonId,
}

/// A hash over every cited passage's text and each source's sanction, as they stand today. Citations whose source or
/// passage is gone count as gone.
pub(crate) fn evidence(revision: &Revision, facts: &Facts) -> TextHash {
    let mut fields = Fields::new(b"countersign evidence 1\0");
    let mut cited: Vec<_> = revision.citations().map(|citation| citation.passage).collect();
    cited.sort_unstable();
    cited.dedup();
    for id in cited {
        fields.add(&id.to_string());
        match facts.passages.iter().find(|passage| passage.id == id) {
            Some(passage) => fields.add(&TextHash::of(&passage.text).0),
            None => fields.add("gone"),
        }
        match facts.source(id.source).map(|source| (&source.title, &source.kind)) {
            Some((title, SourceKind::Library { version, force, sanction, replaced_by })) => {
                fields.add(title);
                fields.add(&version.to_string());
                fields.add(if force.may_be_evidence() { "in force" } else { force.word() });
                fields.add(replaced_by.as_deref().unwrap_or_default());
                let sanction = sanction.as_ref().map(|sanction| {
                    let until = sanction.expires.map(|day| day.to_string()).unwrap_or_default();
                    let from = sanction.effective.map(|day| day.to_string()).unwrap_or_default();
                    format!(
                        "{} {} {:?} {:?} {from} {until}",
                        sanction.by,
                        sanction.at.timestamp_micros(),
                        sanction.audience,
                        sanction.sensitivity
                    )
                });
                fields.add(sanction.as_deref().unwrap_or("no sanction"));
            }
            Some((title, SourceKind::History { .. })) => {
                fields.add(title);
                fields.add("history");
            }
            None => fields.add("gone"),
        }
    }
    fields.hash()
}

/// A hash over the findings that ask something of somebody, and who acknowledged them why. Notes come and go.
pub(crate) fn findings(findings: &[Finding], acknowledged: &[Acknowledged]) -> TextHash {
    let mut fields = Fields::new(b"countersign findings 1\0");
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Note) {
        fields.add(&finding.code);
        fields.add(finding.severity.word());
        fields.add(&finding.key.0);
    }
    for given in acknowledged {
        fields.add(&given.key.0);
        fields.add(&given.by.to_string());
        fields.add(&given.name);
        fields.add(&given.reason);
    }
    fields.hash()
}

/// Over the sign-offs given before, in their order.
pub(crate) fn before(given: &[SignOff]) -> TextHash {
    let mut fields = Fields::new(b"countersign before 1\0");
    given.iter().for_each(|sign_off| fields.add(&sign_off.signature));
    fields.hash()
}

/// The bytes under a sign-off's signature: every field but the signature itself.
#[must_use]
pub fn seal(sign_off: &SignOff) -> Vec<u8> {
    let mut fields = Fields::new(LABEL);
    fields.add(&sign_off.workspace);
    fields.add(&sign_off.draft.to_string());
    fields.add(&sign_off.revision.to_string());
    fields.add(&sign_off.number.to_string());
    fields.add(&sign_off.author.to_string());
    fields.add(sign_off.tier.word());
    fields.add(&sign_off.policy.0);
    fields.add(&sign_off.content.0.0);
    fields.add(&sign_off.outgoing.0);
    fields.add(&sign_off.evidence.0);
    fields.add(&sign_off.findings.0);
    fields.add(&sign_off.shown.0);
    fields.add(&sign_off.before.0);
    fields.add(&sign_off.approver.to_string());
    fields.add(&sign_off.name);
    fields.add(sign_off.role.word());
    fields.add(sign_off.meaning.word());
    fields.add(if sign_off.reason.is_some() { "reason" } else { "no reason" });
    fields.add(sign_off.reason.as_deref().unwrap_or_default());
    fields.add(&sign_off.at.timestamp_micros().to_string());
    fields.add(&sign_off.expires.timestamp_micros().to_string());
    fields.bytes
}

/// Signs a prepared sign-off. Whether it is worth anything is decided at the release, every time.
#[must_use]
pub fn sign(prepared: SignOff, key: &SigningKey) -> SignOff {
    let signature = hex::encode(key.sign(&seal(&prepared)).to_bytes());
    SignOff { signature, ..prepared }
}

/// A public key from its hex. Keys of small order can sign for anybody and are refused.
pub(crate) fn key_bytes(text: &str) -> Option<[u8; 32]> {
    let bytes: [u8; 32] = hex::decode(text).ok()?.try_into().ok()?;
    let key = VerifyingKey::from_bytes(&bytes).ok()?;
    (!key.is_weak()).then_some(bytes)
}

/// Whether this key signed exactly these bytes. Weak keys and malleable signatures are refused.
pub(crate) fn is_signed_by(bytes: &[u8], signature: &str, key: &[u8; 32]) -> bool {
    let (Ok(key), Ok(signature)) = (VerifyingKey::from_bytes(key), hex::decode(signature)) else {
        return false;
    };
    Signature::from_slice(&signature).is_ok_and(|signature| key.verify_strict(bytes, &signature).is_ok())
}

impl Subject {
    pub(crate) fn of(
        revision: &Revision,
        facts: &Facts,
        tier: Tier,
        parts: (&[Finding], &[Acknowledged]),
        shown: TextHash,
    ) -> Self {
        Self {
            workspace: facts.workspace.clone(),
            tier,
            policy: facts.policy.hash.clone(),
            content: revision.content_hash(),
            outgoing: Outgoing::of(revision, facts).hash(),
            evidence: evidence(revision, facts),
            findings: findings(parts.0, parts.1),
            shown,
            author: revision.author,
        }
    }
}
