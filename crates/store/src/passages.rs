//! Passages, kept in parts of 32: few rows to write and to read, and one part to look one passage up.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AccountId, Passage, PassageId, SourceId};

use crate::{
    StoreError, Writer,
    body::{from_body, to_body},
    tx::{Conn, reads, run},
};

/// Passages in one row.
const PART: u32 = 32;

pub(crate) type PartColumns = (Option<String>, String);

/// The account stands in the column, so that placing an entry rewrites no text.
pub(crate) fn unpack(account: Option<&str>, passages: &str, into: &mut Vec<Passage>) -> Result<(), StoreError> {
    let account = account.map(str::parse::<AccountId>).transpose()?;
    let kept: Vec<Passage> = from_body(passages)?;
    into.extend(kept.into_iter().map(|passage| Passage { account, ..passage }));
    Ok(())
}

async fn part_of(conn: &mut Conn<'_>, source: SourceId, part: u32) -> Result<Vec<Passage>, StoreError> {
    const SQL: &str = "SELECT account, passages FROM bodies WHERE source = $1 AND part = $2";
    let mut found = Vec::new();
    if let Some((account, text)) = run!(one PartColumns, conn, SQL, source.to_string(), i64::from(part))? {
        unpack(account.as_deref(), &text, &mut found)?;
    }
    Ok(found)
}

reads! {
    /// All passages of an entry or version, in order.
    fn passages(conn, source: SourceId) -> Vec<Passage> {
        const SQL: &str = "SELECT account, passages FROM bodies WHERE source = $1 ORDER BY part";
        let mut all = Vec::new();
        for (account, text) in run!(all PartColumns, conn, SQL, source.to_string())? {
            unpack(account.as_deref(), &text, &mut all)?;
        }
        Ok(all)
    }

    /// One passage.
    fn passage(conn, id: PassageId) -> Option<Passage> {
        let part = part_of(conn, id.source, id.ordinal / PART).await?;
        Ok(part.into_iter().find(|passage| passage.id == id))
    }

    /// These passages, in the order of their ids; those that do not exist are left out.
    fn passages_at(conn, ids: &[PassageId]) -> Vec<Passage> {
        let wanted: BTreeSet<PassageId> = ids.iter().copied().collect();
        let parts: BTreeSet<(SourceId, u32)> = wanted.iter().map(|id| (id.source, id.ordinal / PART)).collect();
        let mut found = Vec::new();
        for (source, part) in parts {
            found.extend(part_of(conn, source, part).await?.into_iter().filter(|passage| wanted.contains(&passage.id)));
        }
        Ok(found)
    }

    /// How many passages each library version has, by its printed id.
    fn passage_counts(conn) -> BTreeMap<String, u32> {
        const SQL: &str = "SELECT source, CAST(SUM(count) AS BIGINT) FROM bodies WHERE source LIKE 'ver_%' GROUP BY source";
        let rows = run!(all (String, i64), conn, SQL)?;
        Ok(rows.into_iter().map(|(source, count)| (source, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }
}

impl Writer {
    /// Writes the passages of a source, in place of those before if there may be any.
    pub(crate) async fn replace_passages(
        &mut self,
        source: SourceId,
        account: Option<AccountId>,
        passages: &[Passage],
        replaces: bool,
    ) -> Result<(), StoreError> {
        const REMOVE: &str = "DELETE FROM bodies WHERE source = $1";
        const SQL: &str = "INSERT INTO bodies (source, part, account, count, passages) VALUES ($1, $2, $3, $4, $5)";
        let (key, account) = (source.to_string(), account.map(|account| account.to_string()));
        if replaces {
            run!(none, &mut self.conn(), REMOVE, &key)?;
        }
        let mut parts: BTreeMap<u32, Vec<&Passage>> = BTreeMap::new();
        for passage in passages {
            if passage.id.source != source {
                return Err(StoreError::Refused { what: format!("passage {} does not belong to {key}", passage.id) });
            }
            parts.entry(passage.id.ordinal / PART).or_default().push(passage);
        }
        for (part, passages) in parts {
            let (part, count, body) = (i64::from(part), passages.len() as i64, to_body(&passages)?);
            run!(none, &mut self.conn(), SQL, &key, part, &account, count, &body)?;
        }
        Ok(())
    }
}
