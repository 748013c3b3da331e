//! Dated entries with their passages, and where they stand.

use chrono::{DateTime, Utc};
use domain::{AccountId, Act, Entry, EntryId, EntryKind, HistoryEntry, Passage, Placement, SourceId};
use serde_json::json;

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, to_body},
    passages::{Texts, unpack},
    tx::{insert, reads, run, run_in},
};

type HistoryColumns = (String, String, Option<String>, Option<i64>, Option<String>);

/// Reading ten thousand bodies takes longer than fetching them, so it is shared out; an entry's rows stay together.
fn read_on_all_cores(rows: &[HistoryColumns]) -> Result<Vec<HistoryEntry>, StoreError> {
    let entries: Vec<&[HistoryColumns]> = rows.chunk_by(|one, next| one.0 == next.0).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = entries.len().div_ceil(cores).max(200);
    let shares: Result<Vec<_>, StoreError> = std::thread::scope(|scope| {
        let threads: Vec<_> = entries
            .chunks(share)
            .map(|share| scope.spawn(|| share.iter().map(|rows| read_entry(rows)).collect::<Result<Vec<_>, _>>()))
            .collect();
        let stopped = |_| StoreError::BadBody { what: "reading stopped".to_owned() };
        threads.into_iter().map(|thread| thread.join().map_err(stopped)?).collect()
    });
    Ok(shares?.into_iter().flatten().flatten().collect())
}

fn read_entry(rows: &[HistoryColumns]) -> Result<Option<HistoryEntry>, StoreError> {
    let Some((_, body, ..)) = rows.first() else {
        return Ok(None);
    };
    let mut read = HistoryEntry { entry: from_body(body)?, passages: Vec::new() };
    let source = SourceId::Entry(read.entry.id);
    for (_, _, account, part, text) in rows {
        if let (Some(part), Some(text)) = (part, text) {
            unpack(source, account.as_deref(), *part, text, &mut read.passages)?;
        }
    }
    Ok(Some(read))
}

reads! {
    /// One entry.
    fn entry(conn, id: EntryId) -> Option<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE id = $1";
        run!(one (String,), conn, SQL, id.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }

    /// An account's entries, oldest first, then by id.
    fn entries(conn, account: AccountId) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE account = $1 ORDER BY at, id";
        from_bodies(&run!(all (String,), conn, SQL, account.to_string())?)
    }

    /// An account's entries from a time on, oldest first.
    fn entries_since(conn, account: AccountId, since: DateTime<Utc>) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE account = $1 AND at >= $2 ORDER BY at, id";
        from_bodies(&run!(all (String,), conn, SQL, account.to_string(), micros(since))?)
    }

    /// An account's entries with their passages, oldest first, then by id.
    fn history(conn, account: AccountId) -> Vec<HistoryEntry> {
        const SQL: &str = "SELECT e.id, e.body, b.account, b.part, b.passages FROM entries e \
            LEFT JOIN bodies b ON b.source = e.id WHERE e.account = $1 ORDER BY e.at, e.id, b.part";
        let rows = run!(all HistoryColumns, conn, SQL, account.to_string())?;
        let read = tokio::task::spawn_blocking(move || read_on_all_cores(&rows));
        read.await.map_err(|error| StoreError::Refused { what: error.to_string() })?
    }

    /// Meetings of any account that begin at `from` or later and before `to`, cancelled ones left out.
    fn meetings_between(conn, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE kind = $1 AND at >= $2 AND at < $3 AND cancelled = $4 \
            AND account IS NOT NULL ORDER BY at, id";
        let kind = EntryKind::Meeting.word();
        from_bodies(&run!(all (String,), conn, SQL, kind, micros(from), micros(to), false)?)
    }

    /// Entries that stand with no account, newest first.
    fn unattached(conn, limit: i64, offset: i64) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE account IS NULL ORDER BY at DESC, id LIMIT $1 OFFSET $2";
        from_bodies(&run!(all (String,), conn, SQL, limit, offset)?)
    }

    /// How many entries stand with no account.
    fn unattached_count(conn) -> i64 {
        const SQL: &str = "SELECT COUNT(*) FROM entries WHERE account IS NULL";
        Ok(run!(one (i64,), conn, SQL)?.map_or(0, |(count,)| count))
    }

    /// Entries of any file that carry one of these keys: message ids, event uids, CRM row keys.
    fn entries_keyed(conn, keys: &[String]) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE item_key IN";
        let mut found: Vec<Entry> = from_bodies(&run_in!((String,), conn, SQL, keys))?;
        found.sort_by_key(|entry| (entry.at, entry.id));
        Ok(found)
    }

    /// The entries read from the file at this path.
    fn entries_of_file(conn, path: &str) -> Vec<Entry> {
        const SQL: &str = "SELECT body FROM entries WHERE path = $1 ORDER BY at, id";
        from_bodies(&run!(all (String,), conn, SQL, path)?)
    }
}

