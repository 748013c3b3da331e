//! The story of accounts and their history.

use super::{values::*, *};

pub(super) async fn workspace_story(store: &Store) {
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
    let person = Person { id: PersonId(Uuid::from_u128(1)), name: WHO.to_owned(), email: None, role: Role::Admin };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_workspace(&made).await.unwrap();
    writer.keep_setting("our_domains", &json!(["seller.example"])).await.unwrap();
    writer.keep_setting("our_domains", &json!(["seller.example"])).await.unwrap();
    writer.keep_person(&person).await.unwrap();
    assert_eq!(reader.workspace().await.unwrap(), None, "not before the commit");
    writer.commit().await.unwrap();
    assert_eq!(reader.workspace().await.unwrap().as_ref(), Some(&made));
    assert_eq!(reader.setting("our_domains").await.unwrap(), Some(json!(["seller.example"])));
    assert_eq!(reader.setting("none").await.unwrap(), None);
    assert_eq!(reader.people().await.unwrap(), std::slice::from_ref(&person));
    assert_eq!(reader.person_named(WHO).await.unwrap(), Some(person));
    assert_eq!(reader.person_named("Nobody").await.unwrap(), None);
    assert_eq!(acts(store).await, [Act::WorkspaceCreated, Act::SettingChanged, Act::PersonAdded]);

    made.name = "Pellworth two".to_owned();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_workspace(&made).await.unwrap();
    assert!(writer.keep_workspace(&WorkspaceRow { id: Uuid::from_u128(8), ..made.clone() }).await.is_err());
    writer.commit().await.unwrap();
    assert_eq!(reader.workspace().await.unwrap(), Some(made));
}

