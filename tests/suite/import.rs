//! Import from end to end: what arrives, what is recognised, what is refused and what a person places by hand.

use std::sync::{Arc, atomic::AtomicBool};

use app::{
    Source,
    commands::imports::{list_unattached, place_entry},
    view::{DoorView, ListUnattached, PlaceEntry, UnattachedView},
};
use serde_json::json;

use crate::desk::{Desk, mail};

const BUYER: &str = "Ada Reyes <ada.reyes@quillon.example>";
const US: &str = "test@northmoor.example";

async fn counts(desk: &Desk) -> serde_json::Value {
    desk.call("get_workspace", json!({})).await["counts"].clone()
}

async fn waiting(desk: &Desk) -> UnattachedView {
    let order = ListUnattached { offset: 0, limit: 100 };
    list_unattached(&desk.app, &desk.me, order).await.unwrap()
}

fn sample(folder: &str) -> Vec<Source> {
    let files = sample::files().unwrap();
    files
        .into_iter()
        .filter(|file| file.path.starts_with(folder))
        .map(|file| Source::Bytes { path: file.path, bytes: file.bytes })
        .collect()
}

#[tokio::test]
async fn the_sample_is_imported_whole() {
    let desk = Desk::with_the_sample().await;
    let held = counts(&desk).await;
    assert!(held["accounts"].as_u64().unwrap() >= 3, "{held}");
    assert!(held["contacts"].as_u64().unwrap() >= 10, "{held}");
    assert!(held["opportunities"].as_u64().unwrap() >= 3, "{held}");
    assert!(held["entries"].as_u64().unwrap() >= 330, "{held}");
    assert_eq!(held["documents"], 34, "{held}");
    assert_eq!(held["quarantined"], 1, "{held}");
    assert!(held["passages"].as_u64() > held["entries"].as_u64(), "{held}");
}

#[tokio::test]
async fn importing_identical_bytes_again_changes_nothing() {
    let desk = Desk::with_the_sample().await;
    let before = counts(&desk).await;
    for (door, folder) in [(DoorView::History, "history/"), (DoorView::Library, "library/")] {
        let sources = sample(folder);
        let files = u32::try_from(sources.len()).unwrap();
        let again = desk.import_sources(door, sources, Arc::default()).await;
        assert_eq!((again.unchanged, again.imported), (files, 0));
        assert_eq!((again.entries, again.documents), (0, 0));
    }
    assert_eq!(counts(&desk).await, before);
}

#[tokio::test]
async fn changed_bytes_of_a_document_are_a_new_version_and_the_old_one_stays() {
    let desk = Desk::empty().await;
    let path = desk.file("policy.md", b"# Policy\n\nBackups are kept for thirty days.\n");
    desk.import(DoorView::Library, std::slice::from_ref(&path)).await;
    std::fs::write(&path, "# Policy\n\nBackups are kept for sixty days.\n").unwrap();
    desk.import(DoorView::Library, std::slice::from_ref(&path)).await;
    let library = desk.call("list_documents", json!({})).await;
    let rows = library["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{library}");
    assert_eq!(rows[0]["versions"], 2);
    let document = desk.call("get_document", json!({ "document": rows[0]["id"] })).await;
    let numbers: Vec<u64> =
        document["versions"].as_array().unwrap().iter().map(|version| version["number"].as_u64().unwrap()).collect();
    assert_eq!(std::collections::BTreeSet::from_iter(numbers), std::collections::BTreeSet::from([1, 2]));
}

