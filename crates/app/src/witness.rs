//! Who signs for the log, and when: after a sign-off or a release, the person's key signs over the log as it then stands.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use domain::{AuditEntry, Checkpoint, PersonId, TextHash};
use ed25519_dalek::SigningKey;
use gate::{Anchor, Frontier};

use crate::{
    error::{AppError, ErrorCode, Result},
    facts::roster,
    open::{App, Place, folder_error},
};

/// How far the log was read, and its tree up to there: what comes after is all that a checkpoint must read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Witness {
    log: Frontier,
    last: Option<TextHash>,
}

/// Signs for the log after an act of this person. The act is done already: what hinders this is told to the program's own
/// log, and by the next check.
pub(crate) async fn after(app: &App, by: PersonId, key: &SigningKey) {
    if let Err(error) = checkpoint(app, by, key).await {
        tracing::warn!(message = error.message, "nobody signed for the log");
    }
}

/// Signs over the log as it stands now with a person's unlocked key, and keeps that. Only what was logged since the last
/// time is read; none of it is signed unless it fits what came before.
///
/// # Errors
/// `Conflict`, when the log does not fit itself or what was signed before: then nobody signs for it. `NotAllowed` for a
/// key that no admin confirmed.
async fn checkpoint(app: &App, by: PersonId, key: &SigningKey) -> Result<Checkpoint> {
    let confirmed = roster(app).await?.person(by).map(|known| known.key);
    if confirmed != Some(key.verifying_key().to_bytes()) {
        return Err(AppError::new(ErrorCode::NotAllowed, "Only a key that an admin confirmed signs for the log"));
    }
    let mut witness = app.witness.lock().await;
    catch_up(app, &mut witness).await?;
    let made = gate::witness(&app.workspace.id.to_string(), &witness.log, (by, key), app.real_now());
    let mut tx = app.store.write("", app.real_now()).await?;
    tx.keep_checkpoint(&made).await?;
    tx.commit().await?;
    remember(app, &made)?;
    Ok(made)
}

async fn catch_up(app: &App, witness: &mut Witness) -> Result<()> {
    const STEP: i64 = 1_000;
    let before = if witness.log.size() == 0 { app.store.read().last_checkpoint().await? } else { None };
    loop {
        let after = i64::try_from(witness.log.size()).unwrap_or(i64::MAX);
        let entries = app.store.read().audit_after(after, STEP).await?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            witness.take(entry)?;
            if before.as_ref().is_some_and(|before| before.size == witness.log.size() && !fits(before, &witness.log)) {
                *witness = Witness::default();
                return Err(unfit(entry.number));
            }
        }
    }
    match before {
        Some(before) if before.size > witness.log.size() => Err(unfit(entry_after(&witness.log))),
        _ => Ok(()),
    }
}

fn fits(given: &Checkpoint, log: &Frontier) -> bool {
    gate::node_of(&given.root) == Some(log.root())
}

fn entry_after(log: &Frontier) -> i64 {
    i64::try_from(log.size()).map_or(i64::MAX, |size| size.saturating_add(1))
}

fn unfit(number: i64) -> AppError {
    AppError::new(
        ErrorCode::Conflict,
        format!(
            "The log does not fit at entry {number}, so nobody signs for it; run `countersign audit verify` and keep \
             a copy of the workspace"
        ),
    )
}

impl Witness {
    fn take(&mut self, entry: &AuditEntry) -> Result<()> {
        let previous = self.last.clone().unwrap_or_else(AuditEntry::before_the_first);
        let is_next = entry.number == entry_after(&self.log) && entry.previous == previous;
        let hash = gate::node_of(&entry.hash.0).filter(|_| is_next && entry.expected_hash() == entry.hash);
        self.log.push(&hash.ok_or_else(|| unfit(entry.number))?);
        self.last = Some(entry.hash.clone());
        Ok(())
    }
}

/// Where a desk of a team keeps the checkpoints it saw, outside of the database that they are about. A workspace on one
/// machine has no such place: whoever holds the database holds the machine.
fn kept(app: &App) -> Option<PathBuf> {
    matches!(app.place, Place::Team(_)).then(|| app.folder.join("checkpoints.jsonl"))
}

/// Keeps a checkpoint at this desk too.
pub(crate) fn remember(app: &App, seen: &Checkpoint) -> Result<()> {
    let Some(path) = kept(app) else { return Ok(()) };
    let line = gate::checkpoint_line(seen);
    if std::fs::read_to_string(&path).is_ok_and(|text| text.contains(&line)) {
        return Ok(());
    }
    let write = || std::fs::OpenOptions::new().append(true).create(true).open(&path)?.write_all(line.as_bytes());
    write().map_err(|error| folder_error(&path, &error))
}

/// The checkpoints that this desk saw.
pub(crate) fn remembered(app: &App) -> Result<Vec<Anchor>> {
    match kept(app) {
        Some(path) if path.is_file() => anchors(&path),
        _ => Ok(Vec::new()),
    }
}

/// How the log stood once, from a file that somebody kept.
pub(crate) fn anchors(path: &Path) -> Result<Vec<Anchor>> {
    let bytes = std::fs::read(path)
        .map_err(|error| AppError::invalid(format!("{} cannot be read: {error}", path.display())))?;
    gate::anchors(&bytes).map_err(|bad| AppError::invalid(format!("{} is no kept checkpoint: {bad}", path.display())))
}
