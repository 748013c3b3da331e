//! The story of the library and of who released what.

use super::{values::*, *};

pub(super) async fn library_story(store: &Store) {
    let paper = document(1);
    let (one, two) = (version(1, &paper, 1), version(2, &paper, 2));
    let text = passages(SourceId::Version(one.id), None, 33);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    let first = (one.clone(), b"\0\xff bytes".to_vec(), text.clone());
    writer.keep_versions(&[first, (two.clone(), b"two".to_vec(), Vec::new())]).await.unwrap();
    writer.commit().await.unwrap();

    let reader = store.read();
    let whole = (paper.clone(), vec![one.clone(), two.clone()]);
    assert_eq!(reader.documents().await.unwrap(), std::slice::from_ref(&whole));
    assert_eq!(reader.document(paper.id).await.unwrap(), Some(whole.clone()));
    let asked = ["library/1.md", "library/9.md"].map(str::to_owned);
    assert_eq!(reader.documents_at(&asked).await.unwrap().into_values().collect::<Vec<_>>(), [whole]);
    assert_eq!(reader.version(one.id).await.unwrap(), Some((paper.clone(), one.clone())));
    assert_eq!(reader.version_bytes(one.id).await.unwrap().as_deref(), Some(&b"\0\xff bytes"[..]));
    assert_eq!(reader.passages(SourceId::Version(one.id)).await.unwrap(), text);

    let flags = async || {
        let (_, versions) = store.read().document(paper.id).await.unwrap().unwrap();
        versions.iter().map(|version| (version.sanction.is_some(), version.superseded)).collect::<Vec<_>>()
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
    let never = writer.keep_sanction(VersionId(Uuid::from_u128(99)), &sanction()).await;
    assert!(matches!(never, Err(StoreError::Missing { .. })), "{never:?}");
    writer.commit().await.unwrap();
    assert_eq!(flags().await, [(true, false), (true, false)], "a withdrawn version replaces nothing");
    let (_, kept) = reader.version(two.id).await.unwrap().unwrap();
    assert_eq!(kept.sanction.unwrap().withdrawn, Some(noon()));
    assert_eq!(acts(store).await, [Act::Sanctioned, Act::Sanctioned, Act::Withdrawn]);

    let mut writer = store.write(WHO, noon()).await.unwrap();
    let mut ids = Vec::new();
    for number in 10..30 {
        let (paper, nth) = (document(number), version(number, &document(number), 1));
        let text = passages(SourceId::Version(nth.id), None, 1);
        ids.push(text[0].id);
        writer.keep_document(&paper).await.unwrap();
        writer.keep_versions(&[(nth, Vec::new(), text)]).await.unwrap();
    }
    writer.commit().await.unwrap();
    let found = reader.passages_at(&ids).await.unwrap();
    assert_eq!(found.iter().map(|row| row.passage.id).collect::<Vec<_>>(), ids, "more than one question asks for");
    assert!(matches!(&found[19].owner, Owner::Document(pair) if pair.0 == document(29)));
}

pub(super) async fn replacing_story(store: &Store) {
    let (old, new) = (document(1), document(2));
    let (of_old, of_new) = (version(1, &old, 1), version(2, &new, 1));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    for (document, version) in [(&old, &of_old), (&new, &of_new)] {
        writer.keep_document(document).await.unwrap();
        writer.keep_versions(&[(version.clone(), b"x".to_vec(), Vec::new())]).await.unwrap();
    }
    writer.keep_sanction(of_old.id, &sanction()).await.unwrap();
    writer.supersede(old.id, new.id).await.unwrap();
    assert!(writer.supersede(old.id, old.id).await.is_err(), "a document cannot replace itself");
    assert!(!writer.version(of_old.id).await.unwrap().unwrap().1.superseded, "the other is not released yet");
    writer.keep_sanction(of_new.id, &sanction()).await.unwrap();
    writer.commit().await.unwrap();
    let (document, version) = store.read().version(of_old.id).await.unwrap().unwrap();
    assert_eq!((document.superseded_by, version.superseded), (Some(new.id), true));
    assert!(!store.read().version(of_new.id).await.unwrap().unwrap().1.superseded);
}

pub(super) async fn rekeeping_story(store: &Store) {
    let paper = document(1);
    let one = version(1, &paper, 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_document(&paper).await.unwrap();
    writer.keep_versions(&[(one.clone(), b"x".to_vec(), Vec::new())]).await.unwrap();
    writer.keep_sanction(one.id, &sanction()).await.unwrap();
    writer.keep_versions(&[(one.clone(), b"x".to_vec(), Vec::new())]).await.unwrap();
    writer.commit().await.unwrap();
    let (_, kept) = store.read().version(one.id).await.unwrap().unwrap();
    assert_eq!(kept.sanction, Some(sanction()), "an import never takes a release away unlogged");
    let born = Version { sanction: Some(sanction()), ..version(2, &paper, 2) };
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_versions(&[(born.clone(), b"x".to_vec(), Vec::new())]).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(acts(store).await, [Act::Sanctioned, Act::Sanctioned], "nor gives one unlogged");
}
