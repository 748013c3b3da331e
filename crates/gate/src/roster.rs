//! Who our people are and which key is whose, as admins have signed it. A person without a valid certificate is nobody
//! here, whatever a database says.

use chrono::{DateTime, Utc};
use domain::{Certificate, Person, PersonId, Role};
use ed25519_dalek::{Signer, SigningKey};

use crate::seal::{Fields, is_signed_by, key_bytes};

const LABEL: &[u8] = b"countersign certificate 1\0";

/// A person whose key an admin has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    pub person: Person,
    /// Ed25519 public key.
    pub key: [u8; 32],
    pub since: DateTime<Utc>,
}

/// Everybody whose sign-off can count today, and why the others' cannot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    people: Vec<KnownPerson>,
    revoked: Vec<PersonId>,
    /// Certificates that did not hold, with the reason.
    refused: Vec<(Person, &'static str)>,
}

impl Roster {
    /// Reads certificates in the order in which they were issued. The first must be signed by its own key, by an admin;
    /// where `root` is known, its key must be that one. Every other is worth something only if its issuer was an admin
    /// on this roster at that point.
    #[must_use]
    pub fn of(workspace: &str, root: Option<[u8; 32]>, certificates: &[Certificate]) -> Self {
        let mut roster = Self::default();
        for (index, certificate) in certificates.iter().enumerate() {
            if let Err(why) = roster.add(workspace, root, certificate, index == 0) {
                roster.refused.push((certificate.person.clone(), why));
            }
        }
        roster
    }

    fn add(
        &mut self,
        workspace: &str,
        root: Option<[u8; 32]>,
        given: &Certificate,
        first: bool,
    ) -> Result<(), &'static str> {
        if given.workspace != workspace {
            return Err("the certificate is for another workspace");
        }
        let key = key_bytes(&given.key).ok_or("the key is not one that can sign")?;
        let issuer = if first {
            if root.is_some_and(|root| root != key) {
                return Err("the first key is not the one this desk knows as the workspace's own");
            }
            if given.person.role != Role::Admin || given.issued_by != given.person.id || given.revoked {
                return Err("the first certificate must be an admin's own");
            }
            key
        } else {
            let issuer = self.person(given.issued_by).ok_or("its issuer is not known")?;
            if issuer.person.role != Role::Admin {
                return Err("its issuer is not an admin");
            }
            if given.at < issuer.since {
                return Err("it is older than its issuer's own certificate");
            }
            issuer.key
        };
        if !is_signed_by(&bytes(given), &given.signature, &issuer) {
            return Err("its signature does not belong to it");
        }
        if self.people.iter().any(|known| known.key == key && known.person.id != given.person.id) {
            return Err("the key is another person's");
        }
        self.people.retain(|known| known.person.id != given.person.id);
        self.revoked.retain(|revoked| *revoked != given.person.id);
        if given.revoked {
            self.revoked.push(given.person.id);
        } else {
            self.people.push(KnownPerson { person: given.person.clone(), key, since: given.at });
        }
        Ok(())
    }

    /// A person whose sign-off can count.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&KnownPerson> {
        self.people.iter().find(|known| known.person.id == id)
    }

    #[must_use]
    pub fn people(&self) -> &[KnownPerson] {
        &self.people
    }

    #[must_use]
    pub fn is_revoked(&self, id: PersonId) -> bool {
        self.revoked.contains(&id)
    }

    /// Certificates that did not hold, with the reason.
    #[must_use]
    pub fn refused(&self) -> &[(Person, &'static str)] {
        &self.refused
    }
}

/// The bytes under a certificate's signature.
fn bytes(given: &Certificate) -> Vec<u8> {
    let mut fields = Fields::new(LABEL);
    fields.add(&given.workspace);
    fields.add(&given.person.id.to_string());
    fields.add(&given.person.name);
    fields.add(given.person.email.as_deref().unwrap_or_default());
    fields.add(given.person.role.word());
    fields.add(&given.key);
    fields.add(if given.revoked { "revoked" } else { "valid" });
    fields.add(&given.issued_by.to_string());
    fields.add(&given.at.timestamp_micros().to_string());
    fields.bytes
}

/// Confirms or revokes a person's key in an admin's name.
#[must_use]
pub fn certify(
    workspace: &str,
    person: &Person,
    key: [u8; 32],
    revoked: bool,
    issuer: (PersonId, &SigningKey),
    at: DateTime<Utc>,
) -> Certificate {
    let (issued_by, signing) = issuer;
    let mut given = Certificate {
        workspace: workspace.to_owned(),
        person: person.clone(),
        key: hex::encode(key),
        revoked,
        issued_by,
        at,
        signature: String::new(),
    };
    given.signature = hex::encode(signing.sign(&bytes(&given)).to_bytes());
    given
}
