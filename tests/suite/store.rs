//! One story told on both databases. It calls every public method of the store.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Account, AccountId, Act, Audience, Briefing, BriefingHead, BriefingId, Contact, ContactId,
    Document, DocumentId, Entry, EntryId, EntryKind, HistoryEntry, ImportId, Opportunity,
    OpportunityId, Origin, PartRole, Participant, Passage, PassageId, Person, PersonId, Place,
    Placement, Role, Sanction, Sensitivity, SourceId, TextHash, Version, VersionId,
};
use serde_json::json;
use store::{FailedFile, FileRow, ImportRun, Store, StoreError, WorkspaceRow};
use support::databases::databases;
use uuid::Uuid;

const WHO: &str = "Mara Lind";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn noon() -> DateTime<Utc> {
    at("2026-11-02T12:00:00.000001Z")
}

fn account(number: u128, name: &str) -> Account {
    Account {
        id: AccountId(Uuid::from_u128(number)),
        name: name.to_owned(),
        external_id: Some(format!("001{number}")),
        domains: vec![format!("{}.example", name.to_lowercase())],
        industry: None,
        owner: Some(WHO.to_owned()),
        facts: vec![("Region".to_owned(), "North".to_owned())],
    }
}

fn contact(number: u128, account: AccountId) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(number)),
        account,
        external_id: None,
        name: format!("Contact {number}"),
        emails: vec!["c@x.example".to_owned()],
        title: None,
        role: None,
        record: None,
    }
}

fn opportunity(number: u128, account: Option<AccountId>) -> Opportunity {
    Opportunity {
        id: OpportunityId(Uuid::from_u128(number)),
        account,
        external_id: None,
        name: format!("Deal {number}"),
        stage: Some("Proposal".to_owned()),
        amount: Some("128000.50".to_owned()),
        currency: Some("EUR".to_owned()),
        close_date: Some("2026-12-18".parse().unwrap()),
        next_step: None,
        owner: None,
        created: None,
        closed: false,
        won: false,
        as_of: noon(),
        record: EntryId(Uuid::from_u128(900 + number)),
    }
}

fn passages(source: SourceId, account: Option<AccountId>, many: u32) -> Vec<Passage> {
    (0..many)
        .map(|ordinal| {
            let text = format!("Line {ordinal} with “quotes”, a NUL \0 and an emoji 🙂.");
            Passage {
                id: PassageId { source, ordinal },
                account,
                place: Place {
                    lines: Some((ordinal + 1, ordinal + 1)),
                    ..Place::default()
                },
                heading: vec!["Notes".to_owned()],
                speaker: None,
                quoted: ordinal % 2 == 1,
                hash: TextHash::of(&text),
                text,
            }
        })
        .collect()
}

fn entry(
    number: u128,
    account: Option<AccountId>,
    kind: EntryKind,
    when: DateTime<Utc>,
    many: u32,
) -> HistoryEntry {
    let id = EntryId(Uuid::from_u128(number));
    let entry = Entry {
        id,
        account,
        kind,
        at: when,
        zone_minutes: Some(60),
        all_day: false,
        end: None,
        title: format!("Entry {number}"),
        people: vec![Participant {
            role: PartRole::From,
            name: Some("Dana Holm".to_owned()),
            email: Some("dana@x.example".to_owned()),
        }],
        thread: None,
        location: None,
        cancelled: false,
        changes: Vec::new(),
        origin: Origin {
            path: format!("mail/{number}.eml"),
            file: TextHash::of(number.to_string()),
            key: String::new(),
        },
        placement: Placement::Open {
            candidates: Vec::new(),
        },
    };
    HistoryEntry {
        entry,
        passages: passages(SourceId::Entry(id), account, many),
    }
}

fn document(number: u128) -> Document {
    Document {
        id: DocumentId(Uuid::from_u128(number)),
        title: format!("Document {number}"),
        path: format!("library/{number}.md"),
        superseded_by: None,
    }
}