pub(super) async fn accounts_story(store: &Store) {
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
    writer.keep_entry(&newer.entry, &newer.passages).await.unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    assert_eq!(reader.accounts().await.unwrap(), [first.clone(), second.clone()], "by name");
    assert_eq!(reader.account(first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(reader.contacts(first.id).await.unwrap(), people);
    assert_eq!(reader.all_contacts().await.unwrap().len(), 2);
    assert_eq!(reader.opportunities(first.id).await.unwrap(), deals[..1]);
    assert_eq!(reader.all_opportunities().await.unwrap(), deals);
    let planned = entry(6, Some(first.id), EntryKind::Meeting, noon() + chrono::Duration::days(300), 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_entry(&planned.entry, &planned.passages).await.unwrap();
    writer.commit().await.unwrap();
    let counts = reader.account_counts(noon()).await.unwrap();
    assert_eq!(
        (counts[0].entries, counts[0].newest, counts[0].contacts),
        (2, Some(noon()), 2),
        "what is planned is no evidence yet"
    );
    assert_eq!((counts[1].entries, counts[1].newest, counts[1].contacts), (0, None, 0));
    let whole = reader.counts().await.unwrap();
    assert_eq!((whole.accounts, whole.contacts, whole.opportunities, whole.entries, whole.passages), (2, 2, 2, 2, 2));

    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&Account { name: "Zelkova".to_owned(), ..first.clone() }).await.unwrap();
    writer.remove_contact(people[0].id).await.unwrap();
    writer.remove_opportunity(deals[1].id).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(reader.accounts().await.unwrap()[1].name, "Zelkova");
    assert_eq!(reader.all_contacts().await.unwrap(), people[1..]);
    assert_eq!(reader.all_opportunities().await.unwrap(), deals[..1]);
}

pub(super) async fn history_story(store: &Store) {
    let buyer = account(1, "Alder");
    let late = entry(1, Some(buyer.id), EntryKind::Meeting, noon(), 0);
    let twin = entry(3, Some(buyer.id), EntryKind::Mail, noon(), 32);
    let early = entry(9, Some(buyer.id), EntryKind::Note, noon() - TimeDelta::days(3), 70);
    let mut cancelled = entry(4, Some(buyer.id), EntryKind::Meeting, noon(), 1);
    cancelled.entry.cancelled = true;
    let loose = entry(5, None, EntryKind::Meeting, noon(), 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    let all = [late.clone(), twin.clone(), early.clone(), cancelled.clone(), loose.clone()];
    writer.keep_entries(&all).await.unwrap();
    assert_eq!(writer.history(buyer.id).await.unwrap().len(), 4, "a writer sees its own work");
    writer.commit().await.unwrap();

    let reader = store.read();
    let history = reader.history(buyer.id).await.unwrap();
    assert_eq!(history, [early.clone(), late.clone(), twin.clone(), cancelled.clone()], "oldest first, then by id");
    let entries: Vec<Entry> = history.into_iter().map(|kept| kept.entry).collect();
    assert_eq!(reader.entries(buyer.id).await.unwrap(), entries);
    assert_eq!(reader.entry(late.entry.id).await.unwrap(), Some(late.entry.clone()));
    assert_eq!(reader.entry(EntryId(Uuid::from_u128(99))).await.unwrap(), None);
    let (from, to) = (noon(), noon() + TimeDelta::microseconds(1));
    assert_eq!(
        reader.meetings_between(from, to).await.unwrap(),
        std::slice::from_ref(&late.entry),
        "not cancelled, with an account"
    );
    assert!(reader.meetings_between(to, to + TimeDelta::days(9)).await.unwrap().is_empty());
    assert_eq!(reader.unattached(10, 0).await.unwrap(), [loose.entry]);
    assert!(reader.unattached(10, 1).await.unwrap().is_empty());
    assert_eq!(reader.unattached_count().await.unwrap(), 1);
    assert_eq!(reader.entries_of_file("mail/9.eml").await.unwrap(), std::slice::from_ref(&early.entry));

    let source = SourceId::Entry(early.entry.id);
    assert_eq!(reader.passages(source).await.unwrap(), early.passages);
    let in_third_part = early.passages[69].clone();
    assert_eq!(reader.passage(in_third_part.id).await.unwrap(), Some(in_third_part.clone()));
    let missing = PassageId { source, ordinal: 70 };
    assert_eq!(reader.passage(missing).await.unwrap(), None);
    let asked = [missing, in_third_part.id, twin.passages[0].id, twin.passages[0].id];
    let found = reader.passages_at(&asked).await.unwrap();
    let shown: Vec<&Passage> = found.iter().map(|row| &row.passage).collect();
    assert_eq!(shown, [&in_third_part, &twin.passages[0], &twin.passages[0]], "in the order asked");
    assert_eq!(found[0].owner, Owner::Entry(Box::new(early.entry.clone())));
    assert_eq!(found[0].account_name.as_deref(), Some("Alder"));

    let shorter = entry(9, Some(buyer.id), EntryKind::Note, noon(), 2);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_entry(&shorter.entry, &shorter.passages).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(reader.passages(source).await.unwrap(), shorter.passages, "no passage of the earlier text is left");
}

pub(super) async fn placing_story(store: &Store) {
    let (from, to) = (account(1, "Alder"), account(2, "Birch"));
    let (moved, loose) =
        (entry(1, Some(from.id), EntryKind::Mail, noon(), 40), entry(2, None, EntryKind::Mail, noon(), 1));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&from).await.unwrap();
    writer.keep_account(&to).await.unwrap();
    writer.keep_entries(&[moved.clone(), loose.clone()]).await.unwrap();
    let before = writer.last_change().await.unwrap();
    let by_hand = Placement::Hand { person: WHO.to_owned() };
    writer.place_entry(moved.entry.id, Some(to.id), &by_hand).await.unwrap();
    writer.place_entries(&[(loose.entry.id, to.id, by_hand.clone())]).await.unwrap();
    let nowhere = writer.place_entry(EntryId(Uuid::from_u128(99)), None, &by_hand).await;
    assert!(matches!(nowhere, Err(StoreError::Missing { .. })), "{nowhere:?}");
    writer.commit().await.unwrap();

    let reader = store.read();
    assert!(reader.history(from.id).await.unwrap().is_empty());
    let history = reader.history(to.id).await.unwrap();
    assert_eq!(history.len(), 2);
    for kept in &history {
        assert_eq!((kept.entry.account, &kept.entry.placement), (Some(to.id), &by_hand));
        assert!(kept.passages.iter().all(|passage| passage.account == Some(to.id)));
    }
    assert_eq!(reader.passage(moved.passages[35].id).await.unwrap().unwrap().account, Some(to.id));
    assert_eq!(reader.changes_after(before, 10).await.unwrap().len(), 2);
    assert_eq!(acts(store).await, [Act::Placed, Act::Placed]);
}

pub(super) async fn removal_story(store: &Store) {
    let gone = entry(1, None, EntryKind::Mail, noon(), 40);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_entries(std::slice::from_ref(&gone)).await.unwrap();
    writer.commit().await.unwrap();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.remove_entries(&[gone.entry.id, EntryId(Uuid::from_u128(99))]).await.unwrap();
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.entry(gone.entry.id).await.unwrap(), None);
    assert!(reader.passages(SourceId::Entry(gone.entry.id)).await.unwrap().is_empty());
    let feed: Vec<_> = reader.changes_after(0, 10).await.unwrap().into_iter().map(|c| (c.number, c.gone)).collect();
    assert_eq!(feed, [(1, false), (2, true)], "one line for what was there, none for what was not");
}
