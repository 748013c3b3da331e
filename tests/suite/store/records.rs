//! The story of what is recorded: sources for the index, imports, briefings, the log and the feed.

use super::{values::*, *};

pub(super) async fn sources_story(store: &Store) {
    let buyer = account(1, "Alder");
    let entries: Vec<_> = (1..=3).map(|n| entry(n, Some(buyer.id), EntryKind::Call, noon(), 34)).collect();
    let paper = document(1);
    let one = version(1, &paper, 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_entries(&entries).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    let text = passages(SourceId::Version(one.id), None, 2);
    writer.keep_versions(&[(one.clone(), b"x".to_vec(), text)]).await.unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    let first = reader.sources_after(None, 2).await.unwrap();
    let rest = reader.sources_after(first.last().map(|row| row.source), 10).await.unwrap();
    let all: Vec<_> = first.iter().chain(&rest).collect();
    let order: Vec<SourceId> = all.iter().map(|row| row.source).collect();
    let mut expected: Vec<_> = entries.iter().map(|kept| SourceId::Entry(kept.entry.id)).collect();
    expected.push(SourceId::Version(one.id));
    assert_eq!(order, expected);
    assert_eq!((all[0].kind_word.as_str(), all[0].account, all[0].passages.len()), ("call", Some(buyer.id), 34));
    assert_eq!(all[0].people, ["Dana Holm", "dana@x.example"]);
    assert_eq!((all[3].kind_word.as_str(), all[3].account, all[3].title.as_str()), ("document", None, "Document 1"));
    assert!(reader.sources_after(Some(SourceId::Version(one.id)), 10).await.unwrap().is_empty());
    assert_eq!(reader.source_row(all[1].source).await.unwrap().as_ref(), Some(all[1]));
    assert_eq!(reader.source_row(all[3].source).await.unwrap().as_ref(), Some(all[3]));
    assert_eq!(reader.source_row(SourceId::Entry(EntryId(Uuid::from_u128(99)))).await.unwrap(), None);

    let before = reader.last_change().await.unwrap();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_document(&Document { title: "New title".to_owned(), ..paper }).await.unwrap();
    writer.commit().await.unwrap();
    let feed = reader.changes_after(before, 10).await.unwrap();
    assert_eq!(feed.iter().map(|change| change.source).collect::<Vec<_>>(), [SourceId::Version(one.id)]);
}

pub(super) async fn imports_story(store: &Store) {
    let file = |path: &str, text: &str| FileRow {
        path: path.to_owned(),
        hash: TextHash::of(text),
        door: "history".to_owned(),
        format: "eml".to_owned(),
        imported: noon(),
        items: 3,
    };
    let mut import = ImportRun {
        id: ImportId(Uuid::from_u128(1)),
        door: "history".to_owned(),
        started: noon(),
        finished: None,
        files: 2,
        imported: 1,
        unchanged: 0,
        failed: vec![FailedFile { path: "b.pdf".to_owned(), reason: "It is locked.".to_owned() }],
        entries: 3,
        documents: 0,
    };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.keep_files(&[file("a.eml", "one")]).await.unwrap();
    writer.keep_files(&[file("a.eml", "two"), file("c.eml", "three")]).await.unwrap();
    writer.commit().await.unwrap();
    assert!(acts(store).await.is_empty(), "a run is logged when it ends");
    import.finished = Some(noon());
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.import_runs(5).await.unwrap(), [import]);
    let at = reader.files_at(&["a.eml", "b.eml"].map(str::to_owned)).await.unwrap();
    assert_eq!(at.into_values().collect::<Vec<_>>(), [file("a.eml", "two")]);
    let seen = reader.files_seen(&["three", "one"].map(TextHash::of)).await.unwrap();
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [TextHash::of("three")]);
    assert_eq!(acts(store).await, [Act::Imported]);
}

