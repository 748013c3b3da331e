//! Writing: changes are applied together with the number of the last one; a full rebuild happens beside and is swapped in.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use domain::{AccountId, Passage, SourceId};
use tantivy::{IndexWriter, TantivyDocument, indexer::UserOperation};

use crate::{
    Index, IndexError, Result,
    schema::{Fields, INDEX_EPOCH},
};

/// Memory for changes as they come.
const CHANGE_BUDGET: usize = 32 << 20;
/// Memory for a rebuild, over both threads.
const BULK_BUDGET: usize = 256 << 20;
/// Threads of a rebuild.
const BULK_THREADS: usize = 2;

/// One step of the change feed.
#[derive(Debug, Clone)]
pub enum IndexChange {
    /// Replaces everything known about the source.
    Put(IndexSource),
    /// The source is gone.
    Remove(SourceId),
}

/// A document version or an entry as the index sees it.
#[derive(Debug, Clone)]
pub struct IndexSource {
    pub source: SourceId,
    /// The word people type after `type:`; `document` for the library.
    pub kind: String,
    pub account: Option<AccountId>,
    pub title: String,
    pub at: DateTime<Utc>,
    /// Names and addresses.
    pub people: Vec<String>,
    pub passages: Vec<Passage>,
}

/// The commit payload: which layout this is, and the last change seen.
pub(crate) fn payload(upto: i64) -> String {
    format!("{INDEX_EPOCH}:{upto}")
}

/// Reads a payload; `None` for another epoch or nonsense.
pub(crate) fn read_payload(text: &str) -> Option<i64> {
    let (epoch, upto) = text.split_once(':')?;
    (epoch.parse() == Ok(INDEX_EPOCH)).then(|| upto.parse().ok()).flatten()
}

/// Creates an empty index in the folder and commits it with this payload.
pub(crate) fn create(folder: &Path, fields: &Fields) -> Result<tantivy::Index> {
    fs::create_dir_all(folder).map_err(|reason| IndexError::Folder { folder: folder.to_owned(), reason })?;
    let index = tantivy::Index::create_in_dir(folder, fields.schema.clone())?;
    Fields::register(&index);
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, CHANGE_BUDGET)?;
    commit(&mut writer, 0, folder)?;
    writer.wait_merging_threads()?;
    Ok(index)
}

/// A writer for changes.
pub(crate) fn change_writer(index: &tantivy::Index) -> Result<IndexWriter> {
    Ok(index.writer_with_num_threads(1, CHANGE_BUDGET)?)
}

/// Commits with the change number, then syncs the folder: tantivy returns before its rename is durable.
pub(crate) fn commit(writer: &mut IndexWriter, upto: i64, folder: &Path) -> Result<()> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&payload(upto));
    prepared.commit()?;
    sync(folder).map_err(|reason| IndexError::Folder { folder: folder.to_owned(), reason })
}

#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Windows has no call for this: renames are ordered by the file system's own journal.
#[cfg(not(unix))]
fn sync(folder: &Path) -> io::Result<()> {
    fs::metadata(folder).map(|_| ())
}

/// A folder beside the index, named after it.
pub(crate) fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    folder.with_file_name(name)
}

/// Adds all passages of a source in one go: one thread takes them, so that neighbours stay neighbours in the index.
pub(crate) fn add(writer: &IndexWriter, fields: &Fields, source: &IndexSource) -> Result<()> {
    let passages = source.passages.iter().map(|passage| UserOperation::Add(fields.document(source, passage)));
    writer.run(passages)?;
    Ok(())
}

/// A new index under way beside the one in use. Searches go on in that one until [`Bulk::finish`]; dropped, the new one
/// is removed and nothing has changed.
pub struct Bulk {
    folder: PathBuf,
    fields: Fields,
    writer: Option<IndexWriter>,
}

impl Bulk {
    pub(crate) fn begin(folder: PathBuf) -> Result<Self> {
        remove(&folder)?;
        let fields = Fields::new();
        fs::create_dir_all(&folder).map_err(|reason| IndexError::Folder { folder: folder.clone(), reason })?;
        let mut begun = Self { folder, fields, writer: None };
        let built = tantivy::Index::create_in_dir(&begun.folder, begun.fields.schema.clone())?;
        Fields::register(&built);
        begun.writer = Some(built.writer_with_num_threads(BULK_THREADS, BULK_BUDGET)?);
        Ok(begun)
    }

    /// Adds a source that was not added before.
    pub fn add(&mut self, source: &IndexSource) -> Result<()> {
        self.writer.as_ref().map_or(Ok(()), |writer| add(writer, &self.fields, source))
    }

    /// Adds a source in place of what was added of it before.
    pub fn put(&mut self, source: &IndexSource) -> Result<()> {
        if let Some(writer) = &self.writer {
            writer.delete_term(self.fields.source_term(&source.source));
        }
        self.add(source)
    }

    /// Commits and puts the new index in the old one's place.
    pub fn finish(mut self, index: &Index, upto: i64) -> Result<()> {
        if let Some(mut writer) = self.writer.take() {
            commit(&mut writer, upto, &self.folder)?;
            writer.wait_merging_threads()?;
            index.swap(&self.folder)?;
        }
        Ok(())
    }
}

impl Drop for Bulk {
    fn drop(&mut self) {
        // The writer holds files in the folder.
        drop(self.writer.take());
        if let Err(error) = remove(&self.folder) {
            tracing::warn!(%error, "an index that was given up is still there; the next start removes it");
        }
    }
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => {
            Err(IndexError::Folder { folder: folder.to_owned(), reason })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Fence,
        fixtures::{document, find, index, mail, numbers},
    };

