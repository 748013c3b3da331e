//! Timing the executive briefing of an account whose history is long: the sample's first account, its entries repeated
//! over earlier weeks, beside other accounts that then grow tenfold.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{Account, AccountId, EntryId, HistoryEntry, Passage, PassageId, SourceId, TextHash};

use super::bench::{Timed, row, words};
use crate::{
    caller::Caller,
    commands::{briefings, workspace::make_sample},
    error::{AppError, Result},
    jobs::index_changes::run_one,
    open::{App, Place},
};

/// Entries in one commit.
const BATCH: usize = 1_000;
/// Days by which one repetition lies before the other.
const APART: i64 = 5;
/// Passages in one entry of the other accounts.
const AN_ENTRY: u32 = 5;

/// One row for the account of `entries` entries beside `others` passages of other accounts, one beside ten times that.
///
/// # Errors
/// When the temporary folder cannot be written.
pub(super) async fn rows(
    host: &crate::Host,
    folder: &Path,
    entries: u32,
    others: u32,
    runs: u32,
) -> Result<Vec<Timed>> {
    let app = make_sample(host, &Place::Folder(folder.join("account"))).await?;
    let caller = app.caller(None).await?;
    let account = grow(&app, &caller, entries as usize).await?;
    add_others(&app, &caller, 0, others).await?;
    let mut small = time(&app, &caller, &account, runs).await?;
    add_others(&app, &caller, others, others.saturating_mul(10)).await?;
    let mut large = time(&app, &caller, &account, runs).await?;
    let peer = format!("beside {others} passages of other accounts");
    let tenfold = format!("the same beside {} passages", others.saturating_mul(10));
    let tenfold = row(&tenfold, &mut large, Some((&peer, &mut small)), runs);
    Ok(vec![row(&format!("executive briefing, {entries} entries, {peer}"), &mut small, None, runs), tenfold])
}

/// Makes the briefing so many times.
pub(super) async fn time(app: &Arc<App>, caller: &Caller, account: &str, runs: u32) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let started = Instant::now();
        drop(briefings::make(app, caller, account, None, app.now()).await?);
        times.push(started.elapsed());
    }
    Ok(times)
}

/// Repeats the history of the account that has most, each time some days earlier, until it has so many entries.
async fn grow(app: &Arc<App>, caller: &Caller, entries: usize) -> Result<String> {
    let account = longest(app).await?;
    let history = app.store.read().history(account.id).await?;
    let mut added = Vec::new();
    for (number, kept) in (history.len()..entries).zip(history.iter().cycle()) {
        let times = i64::try_from(number / history.len()).unwrap_or(1);
        added.push(earlier(app, kept, chrono::Duration::days(times * APART)));
    }
    keep(app, caller, &added).await?;
    Ok(account.name)
}

async fn longest(app: &App) -> Result<Account> {
    let read = app.store.read();
    let most = read.account_counts(app.now()).await?.into_iter().max_by_key(|counts| counts.entries);
    let found = match most {
        Some(counts) => read.account(counts.account).await?,
        None => None,
    };
    found.ok_or_else(|| AppError::not_found("The sample has no account"))
}

fn earlier(app: &App, kept: &HistoryEntry, by: chrono::Duration) -> HistoryEntry {
    let mut entry = kept.entry.clone();
    entry.id = EntryId(app.ids.new_id());
    entry.at -= by;
    entry.end = entry.end.map(|end| end - by);
    let source = SourceId::Entry(entry.id);
    let passages = kept
        .passages
        .iter()
        .map(|passage| Passage { id: PassageId { source, ..passage.id }, ..passage.clone() })
        .collect();
    HistoryEntry { entry, passages }
}

/// Fills other accounts with made-up mails until they hold so many passages.
async fn add_others(app: &Arc<App>, caller: &Caller, from: u32, to: u32) -> Result<()> {
    const AN_ACCOUNT: u32 = 10_000;
    let model = longest(app).await?;
    let Some(pattern) = app.store.read().history(model.id).await?.into_iter().next() else {
        return Ok(());
    };
    for start in (from..to).step_by(AN_ACCOUNT as usize) {
        let account = Account {
            id: AccountId(app.ids.new_id()),
            name: format!("Other {start}"),
            external_id: None,
            domains: Vec::new(),
            ..model.clone()
        };
        let mut tx = app.write(caller).await?;
        tx.keep_account(&account).await?;
        tx.commit().await?;
        let ends = to.min(start + AN_ACCOUNT);
        let made: Vec<HistoryEntry> =
            (start..ends).step_by(AN_ENTRY as usize).map(|seed| made_up(app, &pattern, account.id, seed)).collect();
        keep(app, caller, &made).await?;
    }
    Ok(())
}

fn made_up(app: &App, pattern: &HistoryEntry, account: AccountId, seed: u32) -> HistoryEntry {
    let mut entry = pattern.entry.clone();
    entry.id = EntryId(app.ids.new_id());
    entry.account = Some(account);
    entry.at -= chrono::Duration::minutes(i64::from(seed));
    let source = SourceId::Entry(entry.id);
    let passages = (0..AN_ENTRY)
        .map(|ordinal| {
            let text = words(u64::from(seed + ordinal) + 5_000_000, 80);
            Passage {
                id: PassageId { source, ordinal },
                account: Some(account),
                place: domain::Place::default(),
                heading: Vec::new(),
                speaker: None,
                quoted: false,
                hash: TextHash::of(&text),
                text,
            }
        })
        .collect();
    HistoryEntry { entry, passages }
}

async fn keep(app: &Arc<App>, caller: &Caller, entries: &[HistoryEntry]) -> Result<()> {
    for batch in entries.chunks(BATCH) {
        let mut tx = app.write(caller).await?;
        tx.keep_entries(batch).await?;
        tx.commit().await?;
    }
    run_one(app).await.map(drop)
}
