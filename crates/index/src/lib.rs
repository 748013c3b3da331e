//! A tantivy index that may be deleted at any time: it is rebuilt from the store, and it never decides anything.
//!
//! `schema` says what is kept, `writer` applies the change feed, `query` reads what a person types, `plan` turns it
//! into weighed clauses, `rank` scores them, `hits` says why and where. `synonyms` is a list that people can edit.

mod analysis;
mod error;
mod fence;
#[cfg(test)]
mod fixtures;
mod hits;
mod neighbours;
pub mod peer;
mod plan;
pub mod query;
mod rank;
mod schema;
mod synonyms;
mod vocabulary;
mod words;
mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, RwLock},
};

use tantivy::{IndexReader, IndexWriter, ReloadPolicy, collector::Count};

pub use error::{IndexError, Result};
pub use fence::Fence;
pub use hits::{Found, Hit, Marker, Reason, marks};
pub use query::{Search, Typed, read_query};
pub use schema::INDEX_EPOCH;
pub use synonyms::Synonyms;
pub use writer::{Bulk, IndexChange, IndexSource};

use schema::Fields;

/// The index of one workspace.
pub struct Index {
    folder: PathBuf,
    fields: Fields,
    live: RwLock<Live>,
    writer: Mutex<Option<IndexWriter>>,
}

/// What is swapped by a rebuild.
struct Live {
    index: tantivy::Index,
    reader: IndexReader,
    applied: i64,
}

impl Live {
    fn new(index: tantivy::Index, applied: i64) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, applied })
    }
}

impl Index {
    /// Opens the index in the folder or creates it. One that cannot be read, or is of another epoch, is set aside
    /// (`<folder>.aside`) and an empty one takes its place: [`Index::applied`] is then 0.
    pub fn open(folder: &Path) -> Result<Self> {
        let fields = Fields::new();
        for left in [".new", ".import", ".old"] {
            writer::remove(&writer::beside(folder, left))?;
        }
        let live = match open_existing(folder, &fields) {
            Some((index, applied)) => Live::new(index, applied)?,
            None => {
                set_aside(folder)?;
                Live::new(writer::create(folder, &fields)?, 0)?
            }
        };
        Ok(Self { folder: folder.to_owned(), fields, live: RwLock::new(live), writer: Mutex::new(None) })
    }

    /// The number of the last change this index has seen; 0 when it must be rebuilt.
    #[must_use]
    pub fn applied(&self) -> i64 {
        self.live.read().map_or(0, |live| live.applied)
    }

