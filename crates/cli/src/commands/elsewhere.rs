//! `decide` and `key`: for approvers without the workspace.

use app::{
    Result,
    commands::elsewhere::{Elsewhere, decide_elsewhere, make_key_elsewhere},
};

use super::{Door, passphrase};
use crate::{
    args_gate::{Decide, Key},
    output,
};

pub(super) fn decide(door: &Door, order: &Decide) -> Result<()> {
    let who = Elsewhere {
        person: order.person.clone(),
        name: order.name.clone(),
        role: order.role.clone(),
        passphrase: passphrase(&order.passphrase)?,
    };
    let decision = (order.meaning.as_str(), order.reason.clone());
    decide_elsewhere(door.host.config(), &order.packet, &who, decision, &order.out)?;
    output::line(&order.out.display().to_string());
    Ok(())
}

pub(super) fn key(door: &Door, order: &Key) -> Result<()> {
    let given = passphrase(&order.passphrase)?;
    let public = make_key_elsewhere(door.host.config(), &order.workspace_id, &order.person, &given)?;
    output::line(&public);
    Ok(())
}