    #[test]
    fn a_second_put_replaces_and_a_removal_removes() {
        let (_folder, index) = index(vec![document(1, "a", &["alpha", "beta"]), document(2, "b", &["alpha"])]);
        let first = document(1, "a", &["gamma"]);
        index.apply(vec![IndexChange::Put(first.clone())], 2).unwrap();
        assert_eq!(numbers(&find(&index, "alpha", Fence::All)), [2]);
        assert_eq!(numbers(&find(&index, "gamma", Fence::All)), [1]);
        index.apply(vec![IndexChange::Remove(first.source)], 3).unwrap();
        assert!(find(&index, "gamma", Fence::All).hits.is_empty());
        assert_eq!((index.count(), index.applied()), (1, 3));
    }

    #[test]
    fn the_last_change_number_survives_closing() {
        let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
        index.apply(Vec::new(), 41).unwrap();
        drop(index);
        let again = Index::open(&folder.path().join("index")).unwrap();
        assert_eq!((again.applied(), again.count()), (41, 1));
    }

    #[test]
    fn an_index_of_another_epoch_or_a_broken_one_is_set_aside_and_starts_empty() {
        for payload in ["0:7", "nonsense", ""] {
            let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
            drop(index);
            let place = folder.path().join("index");
            let meta = fs::read_to_string(place.join("meta.json")).unwrap();
            assert!(meta.contains(&format!("\"{INDEX_EPOCH}:1\"")));
            let broken = meta.replace(&format!("\"{INDEX_EPOCH}:1\""), &format!("\"{payload}\""));
            fs::write(place.join("meta.json"), if payload.is_empty() { "{".to_owned() } else { broken }).unwrap();
            let again = Index::open(&place).unwrap();
            assert_eq!((again.applied(), again.count()), (0, 0), "{payload}");
            assert!(folder.path().join("index.aside").join("meta.json").exists());
            again.apply(vec![IndexChange::Put(document(1, "a", &["alpha"]))], 9).unwrap();
            assert_eq!(numbers(&find(&again, "alpha", Fence::All)), [1]);
        }
    }

    #[test]
    fn a_missing_segment_file_sets_the_index_aside() {
        let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
        drop(index);
        let place = folder.path().join("index");
        for entry in fs::read_dir(&place).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "idx") {
                fs::remove_file(path).unwrap();
            }
        }
        assert_eq!(Index::open(&place).unwrap().applied(), 0);
    }

    #[test]
    fn a_folder_deleted_while_running_is_said_clearly_and_can_be_rebuilt() {
        let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
        fs::remove_dir_all(folder.path().join("index")).unwrap();
        let error = index.apply(vec![IndexChange::Put(document(2, "b", &["alpha"]))], 2).unwrap_err();
        assert!(matches!(error, IndexError::Gone { .. }) && error.to_string().contains("will be rebuilt"), "{error}");
        assert_eq!((index.applied(), index.count()), (0, 0));
        let mut bulk = index.bulk().unwrap();
        bulk.add(&document(1, "a", &["alpha"])).unwrap();
        bulk.finish(&index, 2).unwrap();
        assert_eq!((index.applied(), numbers(&find(&index, "alpha", Fence::All))), (2, vec![1]));
    }

    #[test]
    fn a_rebuild_happens_beside_and_replaces_everything_when_it_is_finished() {
        let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
        let mut bulk = index.bulk().unwrap();
        bulk.add(&mail(2, Some(1), "b", &["alpha"])).unwrap();
        assert_eq!(numbers(&find(&index, "alpha", Fence::All)), [1]);
        bulk.finish(&index, 50).unwrap();
        assert_eq!((index.applied(), numbers(&find(&index, "alpha", Fence::All))), (50, vec![2]));
        index.apply(vec![IndexChange::Put(document(3, "c", &["alpha"]))], 51).unwrap();
        assert_eq!(index.count(), 2);
        drop(index);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(Index::open(&folder.path().join("index")).unwrap().applied(), 51);
    }

    #[test]
    fn a_rebuild_that_is_given_up_leaves_the_index_as_it_was() {
        let (folder, index) = index(vec![document(1, "a", &["alpha"])]);
        let mut bulk = index.bulk().unwrap();
        bulk.add(&document(2, "b", &["alpha"])).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        drop(bulk);
        assert_eq!((index.applied(), numbers(&find(&index, "alpha", Fence::All))), (1, vec![1]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_new_indexes_do_not_disturb_each_other_and_a_source_put_twice_stands_once() {
        let (_folder, index) = index(vec![document(1, "a", &["alpha"])]);
        let (mut rebuild, mut import) = (index.bulk().unwrap(), index.bulk_of_import().unwrap());
        rebuild.add(&document(2, "b", &["alpha"])).unwrap();
        import.put(&document(3, "c", &["alpha"])).unwrap();
        import.put(&document(3, "c", &["alpha", "alpha again"])).unwrap();
        rebuild.finish(&index, 2).unwrap();
        assert_eq!(numbers(&find(&index, "alpha", Fence::All)), [2]);
        import.finish(&index, 3).unwrap();
        assert_eq!((index.applied(), index.count()), (3, 2));
        assert_eq!(numbers(&find(&index, "again", Fence::All)), [3]);
    }
}
