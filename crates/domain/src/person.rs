//! Our own people: who acts, in which role, and what that role may do.

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
    Configure,
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
            Permission::Read | Permission::Import | Permission::Place | Permission::Brief => true,
            Permission::Sanction => {
                matches!(self.role, Role::Security | Role::Legal | Role::SalesManager | Role::Admin)
            }
            Permission::Configure => matches!(self.role, Role::Admin | Role::Security),
        }
    }
}