    /// How many passages can be found.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.live.read().map_or(0, |live| live.reader.searcher().num_docs())
    }

    /// Applies changes in order and commits them together with the number of the last.
    pub fn apply(&self, changes: Vec<IndexChange>, upto: i64) -> Result<()> {
        let mut slot = self.writer.lock().map_err(|_| IndexError::Locked)?;
        if !self.folder.join("meta.json").exists() {
            return Err(self.start_over(&mut slot));
        }
        let done = self.write(&mut slot, changes, upto);
        if done.is_err() && !self.folder.join("meta.json").exists() {
            return Err(self.start_over(&mut slot));
        }
        done
    }

    fn write(&self, slot: &mut Option<IndexWriter>, changes: Vec<IndexChange>, upto: i64) -> Result<()> {
        let writer = match slot {
            Some(writer) => writer,
            None => slot.insert(writer::change_writer(&self.live.read().map_err(|_| IndexError::Locked)?.index)?),
        };
        for change in changes {
            match change {
                IndexChange::Put(source) => {
                    writer.delete_term(self.fields.source_term(&source.source));
                    writer::add(writer, &self.fields, &source)?;
                }
                IndexChange::Remove(source) => {
                    writer.delete_term(self.fields.source_term(&source));
                }
            }
        }
        writer::commit(writer, upto, &self.folder)?;
        let mut live = self.live.write().map_err(|_| IndexError::Locked)?;
        live.reader.reload()?;
        live.applied = upto;
        Ok(())
    }

    /// The folder is gone: an empty index takes its place, so that the caller sees `applied() == 0` and rebuilds.
    fn start_over(&self, slot: &mut Option<IndexWriter>) -> IndexError {
        let gone = IndexError::Gone { folder: self.folder.clone() };
        *slot = None;
        let fresh = set_aside(&self.folder)
            .and_then(|()| writer::create(&self.folder, &self.fields))
            .and_then(|index| Live::new(index, 0));
        match (fresh, self.live.write()) {
            (Ok(fresh), Ok(mut live)) => {
                *live = fresh;
                gone
            }
            (Err(error), _) => error,
            (_, Err(_)) => IndexError::Locked,
        }
    }

    /// Begins a rebuild beside the index that is in use.
    pub fn bulk(&self) -> Result<Bulk> {
        Bulk::begin(writer::beside(&self.folder, ".new"))
    }

    /// Begins the index of a first import: it grows beside while the import runs, and no rebuild disturbs it.
    pub fn bulk_of_import(&self) -> Result<Bulk> {
        Bulk::begin(writer::beside(&self.folder, ".import"))
    }

    /// Puts a finished rebuild in place.
    fn swap(&self, built: &Path) -> Result<()> {
        let mut slot = self.writer.lock().map_err(|_| IndexError::Locked)?;
        if let Some(writer) = slot.take() {
            // Merges still under way belong to files that are about to go.
            drop(writer);
        }
        let mut live = self.live.write().map_err(|_| IndexError::Locked)?;
        let old = writer::beside(&self.folder, ".old");
        writer::remove(&old)?;
        let failed = |reason| IndexError::Folder { folder: self.folder.clone(), reason };
        if self.folder.exists() {
            fs::rename(&self.folder, &old).map_err(failed)?;
        }
        fs::rename(built, &self.folder).map_err(failed)?;
        let (index, applied) = open_existing(&self.folder, &self.fields)
            .ok_or_else(|| failed(std::io::Error::other("the rebuilt index cannot be read")))?;
        *live = Live::new(index, applied)?;
        drop(live);
        writer::remove(&old)
    }

    /// Finds passages.
    pub fn search(&self, search: &Search<'_>) -> Result<Found> {
        let searcher = self.live.read().map_err(|_| IndexError::Locked)?.reader.searcher();
        rank::search(&searcher, &self.fields, search)
    }

    /// How many passages of the library say all words of a text, in any form of each.
    pub fn holding(&self, text: &str) -> Result<usize> {
        let searcher = self.live.read().map_err(|_| IndexError::Locked)?.reader.searcher();
        let query = fence::holding(&self.fields, text);
        Ok(searcher.search(&query, &Count)?)
    }
}

/// The index in the folder with its last change, if it is readable and of this epoch and layout.
fn open_existing(folder: &Path, fields: &Fields) -> Option<(tantivy::Index, i64)> {
    let index = tantivy::Index::open_in_dir(folder).ok()?;
    if index.schema() != fields.schema {
        return None;
    }
    let applied = writer::read_payload(index.load_metas().ok()?.payload.as_deref()?)?;
    Fields::register(&index);
    // A segment file that is missing or cut short shows only when a reader opens it.
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().ok()?;
    Some((index, applied))
}

/// Moves an unusable folder out of the way; one that was set aside earlier is dropped.
fn set_aside(folder: &Path) -> Result<()> {
    let holds_something = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if !holds_something {
        return Ok(());
    }
    let aside = writer::beside(folder, ".aside");
    writer::remove(&aside)?;
    tracing::warn!(folder = %folder.display(), "search index set aside; it will be rebuilt");
    fs::rename(folder, &aside).map_err(|reason| IndexError::Folder { folder: folder.to_owned(), reason })
}
