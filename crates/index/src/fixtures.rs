//! Small indexes for the tests of this crate.

use chrono::DateTime;
use domain::{AccountId, EntryId, Passage, PassageId, Place, SourceId, TextHash, VersionId};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Fence, Found, Index, IndexChange, IndexSource, Search, Synonyms};

pub(crate) fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn source(id: SourceId, kind: &str, account: Option<AccountId>, title: &str, texts: &[&str]) -> IndexSource {
    let passages = texts.iter().zip(0..).map(|(text, ordinal)| Passage {
        id: PassageId { source: id, ordinal },
        account,
        place: Place::default(),
        heading: Vec::new(),
        speaker: None,
        quoted: false,
        text: (*text).to_owned(),
        hash: TextHash::of(text),
    });
    IndexSource {
        source: id,
        kind: kind.to_owned(),
        account,
        title: title.to_owned(),
        at: DateTime::UNIX_EPOCH,
        people: Vec::new(),
        passages: passages.collect(),
    }
}

/// A library document.
pub(crate) fn document(number: u128, title: &str, texts: &[&str]) -> IndexSource {
    source(SourceId::Version(VersionId(Uuid::from_u128(number))), "document", None, title, texts)
}

/// A mail of an account, or of nobody yet.
pub(crate) fn mail(number: u128, of: Option<u128>, title: &str, texts: &[&str]) -> IndexSource {
    source(SourceId::Entry(EntryId(Uuid::from_u128(number))), "mail", of.map(account), title, texts)
}

/// An index of these sources; the folder goes when the first value is dropped.
pub(crate) fn index(sources: Vec<IndexSource>) -> (TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(&folder.path().join("index")).unwrap();
    index.apply(sources.into_iter().map(IndexChange::Put).collect(), 1).unwrap();
    (folder, index)
}

pub(crate) fn find(index: &Index, text: &str, fence: Fence) -> Found {
    index.search(&Search::new(text, fence, &Synonyms::default())).unwrap()
}

/// The sources found, by the number they were made with, best first.
pub(crate) fn numbers(found: &Found) -> Vec<u128> {
    let number = |source| match source {
        SourceId::Entry(id) => id.0.as_u128(),
        SourceId::Version(id) => id.0.as_u128(),
    };
    found.hits.iter().map(|hit| number(hit.passage.source)).collect()
}