fn version(number: u128, of: &Document, nth: u32) -> Version {
    Version {
        id: VersionId(Uuid::from_u128(number)),
        document: of.id,
        number: nth,
        file: TextHash::of("bytes"),
        format: "markdown".to_owned(),
        bytes: 5,
        imported: noon(),
        pages: None,
        sanction: None,
        superseded: false,
    }
}

fn sanction() -> Sanction {
    Sanction {
        by: WHO.to_owned(),
        at: noon(),
        audience: Audience::Nda,
        sensitivity: Sensitivity::Confidential,
        owner: None,
        effective: None,
        expires: None,
        withdrawn: None,
    }
}

async fn acts(store: &Store) -> Vec<Act> {
    store
        .read()
        .audit_after(0, 1000)
        .await
        .unwrap()
        .into_iter()
        .map(|entry| entry.act)
        .collect()
}

/// Opens each database that is at hand and tells it the story.
macro_rules! on_both {
    ($($name:ident $story:path;)*) => {$(
        #[tokio::test]
        async fn $name() {
            for database in databases() {
                println!("on {}", database.name);
                let store = Store::open(&database.url).await.unwrap();
                $story(&store).await;
            }
        }
    )*};
}

on_both! {
    a_workspace_keeps_its_name_settings_and_people workspace_story;
    accounts_contacts_and_deals_come_back_as_they_were_kept accounts_story;
    history_comes_back_whole_and_in_order history_story;
    an_entry_moves_with_its_passages_and_the_move_is_logged placing_story;
    what_the_source_forgets_is_removed_and_the_feed_says_so removal_story;
    versions_are_kept_with_their_bytes_and_superseded_by_later_ones library_story;
    a_replaced_document_is_superseded_once_the_other_is_released replacing_story;
    a_version_kept_again_keeps_its_sanction rekeeping_story;
    the_index_can_read_every_source_in_order sources_story;
    files_and_runs_of_import_are_remembered imports_story;
    a_briefing_is_kept_once_and_never_changed briefing_story;
    the_log_is_chained_and_undone_with_its_act log_story;
    change_numbers_follow_commits feed_story;
}

async fn workspace_story(store: &Store) {
    let reader = store.read();
    assert_eq!(reader.workspace().await.unwrap(), None);
    let mut made = WorkspaceRow {
        id: Uuid::from_u128(7),
        name: "Pellworth".to_owned(),
        sample: true,
        pinned_now: Some(noon()),
        zone_minutes: -330,
        created: noon(),
    };
    let person = Person {
        id: PersonId(Uuid::from_u128(1)),
        name: WHO.to_owned(),
        email: None,
        role: Role::Admin,
    };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_workspace(&made).await.unwrap();
    writer
        .keep_setting("our_domains", &json!(["seller.example"]))
        .await
        .unwrap();
    writer
        .keep_setting("our_domains", &json!(["seller.example"]))
        .await
        .unwrap();
    writer.keep_person(&person).await.unwrap();
    assert_eq!(
        reader.workspace().await.unwrap(),
        None,
        "not before the commit"
    );
    writer.commit().await.unwrap();
    assert_eq!(reader.workspace().await.unwrap().as_ref(), Some(&made));
    assert_eq!(
        reader.setting("our_domains").await.unwrap(),
        Some(json!(["seller.example"]))
    );
    assert_eq!(reader.setting("none").await.unwrap(), None);
    assert_eq!(reader.people().await.unwrap(), [person.clone()]);
    assert_eq!(reader.person_named(WHO).await.unwrap(), Some(person));
    assert_eq!(reader.person_named("Nobody").await.unwrap(), None);
    assert_eq!(
        acts(store).await,
        [Act::WorkspaceCreated, Act::SettingChanged, Act::PersonAdded]
    );

    made.name = "Pellworth two".to_owned();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_workspace(&made).await.unwrap();
    assert!(
        writer
            .keep_workspace(&WorkspaceRow {
                id: Uuid::from_u128(8),
                ..made.clone()
            })
            .await
            .is_err()
    );
    writer.commit().await.unwrap();
    assert_eq!(reader.workspace().await.unwrap(), Some(made));
}