const KEEP: &str = "INSERT INTO entries (id, account, kind, at, cancelled, path, body, item_key) ";
const REPLACE: &str = " ON CONFLICT (id) DO UPDATE SET account = excluded.account, kind = excluded.kind, \
    at = excluded.at, cancelled = excluded.cancelled, path = excluded.path, body = excluded.body, \
    item_key = excluded.item_key";

impl Writer {
    /// Keeps an entry, new or changed, with these passages in place of any before.
    pub async fn keep_entry(&mut self, entry: &Entry, passages: &[Passage]) -> Result<(), StoreError> {
        self.put_entries(&[entry]).await?;
        self.replace_passages(&[(SourceId::Entry(entry.id), entry.account, passages)]).await?;
        self.changed(&[(SourceId::Entry(entry.id), false)]).await
    }

    /// Keeps many entries at once. No id stands twice among them.
    pub async fn keep_entries(&mut self, entries: &[HistoryEntry]) -> Result<(), StoreError> {
        let heads: Vec<&Entry> = entries.iter().map(|kept| &kept.entry).collect();
        self.put_entries(&heads).await?;
        let texts: Vec<Texts<'_>> = entries
            .iter()
            .map(|kept| (SourceId::Entry(kept.entry.id), kept.entry.account, kept.passages.as_slice()))
            .collect();
        self.replace_passages(&texts).await?;
        let changes: Vec<_> = entries.iter().map(|kept| (SourceId::Entry(kept.entry.id), false)).collect();
        self.changed(&changes).await
    }

    async fn put_entries(&mut self, entries: &[&Entry]) -> Result<(), StoreError> {
        let bodies: Vec<(&Entry, String)> =
            entries.iter().map(|entry| Ok((*entry, to_body(entry)?))).collect::<Result<_, StoreError>>()?;
        insert!(
            &mut self.conn(),
            KEEP,
            bodies,
            |bind, (entry, body)| bind
                .push_bind(entry.id.to_string())
                .push_bind(entry.account.map(|account| account.to_string()))
                .push_bind(entry.kind.word())
                .push_bind(micros(entry.at))
                .push_bind(entry.cancelled)
                .push_bind(&entry.origin.path)
                .push_bind(body)
                .push_bind(&entry.origin.key),
            REPLACE
        );
        Ok(())
    }

    /// Moves an entry, with its passages, to an account or to none. Logged.
    pub async fn place_entry(
        &mut self,
        id: EntryId,
        account: Option<AccountId>,
        placement: &Placement,
    ) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE bodies SET account = $1 WHERE source = $2";
        let found = self.entry(id).await?.ok_or_else(|| StoreError::Missing { what: id.to_string() })?;
        let from = found.account;
        self.put_entries(&[&Entry { account, placement: placement.clone(), ..found }]).await?;
        let to = account.map(|account| account.to_string());
        run!(none, &mut self.conn(), SQL, &to, id.to_string())?;
        self.changed(&[(SourceId::Entry(id), false)]).await?;
        self.audit(Act::Placed, &id.to_string(), json!({ "from": from, "to": account, "placement": placement })).await
    }

    /// Moves many entries.
    pub async fn place_entries(&mut self, placed: &[(EntryId, AccountId, Placement)]) -> Result<(), StoreError> {
        for (id, account, placement) in placed {
            self.place_entry(*id, Some(*account), placement).await?;
        }
        Ok(())
    }

    /// Forgets entries that their source no longer holds. Ids that are not kept are passed over.
    pub async fn remove_entries(&mut self, ids: &[EntryId]) -> Result<(), StoreError> {
        const THERE: &str = "SELECT id FROM entries WHERE id IN";
        const BODIES: &str = "DELETE FROM bodies WHERE source IN";
        const ENTRIES: &str = "DELETE FROM entries WHERE id IN";
        let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let there = run_in!((String,), &mut self.conn(), THERE, keys);
        run_in!((String,), &mut self.conn(), BODIES, keys);
        run_in!((String,), &mut self.conn(), ENTRIES, keys);
        let gone: Vec<(SourceId, bool)> =
            there.iter().map(|(id,)| Ok((id.parse()?, true))).collect::<Result<_, StoreError>>()?;
        self.changed(&gone).await
    }
}
