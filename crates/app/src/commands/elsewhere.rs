//! For approvers on another machine: make a key without the workspace, and decide on a review packet with it.

use std::path::Path;

use domain::{Meaning, Person, PersonId, Role};
use gate::{DecisionFile, PACKET_FORM};

use crate::{
    clock::SystemClock,
    commands::briefings::write_file,
    config::Config,
    error::{AppError, Result},
    keys::Keys,
};

/// Who decides, as the workspace's admin confirmed them.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    pub person: String,
    pub name: String,
    pub role: String,
    pub passphrase: String,
}

/// Makes a key for a workspace that is not here, and returns the public half for the admin to confirm.
///
/// # Errors
/// `Invalid` for a short passphrase or an id that is none.
pub fn make_key_elsewhere(config: &Config, workspace: &str, person: &str, passphrase: &str) -> Result<String> {
    let workspace = uuid::Uuid::try_parse(workspace)
        .map_err(|_| AppError::invalid(format!("'{workspace}' is no workspace's id; the review packet names it")))?;
    let person: PersonId = person.parse()?;
    let keys = Keys::of(&config.home, &workspace.to_string(), false);
    if keys.public(person).is_some() {
        return Err(AppError::new(
            crate::ErrorCode::Conflict,
            "There is a key for this person and workspace here already",
        ));
    }
    keys.make(person, passphrase)
}

/// Decides on a packet and writes the decision file.
///
/// # Errors
/// `Invalid` for a packet that was changed, or a decision that a packet cannot carry; `NotAllowed` for a wrong
/// passphrase.
pub fn decide_elsewhere(
    config: &Config,
    packet: &Path,
    who: &Elsewhere,
    (meaning, reason): (&str, Option<String>),
    out: &Path,
) -> Result<()> {
    let html = std::fs::read_to_string(packet)
        .map_err(|error| AppError::invalid(format!("{} cannot be read: {error}", packet.display())))?;
    let packet = export::read_packet(&html)?;
    let meaning = [Meaning::Approved, Meaning::Overridden, Meaning::SentBack]
        .into_iter()
        .find(|known| known.word() == meaning)
        .ok_or_else(|| AppError::invalid(format!("'{meaning}' is none of approved, overridden, sent-back")))?;
    if meaning != Meaning::Approved && reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(gate::Refusal::ReasonMissing.into());
    }
    let role = Role::of_word(&who.role).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        AppError::invalid(format!("'{}' is no role; known are {}", who.role, known.join(", ")))
    })?;
    let person = Person { id: who.person.parse()?, name: who.name.clone(), email: None, role };
    let now = domain::Clock::now(&SystemClock);
    let key = Keys::of(&config.home, &packet.workspace, false).unlock(person.id, &who.passphrase, now)?;
    let decided = packet.decide(&person, meaning, reason, now).map_err(|fault| AppError::invalid(fault.to_string()))?;
    let file = DecisionFile { form: PACKET_FORM, sign_off: gate::sign(decided, &key) };
    write_file(out, &export::decision(&file)?)
}
