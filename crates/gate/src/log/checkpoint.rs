//! Checkpoints: a person's signature over the size and root of the log. Whoever keeps one elsewhere can show later that
//! nothing under it was rewritten.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{Checkpoint, PersonId};
use ed25519_dalek::{Signer, SigningKey};

use super::{
    check::Bad,
    file::{Line, read},
    tree::{Frontier, Node, node_of},
};
use crate::seal::{Fields, is_signed_by, key_bytes};

const LABEL: &[u8] = b"countersign checkpoint 1\0";

/// The bytes under a checkpoint's signature.
fn bytes(given: &Checkpoint) -> Vec<u8> {
    let mut fields = Fields::new(LABEL);
    fields.add(&given.workspace);
    fields.add(&given.size.to_string());
    fields.add(&given.root);
    fields.add(&given.at.timestamp_micros().to_string());
    fields.add(&given.by.to_string());
    fields.add(&given.key);
    fields.bytes
}

/// Signs how the log stands, in a person's name.
#[must_use]
pub fn witness(workspace: &str, log: &Frontier, signer: (PersonId, &SigningKey), at: DateTime<Utc>) -> Checkpoint {
    let (by, key) = signer;
    let mut made = Checkpoint {
        workspace: workspace.to_owned(),
        size: log.size(),
        root: hex::encode(log.root()),
        at,
        by,
        key: hex::encode(key.verifying_key().to_bytes()),
        signature: String::new(),
    };
    made.signature = hex::encode(key.sign(&bytes(&made)).to_bytes());
    made
}

/// Whether the key that the checkpoint names signed it.
pub(super) fn is_genuine(given: &Checkpoint) -> bool {
    key_bytes(&given.key).is_some_and(|key| is_signed_by(&bytes(given), &given.signature, &key))
}

/// How the log stood once, from a file that somebody kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub workspace: String,
    pub size: u64,
    pub root: Node,
    /// Such as `the checkpoint of 2026-11-23T12:00:00Z`.
    pub says: String,
}

/// Every checkpoint of a file that was kept: lines of checkpoints alone, or an older export, whose end counts too.
///
/// # Errors
/// [`Bad`], when a line is none of a log, a checkpoint's signature is not its key's, or the file holds no checkpoint.
pub fn anchors(file: &[u8]) -> Result<Vec<Anchor>, Bad> {
    let (mut found, mut workspace) = (Vec::new(), String::new());
    for (number, bytes) in (1..).zip(file.split_inclusive(|byte| *byte == b'\n')) {
        let bad = |says: &str| Bad { line: number, entry: None, says: says.to_owned() };
        let line = read(bytes).map_err(|says| bad(&says))?;
        let (workspace, size, root, says) = match line {
            Line::Head(head) => {
                workspace = head.workspace;
                continue;
            }
            Line::Entry(_) | Line::Certificate(_) => continue,
            Line::Checkpoint(given) if !is_genuine(&given) => {
                return Err(bad("the checkpoint's signature is not its key's"));
            }
            Line::Checkpoint(given) => {
                let at = given.at.to_rfc3339_opts(SecondsFormat::Secs, true);
                (given.workspace, given.size, given.root, format!("the checkpoint of {at}"))
            }
            Line::End(end) => (workspace.clone(), end.entries, end.root, "the end of the older export".to_owned()),
        };
        let root = node_of(&root).ok_or_else(|| bad("its root is no hash"))?;
        found.push(Anchor { workspace, size, root, says });
    }
    if found.is_empty() {
        return Err(Bad { line: 0, entry: None, says: "it holds no checkpoint".to_owned() });
    }
    found.sort_by_key(|anchor| anchor.size);
    Ok(found)
}
