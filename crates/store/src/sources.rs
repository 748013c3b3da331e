//! Entries and document versions as the index wants them, all of them or one.

use domain::{Entry, SourceId};

use crate::{
    SourceRow, StoreError,
    body::{from_body, time},
    passages::unpack,
    tx::{Conn, reads, run},
};

/// Id, the entry's body or the document's title, the time, then the part's account, number and passages.
type SourceColumns = (String, Option<String>, Option<String>, i64, Option<String>, Option<i64>, Option<String>);

const ENTRIES: &str = "SELECT s.id, s.body, NULL, s.at, b.account, b.part, b.passages FROM \
    (SELECT id, body, at FROM entries WHERE id > $1 ORDER BY id LIMIT $2) s \
    LEFT JOIN bodies b ON b.source = s.id ORDER BY s.id, b.part";
const VERSIONS: &str = "SELECT s.id, NULL, s.title, s.imported, b.account, b.part, b.passages FROM \
    (SELECT v.id, d.title, v.imported FROM versions v JOIN documents d ON d.id = v.document \
    WHERE v.id > $1 ORDER BY v.id LIMIT $2) s \
    LEFT JOIN bodies b ON b.source = s.id ORDER BY s.id, b.part";
const ENTRY: &str = "SELECT s.id, s.body, NULL, s.at, b.account, b.part, b.passages FROM entries s \
    LEFT JOIN bodies b ON b.source = s.id WHERE s.id = $1 ORDER BY b.part";
const VERSION: &str = "SELECT s.id, NULL, d.title, s.imported, b.account, b.part, b.passages FROM versions s \
    JOIN documents d ON d.id = s.document LEFT JOIN bodies b ON b.source = s.id WHERE s.id = $1 ORDER BY b.part";

fn add(rows: Vec<SourceColumns>, into: &mut Vec<SourceRow>) -> Result<(), StoreError> {
    for (id, entry, title, at, account, part, text) in rows {
        let source: SourceId = id.parse()?;
        if into.last().is_none_or(|last| last.source != source) {
            into.push(source_row_of(source, entry, title, at)?);
        }
        if let (Some(last), Some(part), Some(text)) = (into.last_mut(), part, text) {
            unpack(source, account.as_deref(), part, &text, &mut last.passages)?;
        }
    }
    Ok(())
}

fn source_row_of(
    source: SourceId,
    entry: Option<String>,
    title: Option<String>,
    at: i64,
) -> Result<SourceRow, StoreError> {
    let Some(body) = entry else {
        return Ok(SourceRow {
            source,
            kind_word: "document".to_owned(),
            account: None,
            title: title.unwrap_or_default(),
            at: time(at)?,
            people: Vec::new(),
            passages: Vec::new(),
        });
    };
    let entry: Entry = from_body(&body)?;
    let people = entry.people.into_iter().flat_map(|person| [person.name, person.email]).flatten().collect();
    Ok(SourceRow {
        source,
        kind_word: entry.kind.word().to_owned(),
        account: entry.account,
        title: entry.title,
        at: entry.at,
        people,
        passages: Vec::new(),
    })
}

async fn fill(
    conn: &mut Conn<'_>,
    sql: &'static str,
    after: &str,
    limit: i64,
    into: &mut Vec<SourceRow>,
) -> Result<(), StoreError> {
    add(run!(all SourceColumns, conn, sql, after, limit)?, into)
}

reads! {
    /// Up to `limit` sources after this one, in the order of their ids: entries first, then versions.
    fn sources_after(conn, cursor: Option<SourceId>, limit: i64) -> Vec<SourceRow> {
        let mut found = Vec::new();
        let after = cursor.map(|source| source.to_string()).unwrap_or_default();
        if !matches!(cursor, Some(SourceId::Version(_))) {
            fill(conn, ENTRIES, &after, limit, &mut found).await?;
        }
        let rest = limit.saturating_sub(i64::try_from(found.len()).unwrap_or(limit));
        if rest > 0 {
            fill(conn, VERSIONS, &after, rest, &mut found).await?;
        }
        Ok(found)
    }

    /// One source.
    fn source_row(conn, source: SourceId) -> Option<SourceRow> {
        let sql = match source {
            SourceId::Entry(_) => ENTRY,
            SourceId::Version(_) => VERSION,
        };
        let mut found = Vec::new();
        add(run!(all SourceColumns, conn, sql, source.to_string())?, &mut found)?;
        Ok(found.pop())
    }
}
