//! What the workspace says about a draft's sentences besides what they cite: passages in force on the same matter, and
//! what this buyer was told before. The gate compares; here they are only found.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::{AccountId, EntryKind, PartRole, PassageId, SourceId, TextHash};
use gate::{Related, Told};
use index::{Fence, Search, Synonyms};
use store::{Owner, PassageRow};

use crate::{
    error::Result,
    gather,
    jobs::index_changes::{be_current, with_index},
    open::App,
};

/// Passages looked at for each sentence, of the library and of the account's mail.
const NEAREST: usize = 4;
/// A shorter sentence says too little to be contradicted.
const WORDS: usize = 4;
/// Sentences of a draft that are looked up; a text of this length is a document, not a mail.
const SENTENCES: usize = 80;

/// Found passages by account and sentence, with the change number they were found at.
pub(crate) type EchoCache = BTreeMap<(AccountId, TextHash), (i64, Arc<Vec<PassageId>>)>;

/// For each sentence, passages in force and mails of ours on the same matter.
pub(crate) async fn echoes(
    app: &Arc<App>,
    account: AccountId,
    sentences: &[String],
    cited: &BTreeSet<PassageId>,
    our_domains: &[String],
) -> Result<(Vec<Related>, Vec<Told>)> {
    let wanted: Vec<&String> =
        sentences.iter().filter(|text| text.split_whitespace().count() >= WORDS).take(SENTENCES).collect();
    if wanted.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let sanctioned = gather::in_force(app).await?;
    let only: Vec<SourceId> = sanctioned.keys().copied().collect();
    let found = find(app, account, &wanted, &only).await?;
    let ids: BTreeSet<PassageId> = found.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let ids: Vec<PassageId> = ids.into_iter().collect();
    let rows: BTreeMap<PassageId, PassageRow> =
        app.store.read().passages_at(&ids).await?.into_iter().map(|row| (row.passage.id, row)).collect();
    let (mut related, mut told) = (Vec::new(), Vec::new());
    let mut heard = BTreeSet::new();
    for (sentence, ids) in &found {
        for id in ids.iter() {
            let Some(row) = rows.get(id) else { continue };
            match &row.owner {
                Owner::Document(pair) if sanctioned.contains_key(&id.source) && !cited.contains(id) => {
                    let (document, version) = pair.as_ref();
                    related.push(Related {
                        sentence: (*sentence).clone(),
                        passage: row.passage.clone(),
                        title: document.title.clone(),
                        date: version.imported.date_naive(),
                    });
                }
                Owner::Entry(entry)
                    if entry.kind == EntryKind::Mail
                        && is_from_us(&entry.people, our_domains)
                        && !row.passage.quoted
                        && heard.insert(*id) =>
                {
                    told.extend(gate::sentences_of(&row.passage.text).into_iter().map(|text| Told {
                        text,
                        at: entry.at,
                        place: entry.title.clone(),
                        passage: Some(*id),
                    }));
                }
                _ => {}
            }
        }
    }
    Ok((related, told))
}

pub(crate) fn is_from_us(people: &[domain::Participant], our_domains: &[String]) -> bool {
    people.iter().any(|person| {
        let email = person.email.as_deref().unwrap_or_default();
        let domain = email.rsplit_once('@').map(|(_, domain)| domain).unwrap_or_default();
        person.role == PartRole::From && our_domains.iter().any(|own| own == domain)
    })
}

async fn find<'s>(
    app: &Arc<App>,
    account: AccountId,
    sentences: &[&'s String],
    only: &[SourceId],
) -> Result<Vec<(&'s String, Arc<Vec<PassageId>>)>> {
    be_current(app).await?;
    let last = app.store.read().last_change().await?;
    let key = |text: &str| (account, TextHash::of(text));
    let mut known: BTreeMap<TextHash, Arc<Vec<PassageId>>> = BTreeMap::new();
    if let Ok(mut cache) = app.echoes.lock() {
        cache.retain(|_, (at, _)| *at == last);
        for text in sentences {
            if let Some((_, ids)) = cache.get(&key(text)) {
                known.insert(TextHash::of(text), Arc::clone(ids));
            }
        }
    }
    let fresh: Vec<String> =
        sentences.iter().filter(|text| !known.contains_key(&TextHash::of(text))).map(|text| (*text).clone()).collect();
    let (held, only) = (Arc::clone(app), only.to_vec());
    let found = tokio::task::spawn_blocking(move || {
        let synonyms = held.synonyms();
        let looked = fresh.into_iter().map(|text| {
            let library = near(&held, &text, Fence::Library, Some(only.clone()), &synonyms)?;
            let mail = near(&held, &text, Fence::Account(account), None, &synonyms)?;
            Ok((text, library.into_iter().chain(mail).collect::<Vec<_>>()))
        });
        looked.collect::<Result<Vec<_>>>()
    })
    .await??;
    for (text, ids) in found {
        let ids = Arc::new(ids);
        if let Ok(mut cache) = app.echoes.lock() {
            cache.insert(key(&text), (last, Arc::clone(&ids)));
        }
        known.insert(TextHash::of(&text), ids);
    }
    let all = sentences.iter().map(|text| (*text, known.get(&TextHash::of(text)).cloned().unwrap_or_default()));
    Ok(all.collect())
}

fn near(
    app: &App,
    text: &str,
    fence: Fence,
    only: Option<Vec<SourceId>>,
    synonyms: &Synonyms,
) -> Result<Vec<PassageId>> {
    let kinds = if matches!(fence, Fence::Account(_)) { vec![EntryKind::Mail.word().to_owned()] } else { Vec::new() };
    let search = Search {
        text,
        fence,
        kinds,
        of_kind: Vec::new(),
        from: None,
        before: None,
        after: None,
        only,
        limit: NEAREST,
        typing: false,
        synonyms,
    };
    let found = with_index(app, |index| Ok(index.search(&search)?))?;
    Ok(found.hits.into_iter().map(|hit| hit.passage).collect())
}
