//! Account history: parsed items become entries of accounts; CRM rows also become accounts, contacts and deals.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Contact, ContactId, Entry, EntryId, EntryKind, HistoryEntry, Origin, Passage, Placement, SourceId,
};
use ingest::{ParsedItem, Record};

use super::{Order, Read, file_row};
use crate::{
    attach::Directory,
    caller::Caller,
    convert,
    error::Result,
    jobs::index_ahead::{Stored, of_entry},
    open::App,
    view::{DoorView, ImportView},
};

mod records;

/// What an import knows while it runs.
pub(super) struct Work {
    directory: Directory,
    deals: records::Deals,
    /// The account a person named for the whole import.
    given: Option<AccountId>,
}

impl Work {
    pub(super) async fn begin(app: &App, order: &Order) -> Result<Self> {
        let read = app.store.read();
        let ours = crate::gather::our_domains(app).await?;
        let directory = Directory::new(read.accounts().await?, read.all_contacts().await?, ours);
        let deals = records::Deals::new(read.all_opportunities().await?);
        Ok(Self { directory, deals, given: order.account })
    }
}

/// Keeps one batch in one transaction; tells what the index wants to know of it.
pub(super) async fn keep(
    app: &Arc<App>,
    caller: &Caller,
    mut reads: Vec<Read>,
    work: &mut Work,
    view: &mut ImportView,
) -> Result<Stored> {
    reads.sort_by_key(table_rank);
    let keys: Vec<String> = reads
        .iter()
        .flat_map(|read| &read.parsed.items)
        .map(|item| item.key.clone())
        .filter(|key| !key.is_empty())
        .collect();
    let mut known = known_entries(app, &keys, &reads).await?;
    let mut kept: BTreeMap<EntryId, HistoryEntry> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut tx = app.write(caller).await?;
    for read in reads {
        rows.push(file_row(app, &read, DoorView::History, read.parsed.items.len()));
        view.imported += 1;
        let (path, hash, modified) = (read.path, read.hash, read.modified);
        let title = read.parsed.title;
        for item in read.parsed.items {
            let origin = Origin { path: path.clone(), file: hash.clone(), key: item.key.clone() };
            let mut entry = entry_of(app, &item, origin, title.as_deref(), modified);
            if let Some(old) = known.get(&natural_key(&entry)) {
                entry.id = old.id;
            }
            let old = known.insert(natural_key(&entry), entry.clone());
            let hint = item.account_hint.clone();
            let record = item.record.clone();
            let mut passages = passages_of(&entry, item);
            if let Some(record) = &record {
                let changed = records::keep(app, &mut tx, work, record, &entry).await?;
                if let Some(change) = changed {
                    kept.insert(change.entry.id, change);
                }
            }
            place(work, &mut entry, hint.as_deref(), record.as_ref(), old.as_ref());
            for (name, email) in work.directory.newcomers(&entry) {
                let Some(account) = entry.account else {
                    continue;
                };
                let contact = newcomer(app, account, name, email);
                tx.keep_contact(&contact).await?;
                work.directory.add_contact(contact);
            }
            for passage in &mut passages {
                passage.account = entry.account;
            }
            view.entries += u32::from(old.is_none());
            kept.insert(entry.id, HistoryEntry { entry, passages });
        }
    }
    let kept: Vec<HistoryEntry> = kept.into_values().collect();
    tx.keep_entries(&kept).await?;
    tx.keep_files(&rows).await?;
    let last = tx.last_change().await?;
    tx.commit().await?;
    Ok(Stored { sources: kept.into_iter().map(of_entry).collect(), last })
}

/// Accounts before contacts before deals before the rest, whatever the files are called.
fn table_rank(read: &Read) -> u8 {
    match read.parsed.guess.as_ref().map(|guess| guess.table.as_str()) {
        Some("accounts") => 0,
        Some("contacts") => 1,
        Some("opportunities") => 2,
        _ => 3,
    }
}