async fn accounts_story(store: &Store) {
    let (first, second) = (account(2, "Alder"), account(1, "Birch"));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    for account in [&second, &first] {
        writer.keep_account(account).await.unwrap();
    }
    let people = [contact(1, first.id), contact(2, first.id)];
    for contact in &people {
        writer.keep_contact(contact).await.unwrap();
    }
    let deals = [opportunity(1, Some(first.id)), opportunity(2, None)];
    for deal in &deals {
        writer.keep_opportunity(deal).await.unwrap();
    }
    let newer = entry(5, Some(first.id), EntryKind::Mail, noon(), 1);
    writer
        .keep_entry(&newer.entry, &newer.passages)
        .await
        .unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    assert_eq!(
        reader.accounts().await.unwrap(),
        [first.clone(), second.clone()],
        "by name"
    );
    assert_eq!(reader.account(first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(reader.contacts(first.id).await.unwrap(), people);
    assert_eq!(reader.all_contacts().await.unwrap().len(), 2);
    assert_eq!(reader.opportunities(first.id).await.unwrap(), deals[..1]);
    assert_eq!(reader.all_opportunities().await.unwrap(), deals);
    let counts = reader.account_counts().await.unwrap();
    assert_eq!(
        (counts[0].entries, counts[0].newest, counts[0].contacts),
        (1, Some(noon()), 2)
    );
    assert_eq!(
        (counts[1].entries, counts[1].newest, counts[1].contacts),
        (0, None, 0)
    );
    let whole = reader.counts().await.unwrap();
    assert_eq!(
        (
            whole.accounts,
            whole.contacts,
            whole.opportunities,
            whole.entries,
            whole.passages
        ),
        (2, 2, 2, 1, 1)
    );

    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .keep_account(&Account {
            name: "Zelkova".to_owned(),
            ..first.clone()
        })
        .await
        .unwrap();
    writer.remove_contact(people[0].id).await.unwrap();
    writer.remove_opportunity(deals[1].id).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(reader.accounts().await.unwrap()[1].name, "Zelkova");
    assert_eq!(reader.all_contacts().await.unwrap(), people[1..]);
    assert_eq!(reader.all_opportunities().await.unwrap(), deals[..1]);
}

async fn history_story(store: &Store) {
    let buyer = account(1, "Alder");
    let late = entry(1, Some(buyer.id), EntryKind::Meeting, noon(), 0);
    let twin = entry(3, Some(buyer.id), EntryKind::Mail, noon(), 32);
    let early = entry(
        9,
        Some(buyer.id),
        EntryKind::Note,
        noon() - TimeDelta::days(3),
        70,
    );
    let mut cancelled = entry(4, Some(buyer.id), EntryKind::Meeting, noon(), 1);
    cancelled.entry.cancelled = true;
    let loose = entry(5, None, EntryKind::Meeting, noon(), 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    let all = [
        late.clone(),
        twin.clone(),
        early.clone(),
        cancelled.clone(),
        loose.clone(),
    ];
    writer.keep_entries(&all).await.unwrap();
    assert_eq!(
        writer.history(buyer.id).await.unwrap().len(),
        4,
        "a writer sees its own work"
    );
    writer.commit().await.unwrap();

    let reader = store.read();
    let history = reader.history(buyer.id).await.unwrap();
    assert_eq!(
        history,
        [early.clone(), late.clone(), twin.clone(), cancelled.clone()],
        "oldest first, then by id"
    );
    let entries: Vec<Entry> = history.into_iter().map(|kept| kept.entry).collect();
    assert_eq!(reader.entries(buyer.id).await.unwrap(), entries);
    assert_eq!(
        reader.entry(late.entry.id).await.unwrap(),
        Some(late.entry.clone())
    );
    assert_eq!(
        reader.entry(EntryId(Uuid::from_u128(99))).await.unwrap(),
        None
    );
    let (from, to) = (noon(), noon() + TimeDelta::microseconds(1));
    assert_eq!(
        reader.meetings_between(from, to).await.unwrap(),
        [late.entry.clone()],
        "not cancelled, with an account"
    );
    assert!(
        reader
            .meetings_between(to, to + TimeDelta::days(9))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(reader.unattached(10, 0).await.unwrap(), [loose.entry]);
    assert!(reader.unattached(10, 1).await.unwrap().is_empty());
    assert_eq!(reader.unattached_count().await.unwrap(), 1);
    assert_eq!(
        reader.entries_of_file("mail/9.eml").await.unwrap(),
        [early.entry.clone()]
    );

    let source = SourceId::Entry(early.entry.id);
    assert_eq!(reader.passages(source).await.unwrap(), early.passages);
    let in_third_part = early.passages[69].clone();
    assert_eq!(
        reader.passage(in_third_part.id).await.unwrap(),
        Some(in_third_part.clone())
    );
    let missing = PassageId {
        source,
        ordinal: 70,
    };
    assert_eq!(reader.passage(missing).await.unwrap(), None);
    let asked = [
        missing,
        in_third_part.id,
        twin.passages[0].id,
        twin.passages[0].id,
    ];
    let found = reader.passages_at(&asked).await.unwrap();
    assert_eq!(found, [twin.passages[0].clone(), in_third_part]);

    let shorter = entry(9, Some(buyer.id), EntryKind::Note, noon(), 2);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .keep_entry(&shorter.entry, &shorter.passages)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    assert_eq!(
        reader.passages(source).await.unwrap(),
        shorter.passages,
        "no passage of the earlier text is left"
    );
}

async fn placing_story(store: &Store) {
    let (from, to) = (account(1, "Alder"), account(2, "Birch"));
    let (moved, loose) = (
        entry(1, Some(from.id), EntryKind::Mail, noon(), 40),
        entry(2, None, EntryKind::Mail, noon(), 1),
    );
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&from).await.unwrap();
    writer.keep_account(&to).await.unwrap();
    writer
        .keep_entries(&[moved.clone(), loose.clone()])
        .await
        .unwrap();
    let before = writer.last_change().await.unwrap();
    let by_hand = Placement::Hand {
        person: WHO.to_owned(),
    };
    writer
        .place_entry(moved.entry.id, Some(to.id), &by_hand)
        .await
        .unwrap();
    writer
        .place_entries(&[(loose.entry.id, to.id, by_hand.clone())])
        .await
        .unwrap();
    let nowhere = writer
        .place_entry(EntryId(Uuid::from_u128(99)), None, &by_hand)
        .await;
    assert!(
        matches!(nowhere, Err(StoreError::Missing { .. })),
        "{nowhere:?}"
    );
    writer.commit().await.unwrap();

    let reader = store.read();
    assert!(reader.history(from.id).await.unwrap().is_empty());
    let history = reader.history(to.id).await.unwrap();
    assert_eq!(history.len(), 2);
    for kept in &history {
        assert_eq!(
            (kept.entry.account, &kept.entry.placement),
            (Some(to.id), &by_hand)
        );
        assert!(
            kept.passages
                .iter()
                .all(|passage| passage.account == Some(to.id))
        );
    }
    assert_eq!(
        reader
            .passage(moved.passages[35].id)
            .await
            .unwrap()
            .unwrap()
            .account,
        Some(to.id)
    );
    assert_eq!(reader.changes_after(before, 10).await.unwrap().len(), 2);
    assert_eq!(acts(store).await, [Act::Placed, Act::Placed]);
}

async fn removal_story(store: &Store) {
    let gone = entry(1, None, EntryKind::Mail, noon(), 40);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .keep_entries(std::slice::from_ref(&gone))
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .remove_entries(&[gone.entry.id, EntryId(Uuid::from_u128(99))])
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.entry(gone.entry.id).await.unwrap(), None);
    assert!(
        reader
            .passages(SourceId::Entry(gone.entry.id))
            .await
            .unwrap()
            .is_empty()
    );
    let feed: Vec<_> = reader
        .changes_after(0, 10)
        .await
        .unwrap()
        .into_iter()
        .map(|c| (c.number, c.gone))
        .collect();
    assert_eq!(
        feed,
        [(1, false), (2, true)],
        "one line for what was there, none for what was not"
    );
}

async fn library_story(store: &Store) {
    let paper = document(1);
    let (one, two) = (version(1, &paper, 1), version(2, &paper, 2));
    let text = passages(SourceId::Version(one.id), None, 33);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    writer
        .keep_version(&one, b"\0\xff bytes", &text)
        .await
        .unwrap();
    writer
        .keep_versions(&[(two.clone(), b"two".to_vec(), Vec::new())])
        .await
        .unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    let whole = (paper.clone(), vec![one.clone(), two.clone()]);
    assert_eq!(reader.documents().await.unwrap(), [whole.clone()]);
    assert_eq!(
        reader.document(paper.id).await.unwrap(),
        Some(whole.clone())
    );
    assert_eq!(
        reader.document_at("library/1.md").await.unwrap(),
        Some(whole)
    );
    assert_eq!(reader.document_at("library/9.md").await.unwrap(), None);
    assert_eq!(
        reader.version(one.id).await.unwrap(),
        Some((paper.clone(), one.clone()))
    );
    assert_eq!(
        reader.version_bytes(one.id).await.unwrap().as_deref(),
        Some(&b"\0\xff bytes"[..])
    );
    assert_eq!(
        reader.passages(SourceId::Version(one.id)).await.unwrap(),
        text
    );

    let flags = async || {
        let (_, versions) = store.read().document(paper.id).await.unwrap().unwrap();
        versions
            .iter()
            .map(|version| (version.sanction.is_some(), version.superseded))
            .collect::<Vec<_>>()
    };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_sanction(one.id, &sanction()).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(flags().await, [(true, false), (false, false)]);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_sanction(two.id, &sanction()).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(flags().await, [(true, true), (true, false)]);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.withdraw(two.id, noon()).await.unwrap();
    let never = writer
        .keep_sanction(VersionId(Uuid::from_u128(99)), &sanction())
        .await;
    assert!(
        matches!(never, Err(StoreError::Missing { .. })),
        "{never:?}"
    );
    writer.commit().await.unwrap();
    assert_eq!(
        flags().await,
        [(true, false), (true, false)],
        "a withdrawn version replaces nothing"
    );
    let (_, kept) = reader.version(two.id).await.unwrap().unwrap();
    assert_eq!(kept.sanction.unwrap().withdrawn, Some(noon()));
    assert_eq!(
        acts(store).await,
        [Act::Sanctioned, Act::Sanctioned, Act::Withdrawn]
    );
}

async fn replacing_story(store: &Store) {
    let (old, new) = (document(1), document(2));
    let (of_old, of_new) = (version(1, &old, 1), version(2, &new, 1));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    for (document, version) in [(&old, &of_old), (&new, &of_new)] {
        writer.keep_document(document).await.unwrap();
        writer.keep_version(version, b"x", &[]).await.unwrap();
    }
    writer.keep_sanction(of_old.id, &sanction()).await.unwrap();
    writer.supersede(old.id, new.id).await.unwrap();
    assert!(
        writer.supersede(old.id, old.id).await.is_err(),
        "a document cannot replace itself"
    );
    assert!(
        !writer
            .version(of_old.id)
            .await
            .unwrap()
            .unwrap()
            .1
            .superseded,
        "the other is not released yet"
    );
    writer.keep_sanction(of_new.id, &sanction()).await.unwrap();
    writer.commit().await.unwrap();
    let (document, version) = store.read().version(of_old.id).await.unwrap().unwrap();
    assert_eq!(
        (document.superseded_by, version.superseded),
        (Some(new.id), true)
    );
    assert!(
        !store
            .read()
            .version(of_new.id)
            .await
            .unwrap()
            .unwrap()
            .1
            .superseded
    );
}

async fn rekeeping_story(store: &Store) {
    let paper = document(1);
    let one = version(1, &paper, 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    writer.keep_version(&one, b"x", &[]).await.unwrap();
    writer.keep_sanction(one.id, &sanction()).await.unwrap();
    writer.keep_version(&one, b"x", &[]).await.unwrap();
    writer.commit().await.unwrap();
    let (_, kept) = store.read().version(one.id).await.unwrap().unwrap();
    assert_eq!(
        kept.sanction,
        Some(sanction()),
        "an import never takes a release away unlogged"
    );
    let born = Version {
        sanction: Some(sanction()),
        ..version(2, &paper, 2)
    };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_version(&born, b"x", &[]).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(
        acts(store).await,
        [Act::Sanctioned, Act::Sanctioned],
        "nor gives one unlogged"
    );
}

async fn sources_story(store: &Store) {
    let buyer = account(1, "Alder");
    let entries: Vec<_> = (1..=3)
        .map(|n| entry(n, Some(buyer.id), EntryKind::Call, noon(), 34))
        .collect();
    let paper = document(1);
    let one = version(1, &paper, 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_entries(&entries).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    writer
        .keep_version(&one, b"x", &passages(SourceId::Version(one.id), None, 2))
        .await
        .unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    let first = reader.sources_after(None, 2).await.unwrap();
    let rest = reader
        .sources_after(first.last().map(|row| row.source), 10)
        .await
        .unwrap();
    let all: Vec<_> = first.iter().chain(&rest).collect();
    let order: Vec<SourceId> = all.iter().map(|row| row.source).collect();
    let mut expected: Vec<_> = entries
        .iter()
        .map(|kept| SourceId::Entry(kept.entry.id))
        .collect();
    expected.push(SourceId::Version(one.id));
    assert_eq!(order, expected);
    assert_eq!(
        (
            all[0].kind_word.as_str(),
            all[0].account,
            all[0].passages.len()
        ),
        ("call", Some(buyer.id), 34)
    );
    assert_eq!(all[0].people, ["Dana Holm", "dana@x.example"]);
    assert_eq!(
        (
            all[3].kind_word.as_str(),
            all[3].account,
            all[3].title.as_str()
        ),
        ("document", None, "Document 1")
    );
    assert!(
        reader
            .sources_after(Some(SourceId::Version(one.id)), 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        reader.source_row(all[1].source).await.unwrap().as_ref(),
        Some(all[1])
    );
    assert_eq!(
        reader.source_row(all[3].source).await.unwrap().as_ref(),
        Some(all[3])
    );
    assert_eq!(
        reader
            .source_row(SourceId::Entry(EntryId(Uuid::from_u128(99))))
            .await
            .unwrap(),
        None
    );

    let before = reader.last_change().await.unwrap();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .keep_document(&Document {
            title: "New title".to_owned(),
            ..paper
        })
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let feed = reader.changes_after(before, 10).await.unwrap();
    assert_eq!(
        feed.iter().map(|change| change.source).collect::<Vec<_>>(),
        [SourceId::Version(one.id)]
    );
}

async fn imports_story(store: &Store) {
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
        failed: vec![FailedFile {
            path: "b.pdf".to_owned(),
            reason: "It is locked.".to_owned(),
        }],
        entries: 3,
        documents: 0,
    };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.keep_file(&file("a.eml", "one")).await.unwrap();
    writer
        .keep_files(&[file("a.eml", "two"), file("c.eml", "three")])
        .await
        .unwrap();
    writer.commit().await.unwrap();
    assert!(acts(store).await.is_empty(), "a run is logged when it ends");
    import.finished = Some(noon());
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.keep_import_run(&import).await.unwrap();
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.import_runs(5).await.unwrap(), [import]);
    assert_eq!(
        reader.file("a.eml").await.unwrap(),
        Some(file("a.eml", "two"))
    );
    assert_eq!(reader.file("b.eml").await.unwrap(), None);
    assert!(reader.file_seen(&TextHash::of("three")).await.unwrap());
    assert!(!reader.file_seen(&TextHash::of("one")).await.unwrap());
    assert_eq!(acts(store).await, [Act::Imported]);
}

async fn briefing_story(store: &Store) {
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
    let (first, second) = (
        BriefingId(Uuid::from_u128(1)),
        BriefingId(Uuid::from_u128(2)),
    );
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer
        .keep_briefing(first, &brief("First"), WHO)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let mut writer = store
        .write(WHO, noon() + TimeDelta::hours(1))
        .await
        .unwrap();
    writer
        .keep_briefing(second, &brief("Second"), WHO)
        .await
        .unwrap();
    writer
        .audit(
            Act::BriefingExported,
            &second.to_string(),
            json!({ "format": "html" }),
        )
        .await
        .unwrap();
    writer.commit().await.unwrap();
    let rows = store.read().briefings(buyer.id).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.id).collect::<Vec<_>>(),
        [second, first],
        "newest first"
    );
    assert_eq!(
        (rows[0].title.as_str(), rows[0].by.as_str(), rows[0].as_of),
        ("Second", WHO, noon())
    );
    let kept = store.read().briefing(first).await.unwrap().unwrap();
    assert_eq!(
        kept,
        Briefing {
            id: Some(first),
            ..brief("First")
        }
    );
    assert_eq!(
        acts(store).await,
        [Act::BriefingMade, Act::BriefingMade, Act::BriefingExported]
    );
    let mut writer = store.write(WHO, noon()).await.unwrap();
    let again = writer.keep_briefing(first, &brief("Rewritten"), WHO).await;
    assert!(
        matches!(again, Err(StoreError::Refused { .. })),
        "{again:?}"
    );
}

async fn log_story(store: &Store) {
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer
        .audit(
            Act::Refused,
            "a",
            json!({ "z": 1, "a": { "y": 2.5, "b": [null, "NUL \0"] } }),
        )
        .await
        .unwrap();
    writer.audit(Act::Refused, "b", json!(null)).await.unwrap();
    writer.commit().await.unwrap();
    let mut undone = store.write(WHO, noon()).await.unwrap();
    undone
        .audit(Act::Refused, "never", json!({}))
        .await
        .unwrap();
    drop(undone);
    let mut writer = store.write("Another", noon()).await.unwrap();
    writer.audit(Act::Refused, "c", json!({})).await.unwrap();
    writer.commit().await.unwrap();
    let log = store.read().audit_after(0, 10).await.unwrap();
    assert_eq!(
        log.iter()
            .map(|entry| entry.subject.as_str())
            .collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    let mut previous = TextHash("0".repeat(64));
    for (number, entry) in (1..).zip(&log) {
        assert_eq!((entry.number, &entry.previous), (number, &previous));
        assert_eq!(
            entry.hash,
            entry.expected_hash(),
            "entry {number} reads back as it was hashed"
        );
        previous = entry.hash.clone();
    }
    assert_eq!(store.read().audit_after(2, 10).await.unwrap(), log[2..]);
    assert_eq!(
        store.read().audit_last().await.unwrap().as_ref(),
        log.last()
    );
}

async fn feed_story(store: &Store) {
    assert_eq!(store.read().last_change().await.unwrap(), 0);
    let mut tasks = Vec::new();
    for number in 1..=12_u128 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let kept = entry(number, None, EntryKind::Mail, noon(), 1);
            let mut writer = store.write(WHO, noon()).await.unwrap();
            writer
                .keep_entry(&kept.entry, &kept.passages)
                .await
                .unwrap();
            writer
                .audit(Act::Imported, &kept.entry.id.to_string(), json!({}))
                .await
                .unwrap();
            if number % 4 == 0 {
                drop(writer)
            } else {
                writer.commit().await.unwrap()
            }
        }));
    }
    let mut seen = 0;
    while seen < 9 {
        let read = store.read().changes_after(0, 100).await.unwrap();
        let numbers: Vec<i64> = read.iter().map(|change| change.number).collect();
        assert_eq!(
            numbers,
            (1..=numbers.len() as i64).collect::<Vec<_>>(),
            "no reader ever sees a hole"
        );
        seen = numbers.len();
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(
        store.read().last_change().await.unwrap(),
        9,
        "what was undone took no number"
    );
    assert_eq!(acts(store).await.len(), 9);
}