#[tokio::test]
async fn changed_bytes_of_a_mail_replace_its_entry() {
    let desk = Desk::empty().await;
    let first = mail("one", BUYER, US, "Dates", "We would like to start in March.");
    let path = desk.file("one.eml", &first);
    desk.import(DoorView::History, std::slice::from_ref(&path)).await;
    let second = mail("one", BUYER, US, "Dates", "We would like to start in April.");
    std::fs::write(&path, second).unwrap();
    let again = desk.import(DoorView::History, std::slice::from_ref(&path)).await;
    assert_eq!(again.imported, 1);
    assert_eq!(counts(&desk).await["entries"], 1);
    let found =
        desk.call("search_passages", json!({ "query": "April", "account": null, "typing": false, "limit": 10 })).await;
    assert_eq!(found["hits"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn files_that_cannot_be_read_are_listed_and_the_rest_goes_on() {
    let desk = Desk::empty().await;
    let good = desk.file("good.md", b"# Good\n\nRead this one.\n");
    let empty = desk.file("empty.md", b"");
    let broken = desk.file("broken.docx", b"PK\x03\x04 this is no archive");
    let odd = desk.file("program.exe", b"MZ\x90\x00\x03\x00\x00\x00");
    let huge = desk.file("huge.txt", b"x");
    let sparse = std::fs::File::options().write(true).open(&huge).unwrap();
    sparse.set_len(3 << 30).unwrap();
    let gone = desk.home.path().join("files/gone");
    let bad = [empty, broken, odd, huge, gone];
    let mut paths = vec![good];
    paths.extend(bad.clone());
    let run = desk.import(DoorView::Library, &paths).await;
    assert_eq!((run.imported, run.documents), (1, 1), "{run:?}");
    for path in &bad {
        let name = path.file_name().unwrap().to_str().unwrap();
        let note = run.failed.iter().find(|note| note.path.ends_with(name));
        let note = note.unwrap_or_else(|| panic!("{name} is not listed: {:?}", run.failed));
        assert!(note.reason.split_whitespace().count() >= 3, "{name}: {}", note.reason);
    }
    assert_eq!(run.failed.len(), bad.len());
}

#[tokio::test]
async fn what_is_imported_stays_when_the_index_cannot_follow_and_search_says_so_until_it_can() {
    let desk = Desk::empty().await;
    let index = desk.folder().join("index");
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::write(&index, "no folder").unwrap();
    let note = desk.file("retention.md", b"# Retention\n\nBackups are kept for ninety days in two regions.\n");
    let done = desk.import(DoorView::Library, &[note]).await;
    assert_eq!((done.imported, done.failed.len(), done.running), (1, 0, false));
    let ask = || serde_json::json!({ "query": "backups", "account": null, "typing": false, "limit": 5 });
    assert!(desk.host.call("search_passages", ask()).await.is_err(), "an index that is behind must not answer");
    std::fs::remove_file(&index).unwrap();
    let found = desk.call("search_passages", ask()).await;
    assert_eq!(found["hits"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_cancelled_import_keeps_what_was_committed_and_can_be_finished_later() {
    let desk = Desk::empty().await;
    let stopped = desk.import_sources(DoorView::History, sample("history/"), Arc::new(AtomicBool::new(true))).await;
    assert!(stopped.cancelled);
    assert_eq!(stopped.imported, 0);
    let files = u32::try_from(sample("history/").len()).unwrap();
    let whole = desk.import_sources(DoorView::History, sample("history/"), Arc::default()).await;
    assert_eq!(whole.imported + whole.unchanged, files, "{:?}", whole.failed);
    let before = counts(&desk).await;
    let stopped = desk.import_sources(DoorView::History, sample("history/"), Arc::new(AtomicBool::new(true))).await;
    assert!(stopped.cancelled);
    assert_eq!(counts(&desk).await, before);
}

#[tokio::test]
async fn what_no_account_fits_is_listed_and_placed_by_hand_and_stays_there() {
    let desk = Desk::with_the_sample().await;
    let before = waiting(&desk).await;
    let planted = ["2026-11-09-a-mutual-in-the-north", "2026-10-22-your-session-in-utrecht", "2026-11-12-voice-memo"];
    assert!(before.total >= 3, "{before:?}");
    let row =
        before.rows.iter().find(|row| row.kind == "note").unwrap_or_else(|| panic!("none of {planted:?}: {before:?}"));
    assert!(!row.why.is_empty());
    let order = PlaceEntry { entry: row.entry.clone(), account: "Pellworth Mutual".into() };
    let after = place_entry(&desk.app, &desk.me, order).await.unwrap();
    assert_eq!(after.total, before.total - 1);
    let mut changed = sample("history/");
    for source in &mut changed {
        if let Source::Bytes { path, bytes } = source
            && path.contains("voice-memo")
        {
            bytes.extend_from_slice(b"\nOne more line.\n");
        }
    }
    let again = desk.import_sources(DoorView::History, changed, Arc::default()).await;
    assert_eq!(again.imported, 1);
    let rest = waiting(&desk).await;
    assert_eq!(rest.total, after.total, "a later import took it out again");
    assert!(rest.rows.iter().all(|left| left.entry != row.entry));
}

#[tokio::test]
async fn a_ragged_table_is_read_row_by_row_with_a_word_about_what_did_not_fit() {
    let desk = Desk::empty().await;
    let table = "Account Name,Website,Industry\nQuillon Freight,quillon.example,Logistics\nShort Row\nLong Row,long.example,Mining,one,two,three\n";
    let path = desk.file("accounts.csv", table.as_bytes());
    let run = desk.import(DoorView::History, &[path]).await;
    assert!(run.failed.is_empty(), "{:?}", run.failed);
    let accounts = desk.call("list_accounts", json!({ "filter": "" })).await;
    let names: Vec<&str> = accounts.as_array().unwrap().iter().filter_map(|account| account["name"].as_str()).collect();
    assert!(names.contains(&"Quillon Freight"), "{names:?}");
    assert!(names.contains(&"Long Row"), "{names:?}");
}
