//! Examines a workspace without changing it: the log's chain, the store's counts, the index against the change feed.

use std::sync::Arc;

use domain::{Permission, TextHash};
use serde::Serialize;

use crate::{caller::Caller, error::Result, jobs::index_changes::with_index, open::App};

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    pub name: String,
    pub good: bool,
    pub says: String,
}

/// All that was looked at.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Examination {
    pub checks: Vec<Check>,
}

/// Looks at everything; a bad finding is a line, not an error.
///
/// # Errors
/// When the store cannot be read at all.
pub async fn examine(app: &Arc<App>, caller: &Caller) -> Result<Examination> {
    caller.may(Permission::Read)?;
    let checks = vec![store(app).await?, log(app).await?, index(app).await?, hashes(app).await?];
    Ok(Examination { checks })
}

fn check(name: &str, good: bool, says: String) -> Check {
    Check { name: name.to_owned(), good, says }
}

async fn store(app: &App) -> Result<Check> {
    let counts = app.store.read().counts().await?;
    let says = format!(
        "{} accounts, {} entries, {} documents, {} passages",
        counts.accounts, counts.entries, counts.documents, counts.passages
    );
    Ok(check("Store", true, says))
}

/// The same check as `audit verify`.
async fn log(app: &App) -> Result<Check> {
    let view = super::audit::checked(app, None).await?;
    Ok(check("Audit log", view.good, view.says))
}

async fn index(app: &App) -> Result<Check> {
    let last = app.store.read().last_change().await?;
    let passages = app.store.read().counts().await?.passages;
    let (applied, held) = with_index(app, |index| Ok((index.applied(), index.count())))?;
    let good = applied == last && i64::try_from(held).is_ok_and(|held| held == passages);
    let advice = match (good, applied < last) {
        (true, _) => "",
        (false, true) => "; it follows at the next start, if the disk has room",
        (false, false) => "; delete the folder `index`, it is rebuilt at the next start",
    };
    Ok(check("Index", good, format!("change {applied} of {last}, {held} of {passages} passages{advice}")))
}

/// Each passage's text still has the hash that citations are tied to.
async fn hashes(app: &App) -> Result<Check> {
    const STEP: i64 = 500;
    let (mut cursor, mut seen) = (None, 0_u64);
    loop {
        let rows = app.store.read().sources_after(cursor, STEP).await?;
        let Some(newest) = rows.last().map(|row| row.source) else {
            return Ok(check("Passages", true, format!("{seen} texts have the hash they were kept with")));
        };
        for passage in rows.iter().flat_map(|row| &row.passages) {
            if TextHash::of(&passage.text) != passage.hash {
                return Ok(check(
                    "Passages",
                    false,
                    format!("the text of {} was altered; import its source again", passage.id),
                ));
            }
            seen += 1;
        }
        cursor = Some(newest);
    }
}