pub(super) async fn briefing_story(store: &Store) {
    let buyer = account(1, "Alder");
    let brief = |title: &str| Briefing {
        schema: 1,
        id: None,
        kind: "executive".to_owned(),
        head: BriefingHead {
            account: buyer.id,
            account_name: buyer.name.clone(),
            title: title.to_owned(),
            meeting: None,
            as_of: noon(),
            zone_minutes: 60,
            oldest: None,
            newest: None,
            entries_read: 3,
            documents_searched: 1,
        },
        sections: Vec::new(),
    };
    let (first, second) = (BriefingId(Uuid::from_u128(1)), BriefingId(Uuid::from_u128(2)));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_briefing(first, &brief("First"), WHO).await.unwrap();
    writer.commit().await.unwrap();
    let mut writer = store.write(WHO, noon() + TimeDelta::hours(1)).await.unwrap();
    writer.keep_briefing(second, &brief("Second"), WHO).await.unwrap();
    writer.audit(Act::BriefingExported, &second.to_string(), json!({ "format": "html" })).await.unwrap();
    writer.commit().await.unwrap();
    let rows = store.read().briefings(buyer.id).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [second, first], "newest first");
    assert_eq!((rows[0].title.as_str(), rows[0].by.as_str(), rows[0].as_of), ("Second", WHO, noon()));
    let kept = store.read().briefing(first).await.unwrap().unwrap();
    assert_eq!(kept, Briefing { id: Some(first), ..brief("First") });
    assert_eq!(acts(store).await, [Act::BriefingMade, Act::BriefingMade, Act::BriefingExported]);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    let again = writer.keep_briefing(first, &brief("Rewritten"), WHO).await;
    assert!(matches!(again, Err(StoreError::Refused { .. })), "{again:?}");
}

pub(super) async fn log_story(store: &Store) {
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.audit(Act::Refused, "a", json!({ "z": 1, "a": { "y": 2.5, "b": [null, "NUL \0"] } })).await.unwrap();
    writer.audit(Act::Refused, "b", json!(null)).await.unwrap();
    writer.commit().await.unwrap();
    let mut undone = store.write(WHO, noon()).await.unwrap();
    undone.audit(Act::Refused, "never", json!({})).await.unwrap();
    drop(undone);
    let mut writer = store.write("Another", noon()).await.unwrap();
    writer.audit(Act::Refused, "c", json!({})).await.unwrap();
    writer.commit().await.unwrap();
    let log = store.read().audit_after(0, 10).await.unwrap();
    assert_eq!(log.iter().map(|entry| entry.subject.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let mut previous = TextHash("0".repeat(64));
    for (number, entry) in (1..).zip(&log) {
        assert_eq!((entry.number, &entry.previous), (number, &previous));
        assert_eq!(entry.hash, entry.expected_hash(), "entry {number} reads back as it was hashed");
        previous = entry.hash.clone();
    }
    assert_eq!(store.read().audit_after(2, 10).await.unwrap(), log[2..]);
    assert_eq!(store.read().audit_last().await.unwrap().as_ref(), log.last());
}

pub(super) async fn feed_story(store: &Store) {
    assert_eq!(store.read().last_change().await.unwrap(), 0);
    let mut tasks = Vec::new();
    for number in 1..=12_u128 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let kept = entry(number, None, EntryKind::Mail, noon(), 1);
            let mut writer = store.write(WHO, noon()).await.unwrap();
            writer.keep_entry(&kept.entry, &kept.passages).await.unwrap();
            writer.audit(Act::Imported, &kept.entry.id.to_string(), json!({})).await.unwrap();
            if number % 4 == 0 { drop(writer) } else { writer.commit().await.unwrap() }
        }));
    }
    let mut seen = 0;
    while seen < 9 {
        let read = store.read().changes_after(0, 100).await.unwrap();
        let numbers: Vec<i64> = read.iter().map(|change| change.number).collect();
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>(), "no reader ever sees a hole");
        seen = numbers.len();
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.read().last_change().await.unwrap(), 9, "what was undone took no number");
    assert_eq!(acts(store).await.len(), 9);
}
