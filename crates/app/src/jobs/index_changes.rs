//! Feeds the index from the change feed: behind → replay; ahead, unreadable or empty → rebuild beside and swap.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
};

use domain::SourceId;
use index::{Index, IndexChange, IndexSource};
use store::SourceRow;

use crate::{
    error::{AppError, Result},
    open::App,
};

/// Changes taken from the feed at a time.
const BATCH: i64 = 2_000;
/// Sources read at a time when rebuilding.
const REBUILD_BATCH: i64 = 500;
/// Past this many changes a rebuild is quicker than a replay.
const REPLAY_AT_MOST: i64 = 20_000;

/// Brings the index up to the last change. Returns how many changes were applied.
pub(crate) async fn run_one(app: &Arc<App>) -> Result<i64> {
    let _one_at_a_time = app.indexing.lock().await;
    if !app.index_folder.join("meta.json").exists() {
        reopen(app)?;
    }
    match catch_up(app).await {
        Ok(applied) => Ok(applied),
        Err(error) => {
            tracing::warn!(%error, "the index could not be brought up to date; it is rebuilt");
            reopen(app)?;
            rebuild(app).await
        }
    }
}

/// After an acknowledged act. The act stands whatever happens here: an index that cannot follow now (a full disk) is
/// noted and follows when it is asked next.
pub(crate) async fn after_commit(app: &Arc<App>) {
    let outcome = run_one(app).await;
    app.index_behind.store(outcome.is_err(), Ordering::Relaxed);
}

/// Before a question: an answer from an index that is behind would say "nothing found" of what is there.
///
/// # Errors
/// What keeps the index from following, `DiskFull` among it.
pub(crate) async fn be_current(app: &Arc<App>) -> Result<()> {
    if app.index_behind.load(Ordering::Relaxed) {
        run_one(app).await?;
        app.index_behind.store(false, Ordering::Relaxed);
    }
    Ok(())
}

async fn catch_up(app: &Arc<App>) -> Result<i64> {
    let last = app.store.read().last_change().await?;
    let mut applied = with_index(app, |index| Ok(index.applied()))?;
    let start = applied;
    if applied > last || (applied == 0 && last > 0) || last - applied > REPLAY_AT_MOST {
        return rebuild(app).await;
    }
    while applied < last {
        let changes = app.store.read().changes_after(applied, BATCH).await?;
        let Some(newest) = changes.last().map(|change| change.number) else {
            break;
        };
        let mut wanted: BTreeMap<SourceId, bool> = BTreeMap::new();
        for change in &changes {
            wanted.insert(change.source, change.gone);
        }
        let mut batch = Vec::with_capacity(wanted.len());
        for source in wanted.keys() {
            batch.push(match app.store.read().source_row(*source).await? {
                Some(row) => IndexChange::Put(index_source(row)),
                None => IndexChange::Remove(*source),
            });
        }
        let held = Arc::clone(app);
        tokio::task::spawn_blocking(move || with_index(&held, |index| Ok(index.apply(batch, newest)?))).await??;
        applied = newest;
    }
    Ok(applied - start)
}

/// Rebuilds from nothing, for measuring.
pub(crate) async fn rebuild_all(app: &Arc<App>) -> Result<i64> {
    let _one_at_a_time = app.indexing.lock().await;
    rebuild(app).await
}

async fn rebuild(app: &Arc<App>) -> Result<i64> {
    let read = app.store.read();
    let last = read.last_change().await?;
    let (sender, mut receiver) = tokio::sync::mpsc::channel::<Vec<SourceRow>>(4);
    let held = Arc::clone(app);
    let building = tokio::task::spawn_blocking(move || {
        with_index(&held, |index| {
            let mut bulk = index.bulk()?;
            while let Some(rows) = receiver.blocking_recv() {
                for row in rows {
                    bulk.add(&index_source(row))?;
                }
            }
            Ok(bulk.finish(index, last)?)
        })
    });
    let mut cursor = None;
    loop {
        let rows = read.sources_after(cursor, REBUILD_BATCH).await?;
        let Some(newest) = rows.last().map(|row| row.source) else {
            break;
        };
        cursor = Some(newest);
        if sender.send(rows).await.is_err() {
            break;
        }
    }
    drop(sender);
    building.await??;
    tracing::info!(last, "the index was rebuilt");
    Ok(last)
}

/// Opens the folder again: a deleted or damaged index starts empty and is rebuilt.
fn reopen(app: &App) -> Result<()> {
    let fresh = Index::open(&app.index_folder)?;
    let mut held = app.index.write().map_err(|_| poisoned())?;
    *held = fresh;
    Ok(())
}

pub(crate) fn with_index<T>(app: &App, work: impl FnOnce(&Index) -> Result<T>) -> Result<T> {
    let index = app.index.read().map_err(|_| poisoned())?;
    work(&index)
}

fn poisoned() -> AppError {
    AppError::new(crate::ErrorCode::Internal, "The index stopped half way; start the app again and it is rebuilt")
}

fn index_source(row: SourceRow) -> IndexSource {
    IndexSource {
        source: row.source,
        kind: row.kind_word,
        account: row.account,
        title: row.title,
        at: row.at,
        people: row.people,
        passages: row.passages,
    }
}
