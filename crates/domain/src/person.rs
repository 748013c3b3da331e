//! Our own people: who acts, in which role, and what that role may do.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::PersonId;

/// What a person does in the seller's company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    AccountExecutive,
    SolutionsEngineer,
    SalesManager,
    DealDesk,
    Finance,
    Legal,
    Security,
    Admin,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::AccountExecutive,
        Self::SolutionsEngineer,
        Self::SalesManager,
        Self::DealDesk,
        Self::Finance,
        Self::Legal,
        Self::Security,
        Self::Admin,
    ];

    /// The word in the policy file, at the command line and in seals.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AccountExecutive => "account-executive",
            Self::SolutionsEngineer => "solutions-engineer",
            Self::SalesManager => "sales-manager",
            Self::DealDesk => "deal-desk",
            Self::Finance => "finance",
            Self::Legal => "legal",
            Self::Security => "security",
            Self::Admin => "admin",
        }
    }

    /// The role of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The words shown beside a name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AccountExecutive => "Account executive",
            Self::SolutionsEngineer => "Solutions engineer",
            Self::SalesManager => "Sales manager",
            Self::DealDesk => "Deal desk",
            Self::Finance => "Finance",
            Self::Legal => "Legal",
            Self::Security => "Security",
            Self::Admin => "Admin",
        }
    }
}

/// What an act needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    Read,
    Import,
    Place,
    Brief,
    /// Release a document for use, or withdraw it.
    Sanction,
    /// Write drafts, submit them, take released ones out.
    Draft,
    /// Decide on drafts. Whether a decision counts is the gate's matter.
    Review,
    /// Record what the company agreed with a buyer, such as an NDA, or that an account is strategic.
    Agree,
    Configure,
    /// Add people, change their roles, confirm and revoke their keys.
    Administer,
}

/// One of our own people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub role: Role,
}

impl Person {
    /// Whether this person's role carries the permission.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        match permission {
            Permission::Read
            | Permission::Import
            | Permission::Place
            | Permission::Brief
            | Permission::Draft
            | Permission::Review => true,
            Permission::Agree => {
                matches!(self.role, Role::Legal | Role::Security | Role::SalesManager | Role::DealDesk | Role::Admin)
            }
            Permission::Administer => self.role == Role::Admin,
            Permission::Sanction => {
                matches!(self.role, Role::Security | Role::Legal | Role::SalesManager | Role::Admin)
            }
            Permission::Configure => matches!(self.role, Role::Admin | Role::Security),
        }
    }
}

/// An admin's signed word that a key is a person's, and which role that person holds. Certificates are only ever added;
/// a person's newest one counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub workspace: String,
    pub person: Person,
    /// Ed25519 public key, 32 bytes in hex.
    pub key: String,
    /// True when the key is worth nothing from now on.
    pub revoked: bool,
    pub issued_by: PersonId,
    pub at: DateTime<Utc>,
    /// Over the other fields, by the issuer's key, in hex. The first certificate of a workspace is signed by its own key.
    pub signature: String,
}

/// What the company agreed with a buyer, or decided about an account. The newest counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccountTerms {
    /// First and last day on which a non-disclosure agreement is on file; no last day means until further notice.
    pub nda: Option<(chrono::NaiveDate, Option<chrono::NaiveDate>)>,
    /// Executive texts then need a sales manager too.
    pub strategic: bool,
    /// Our person who signs draft-only texts; where nobody is named, the CRM's owner of that name.
    pub owner: Option<PersonId>,
}
