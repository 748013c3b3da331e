//! Who is asking. It comes from the door that was used, never from a request.

use domain::{Permission, Person};

use crate::error::{AppError, ErrorCode, Result};

/// The signed-in person.
#[derive(Debug, Clone)]
pub struct Caller {
    person: Person,
}

impl Caller {
    #[must_use]
    pub fn new(person: Person) -> Self {
        Self { person }
    }

    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The first line of every command.
    ///
    /// # Errors
    /// `NotAllowed`, when the person's role does not carry the permission.
    pub fn may(&self, permission: Permission) -> Result<()> {
        if self.person.may(permission) {
            return Ok(());
        }
        let act = match permission {
            Permission::Sanction => "release or withdraw a document; ask security, legal, a sales manager or an admin",
            Permission::Configure => "change settings; ask an admin or security",
            Permission::Administer => "add people, change roles or confirm keys; ask an admin",
            Permission::Agree => {
                "record what was agreed with an account; ask legal, security, deal desk or a sales manager"
            }
            Permission::Read
            | Permission::Import
            | Permission::Place
            | Permission::Brief
            | Permission::Draft
            | Permission::Review => "do this",
        };
        Err(AppError::new(
            ErrorCode::NotAllowed,
            format!("{} ({}) may not {act}", self.person.name, self.person.role.words()),
        ))
    }
}
