//! Gathers what a briefing is composed from: one account's whole history, and what the library says to its questions.

use std::{collections::BTreeMap, sync::Arc};

use assemble::{Reading, Sentences};
use chrono::{DateTime, Utc};
use domain::{
    AccountId, Document, EntryId, EntryKind, Evidence, LibraryAnswer, LibraryHit, PassageId, SourceId, Version,
};
use index::{Fence, Found, Search};

use crate::{
    error::{AppError, Result},
    jobs::index_changes::{be_current, with_index},
    open::App,
};

/// Library passages taken for one question of the plan.
const HITS_A_QUESTION: usize = 6;

/// Readings by account, each with the change number and time it was made at.
pub(crate) type ReadingCache = BTreeMap<AccountId, (i64, DateTime<Utc>, Arc<Reading>)>;

/// The seller's own mail domains.
pub(crate) async fn our_domains(app: &App) -> Result<Vec<String>> {
    let kept = app.store.read().setting("our_domains").await?;
    Ok(kept.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

/// One account's history without the library's answers.
pub(crate) async fn history(
    app: &App,
    account: AccountId,
    meeting: Option<EntryId>,
    as_of: DateTime<Utc>,
) -> Result<Evidence> {
    let read = app.store.read();
    let Some(account) = read.account(account).await? else {
        return Err(AppError::not_found("There is no such account; `accounts` lists them"));
    };
    let mut history = read.history(account.id).await?;
    history.retain(|item| item.entry.at <= as_of || matches!(item.entry.kind, EntryKind::Meeting | EntryKind::Task));
    let meeting = match meeting {
        Some(meeting) => Some(meeting),
        None => history
            .iter()
            .find(|item| item.entry.kind == EntryKind::Meeting && item.entry.at > as_of && !item.entry.cancelled)
            .map(|item| item.entry.id),
    };
    if let Some(meeting) = meeting
        && !history.iter().any(|item| item.entry.id == meeting)
    {
        return Err(AppError::not_found("This meeting is not in the account's history"));
    }
    let others = read.accounts().await?;
    Ok(Evidence {
        as_of,
        zone_minutes: app.zone_minutes(),
        meeting,
        our_domains: our_domains(app).await?,
        our_people: read.people().await?.into_iter().map(|person| person.name).collect(),
        contacts: read.contacts(account.id).await?,
        opportunities: read.opportunities(account.id).await?,
        history,
        library: Vec::new(),
        documents_searched: 0,
        other_accounts: others.into_iter().filter(|other| other.id != account.id).map(|other| other.name).collect(),
        account,
    })
}

/// The history with its sentences, and the library's answers to what the plan asks.
pub(crate) async fn evidence(
    app: &Arc<App>,
    kind: &'static str,
    account: AccountId,
    meeting: Option<EntryId>,
    as_of: DateTime<Utc>,
) -> Result<(Evidence, Sentences)> {
    let evidence = history(app, account, meeting, as_of).await?;
    let (mut evidence, sentences, plan) = tokio::task::spawn_blocking(move || {
        let sentences = Sentences::read(&evidence);
        let plan = assemble::plan(kind, &evidence, &sentences);
        (evidence, sentences, plan)
    })
    .await?;
    let sanctioned = in_force(app).await?;
    evidence.documents_searched = crate::convert::count(sanctioned.len());
    evidence.library = ask_all(app, plan?.library_queries, sanctioned).await?;
    Ok((evidence, sentences))
}

/// Versions that may be evidence today, by source.
pub(crate) async fn in_force(app: &App) -> Result<BTreeMap<SourceId, (Document, Version)>> {
    let today = app.today();
    let mut found = BTreeMap::new();
    for (document, versions) in app.store.read().documents().await? {
        for version in versions {
            if version.force(today).may_be_evidence() {
                found.insert(SourceId::Version(version.id), (document.clone(), version));
            }
        }
    }
    Ok(found)
}

/// Asks the library all questions side by side; the answers come in the questions' order.
async fn ask_all(
    app: &Arc<App>,
    queries: Vec<String>,
    sanctioned: BTreeMap<SourceId, (Document, Version)>,
) -> Result<Vec<LibraryAnswer>> {
    be_current(app).await?;
    let sanctioned = Arc::new(sanctioned);
    let asked: Vec<_> = queries
        .into_iter()
        .map(|query| {
            let (app, sanctioned) = (Arc::clone(app), Arc::clone(&sanctioned));
            tokio::spawn(async move {
                let hits = ask_library(&app, &query, &sanctioned).await?;
                Ok::<_, AppError>(LibraryAnswer { query, hits })
            })
        })
        .collect();
    let mut answers = Vec::with_capacity(asked.len());
    for answer in asked {
        answers.push(answer.await??);
    }
    Ok(answers)
}

async fn ask_library(
    app: &Arc<App>,
    query: &str,
    sanctioned: &BTreeMap<SourceId, (Document, Version)>,
) -> Result<Vec<LibraryHit>> {
    if sanctioned.is_empty() {
        return Ok(Vec::new());
    }
    let only: Vec<SourceId> = sanctioned.keys().copied().collect();
    let (held, text) = (Arc::clone(app), query.to_owned());
    let found: Found = tokio::task::spawn_blocking(move || {
        let synonyms = held.synonyms();
        let search = Search {
            text: &text,
            fence: Fence::Library,
            kinds: Vec::new(),
            of_kind: Vec::new(),
            from: None,
            before: None,
            after: None,
            only: Some(only),
            limit: HITS_A_QUESTION,
            typing: false,
            synonyms: &synonyms,
        };
        with_index(&held, |index| Ok(index.search(&search)?))
    })
    .await??;
    let ids: Vec<PassageId> = found.hits.iter().map(|hit| hit.passage).collect();
    let rows = app.store.read().passages_at(&ids).await?;
    let today = app.today();
    Ok(found
        .hits
        .iter()
        .filter_map(|hit| {
            // The index never decides: a hit without its row, or with other text, is dropped.
            let row = rows.iter().find(|row| row.passage.id == hit.passage && row.passage.hash == hit.hash)?;
            let (document, version) = sanctioned.get(&hit.passage.source)?;
            Some(LibraryHit {
                passage: row.passage.clone(),
                document: document.clone(),
                version: version.clone(),
                force: version.force(today),
                score: hit.score,
            })
        })
        .collect())
}

/// What the tabs show of an account; made once for each state of the workspace.
pub(crate) async fn reading(app: &Arc<App>, account: AccountId) -> Result<Arc<Reading>> {
    let (last, now) = (app.store.read().last_change().await?, app.now());
    let kept = app.readings.lock().ok().and_then(|cache| cache.get(&account).cloned());
    if let Some((number, at, reading)) = kept
        && number == last
        && (now - at).num_minutes().abs() < 10
    {
        return Ok(reading);
    }
    let evidence = history(app, account, None, now).await?;
    let reading = Arc::new(tokio::task::spawn_blocking(move || assemble::reading(&evidence)).await?);
    if let Ok(mut cache) = app.readings.lock() {
        cache.insert(account, (last, now, Arc::clone(&reading)));
    }
    Ok(reading)
}
