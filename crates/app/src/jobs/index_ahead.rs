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
        let mut bulk = match with_index(app, |index| Ok(index.bulk_of_import()?)) {
            Ok(bulk) => bulk,
            Err(error) => {
                tracing::warn!(message = error.message, "no index grows with this import; it is indexed afterwards");
                return Ok(None);
            }
        };
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
        let fits = i64::try_from(stored.sources.len()).is_ok_and(|changes| stored.last - changes == self.upto);
        self.upto = stored.last;
        if fits && self.sender.send(stored.sources).await.is_ok() {
            return Some(self);
        }
        self.give_up().await;
        None
    }

    /// Lets go of the index and waits until its folder is gone, so that nobody who comes after finds it.
    pub(crate) async fn give_up(self) {
        drop(self.sender);
        drop(self.building.await);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Host,
        caller::Caller,
        commands::search::search_passages,
        config::Config,
        import::{self, Order, Source},
        jobs::index_changes::rebuild_all,
        open::{NewWorkspace, Place},
        view::{DoorView, SearchPassages},
    };

    async fn workspace(home: &std::path::Path) -> (Arc<App>, Caller) {
        let host = Host::new(Config::below(home));
        let new = NewWorkspace {
            name: "Ahead".to_owned(),
            sample: false,
            pinned_now: None,
            zone_minutes: 0,
            person: "Test Person".to_owned(),
            email: None,
            role: domain::Role::Admin,
            our_domains: Vec::new(),
        };
        let place = Place::Folder(home.join("w"));
        let app = App::create(&place, &host.config, host.clock, host.ids, new).await.unwrap();
        let caller = app.caller(None).await.unwrap();
        (app, caller)
    }

    fn files(count: usize) -> Vec<Source> {
        let text = |n: usize| format!("Note {n} on the renewal of contract {}.\n\nNothing else was said.", n % 7);
        (0..count).map(|n| Source::Bytes { path: format!("n/{n:05}.txt"), bytes: text(n).into_bytes() }).collect()
    }

    async fn found(app: &Arc<App>, caller: &Caller) -> Vec<(String, String)> {
        let order = SearchPassages { query: "renewal contract 5".into(), account: None, typing: false, limit: 50 };
        let hits = search_passages(app, caller, order).await.unwrap().hits;
        hits.into_iter().map(|hit| (hit.passage, hit.why.join("; "))).collect()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_index_that_grew_with_an_import_finds_what_a_rebuilt_one_finds() {
        for door in [DoorView::Library, DoorView::History] {
            let home = tempfile::tempdir().unwrap();
            let (app, caller) = workspace(home.path()).await;
            let order = Order { door, sources: files(WORTH_IT), account: None };
            let begun = Ahead::begin(&app, WORTH_IT).await.unwrap();
            begun.unwrap().give_up().await;
            import::run_here(&app, &caller, order, Arc::default()).await.unwrap();
            let last = app.store.read().last_change().await.unwrap();
            let seen = || with_index(&app, |index| Ok((index.applied(), index.count()))).unwrap();
            assert_eq!(seen(), (last, WORTH_IT as u64));
            let ahead = found(&app, &caller).await;
            rebuild_all(&app).await.unwrap();
            assert_eq!(seen(), (last, WORTH_IT as u64));
            assert_eq!(found(&app, &caller).await, ahead);
            assert_eq!(ahead.len(), 50);
            assert!(Ahead::begin(&app, WORTH_IT).await.unwrap().is_none(), "the index is no longer empty");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_change_that_came_between_gives_the_growing_index_up() {
        let home = tempfile::tempdir().unwrap();
        let (app, _) = workspace(home.path()).await;
        let begun = || async { Ahead::begin(&app, WORTH_IT).await.unwrap().unwrap() };
        let stored = |last| Stored { sources: Vec::new(), last };
        begun().await.with(stored(0)).await.unwrap().give_up().await;
        assert!(begun().await.with(stored(1)).await.is_none());
    }
}
