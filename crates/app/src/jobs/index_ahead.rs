//! Indexing while a first import runs: what each batch stored goes into a new index beside the empty one, and takes its
//! place when the import ends. The change feed decides: whatever else was stored meanwhile, the index follows it later,
//! and where the feed shows that the new index may lack something it is given up and the usual way is gone.

use std::{collections::HashSet, sync::Arc};

use domain::{HistoryEntry, Passage, SourceId, Version};
use index::{Bulk, IndexSource};
use tokio::{sync::mpsc, task::JoinHandle};

use super::index_changes::with_index;
use crate::{error::Result, open::App};

/// Fewer files than this are indexed as quickly afterwards.
const WORTH_IT: usize = 1_000;
/// Batches that wait for the index.
const WAITING: usize = 4;

/// An index that grows with an import.
pub(crate) struct Ahead {
    sender: mpsc::Sender<Vec<IndexSource>>,
    building: JoinHandle<Result<Bulk>>,
    /// The last change of the feed that it holds.
    upto: i64,
}

impl Ahead {
    /// Begins where nothing was ever stored; `None` where something was, or the import is small.
    ///
    /// # Errors
    /// When the store cannot be read or the folder cannot be written.
    pub(crate) async fn begin(app: &Arc<App>, files: usize) -> Result<Option<Self>> {
        let empty = with_index(app, |index| Ok(index.applied() == 0))?;
        if files < WORTH_IT || !empty || app.store.read().last_change().await? > 0 {
            return Ok(None);
        }
        let mut bulk = with_index(app, |index| Ok(index.bulk_of_import()?))?;
        let (sender, mut receiver) = mpsc::channel::<Vec<IndexSource>>(WAITING);
        let building = tokio::task::spawn_blocking(move || {
            let mut known = HashSet::new();
            while let Some(sources) = receiver.blocking_recv() {
                for source in sources {
                    if known.insert(source.source) { bulk.add(&source)? } else { bulk.put(&source)? }
                }
            }
            Ok(bulk)
        });
        Ok(Some(Self { sender, building, upto: 0 }))
    }

    /// Takes what one commit stored and goes on; `None` when the feed holds something between or this index failed.
    pub(crate) async fn with(mut self, stored: Stored) -> Option<Self> {
        let changes = i64::try_from(stored.sources.len()).ok()?;
        if stored.last - changes != self.upto {
            return None;
        }
        self.upto = stored.last;
        self.sender.send(stored.sources).await.ok()?;
        Some(self)
    }

    /// Puts the index in place, unless the workspace's own has begun to follow meanwhile.
    ///
    /// # Errors
    /// When it cannot be written; the usual way is then open.
    pub(crate) async fn finish(self, app: &Arc<App>) -> Result<()> {
        drop(self.sender);
        let bulk = self.building.await??;
        let _one_at_a_time = app.indexing.lock().await;
        let (held, upto) = (Arc::clone(app), self.upto);
        tokio::task::spawn_blocking(move || {
            with_index(&held, |index| if index.applied() == 0 { Ok(bulk.finish(index, upto)?) } else { Ok(()) })
        })
        .await?
    }
}

/// What one commit stored, as the index wants it.
pub(crate) struct Stored {
    pub(crate) sources: Vec<IndexSource>,
    /// The feed's number of its last change.
    pub(crate) last: i64,
}

/// An entry as the index wants it.
pub(crate) fn of_entry(kept: HistoryEntry) -> IndexSource {
    let HistoryEntry { entry, passages } = kept;
    IndexSource {
        source: SourceId::Entry(entry.id),
        kind: entry.kind.word().to_owned(),
        account: entry.account,
        title: entry.title,
        at: entry.at,
        people: entry.people.into_iter().flat_map(|person| [person.name, person.email]).flatten().collect(),
        passages,
    }
}

/// A version of a document as the index wants it.
pub(crate) fn of_version(version: &Version, title: String, passages: Vec<Passage>) -> IndexSource {
    IndexSource {
        source: SourceId::Version(version.id),
        kind: "document".to_owned(),
        account: None,
        title,
        at: version.imported,
        people: Vec::new(),
        passages,
    }
}