/// Entries already kept that these files speak of, by what identifies them.
async fn known_entries(app: &App, keys: &[String], reads: &[Read]) -> Result<BTreeMap<String, Entry>> {
    let mut known = BTreeMap::new();
    for entry in app.store.read().entries_keyed(keys).await? {
        known.insert(natural_key(&entry), entry);
    }
    for read in reads.iter().filter(|read| read.parsed.items.iter().any(|item| item.key.is_empty())) {
        for entry in app.store.read().entries_of_file(&read.path).await? {
            known.insert(natural_key(&entry), entry);
        }
    }
    Ok(known)
}

/// The message id, event uid or CRM row id says what an entry is, wherever its file lies; without one, the file does.
fn natural_key(entry: &Entry) -> String {
    if entry.origin.key.is_empty() {
        return format!("file {}", entry.origin.path);
    }
    format!("{} {}", entry.kind.word(), entry.origin.key)
}

fn entry_of(
    app: &App,
    item: &ParsedItem,
    origin: Origin,
    file_title: Option<&str>,
    modified: Option<DateTime<Utc>>,
) -> Entry {
    let name = origin.path.rsplit('/').next().unwrap_or(&origin.path).to_owned();
    let title = item.title.clone().or_else(|| file_title.map(str::to_owned)).filter(|title| !title.trim().is_empty());
    Entry {
        id: EntryId(app.ids.new_id()),
        account: None,
        kind: item.kind.unwrap_or(EntryKind::Note),
        at: item.at.or(modified).unwrap_or_else(|| app.now()),
        zone_minutes: item.zone_minutes,
        all_day: item.all_day,
        end: item.end,
        title: title.unwrap_or(name),
        people: item.people.clone(),
        thread: item.thread.clone(),
        location: item.location.clone(),
        cancelled: item.cancelled,
        changes: item.changes.clone(),
        origin,
        placement: Placement::Open { candidates: Vec::new() },
    }
}

fn passages_of(entry: &Entry, item: ParsedItem) -> Vec<Passage> {
    convert::passages(SourceId::Entry(entry.id), None, item.passages)
}

/// A person's own placing stays; a named account decides; a CRM record goes where its row says; else people do.
fn place(work: &Work, entry: &mut Entry, hint: Option<&str>, record: Option<&Record>, old: Option<&Entry>) {
    if let Some(old) = old
        && matches!(old.placement, Placement::Hand { .. })
    {
        entry.account = old.account;
        entry.placement = old.placement.clone();
        return;
    }
    if let Some(account) = work.given {
        entry.account = Some(account);
        entry.placement =
            Placement::Name { name: work.directory.accounts.get(&account).map(|a| a.name.clone()).unwrap_or_default() };
        return;
    }
    let named = match record {
        Some(Record::Account(account)) => Some(account.name.clone()),
        _ => None,
    };
    let deal = entry.changes.first().and_then(|change| work.deals.account_of(&change.opportunity));
    (entry.account, entry.placement) = match deal {
        Some(account) => (Some(account), Placement::Name { name: entry.title.clone() }),
        None => work.directory.place(entry, named.as_deref().or(hint)),
    };
}

fn newcomer(app: &App, account: AccountId, name: String, email: String) -> Contact {
    Contact {
        id: ContactId(app.ids.new_id()),
        account,
        external_id: None,
        name,
        emails: vec![email],
        title: None,
        role: None,
        record: None,
    }
}

/// Tries again what an earlier file left open, now that all accounts and people are known.
pub(super) async fn attach_the_rest(app: &Arc<App>, caller: &Caller, work: &mut Work) -> Result<()> {
    const STEP: i64 = 2_000;
    let mut offset = 0;
    loop {
        let open = app.store.read().unattached(STEP, offset).await?;
        let seen = i64::try_from(open.len()).unwrap_or(STEP);
        let mut placed = Vec::new();
        let mut still_open = 0;
        for entry in open {
            let before = entry.placement.clone();
            match work.directory.place(&entry, None) {
                (Some(account), why) => placed.push((entry.id, account, why)),
                (None, why) => {
                    still_open += 1;
                    if why != before {
                        let mut tx = app.write(caller).await?;
                        tx.place_entry(entry.id, None, &why).await?;
                        tx.commit().await?;
                    }
                }
            }
        }
        if !placed.is_empty() {
            let mut tx = app.write(caller).await?;
            tx.place_entries(&placed).await?;
            tx.commit().await?;
        }
        offset += still_open;
        if seen < STEP {
            return Ok(());
        }
    }
}
