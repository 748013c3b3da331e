//! Passages by their ids with all that a list of hits shows about them, in one question to the database.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Passage, PassageId, SourceId};

use crate::{
    Owner, PassageRow, StoreError,
    body::from_body,
    passages::{PART, unpack_wanted},
    tx::{Conn, reads},
};

/// Source, account, part, passages, the entry, the document, its version, the account's name.
type FoundColumns =
    (String, Option<String>, i64, String, Option<String>, Option<String>, Option<String>, Option<String>);

/// Parts asked for at once.
const AT_ONCE: usize = 16;
const SQL: &str = "SELECT b.source, b.account, b.part, b.passages, e.body, d.body, v.body, a.name FROM bodies b \
    LEFT JOIN entries e ON e.id = b.source LEFT JOIN versions v ON v.id = b.source \
    LEFT JOIN documents d ON d.id = v.document LEFT JOIN accounts a ON a.id = b.account WHERE \
    b.source = $1 AND b.part = $2 \
    OR b.source = $3 AND b.part = $4 \
    OR b.source = $5 AND b.part = $6 \
    OR b.source = $7 AND b.part = $8 \
    OR b.source = $9 AND b.part = $10 \
    OR b.source = $11 AND b.part = $12 \
    OR b.source = $13 AND b.part = $14 \
    OR b.source = $15 AND b.part = $16 \
    OR b.source = $17 AND b.part = $18 \
    OR b.source = $19 AND b.part = $20 \
    OR b.source = $21 AND b.part = $22 \
    OR b.source = $23 AND b.part = $24 \
    OR b.source = $25 AND b.part = $26 \
    OR b.source = $27 AND b.part = $28 \
    OR b.source = $29 AND b.part = $30 \
    OR b.source = $31 AND b.part = $32";

async fn parts(conn: &mut Conn<'_>, wanted: &[(SourceId, u32)]) -> Result<Vec<FoundColumns>, StoreError> {
    macro_rules! ask {
        ($database:ty, $conn:expr) => {{
            let mut query = sqlx::query_as::<$database, FoundColumns>(SQL);
            for place in 0..AT_ONCE {
                // The statement always has the same number of places; no part has a number below nothing.
                let (source, part) = wanted
                    .get(place)
                    .map_or_else(|| (String::new(), -1), |(source, part)| (source.to_string(), i64::from(*part)));
                query = query.bind(source).bind(part);
            }
            query.fetch_all(&mut **$conn).await
        }};
    }
    Ok(match conn {
        Conn::Sqlite(conn) => ask!(sqlx::Sqlite, conn),
        Conn::Postgres(conn) => ask!(sqlx::Postgres, conn),
    }?)
}

fn owner(
    entry: Option<String>,
    document: Option<String>,
    version: Option<String>,
) -> Result<Option<Owner>, StoreError> {
    Ok(match (entry, document, version) {
        (Some(entry), ..) => Some(Owner::Entry(Box::new(from_body(&entry)?))),
        (_, Some(document), Some(version)) => {
            Some(Owner::Document(Box::new((from_body(&document)?, from_body(&version)?))))
        }
        _ => None,
    })
}

reads! {
    /// These passages with what they belong to, in the order asked; those that do not exist are left out.
    fn passages_at(conn, ids: &[PassageId]) -> Vec<PassageRow> {
        let parts_wanted: BTreeSet<(SourceId, u32)> = ids.iter().map(|id| (id.source, id.ordinal / PART)).collect();
        let parts_wanted: Vec<(SourceId, u32)> = parts_wanted.into_iter().collect();
        let mut passages: BTreeMap<PassageId, (Passage, Option<String>)> = BTreeMap::new();
        let mut owners: BTreeMap<SourceId, Owner> = BTreeMap::new();
        for wanted in parts_wanted.chunks(AT_ONCE) {
            for (source, account, part, text, entry, document, version, name) in parts(conn, wanted).await? {
                let source: SourceId = source.parse()?;
                let mut read = Vec::new();
                unpack_wanted(source, account.as_deref(), part, &text, |id| ids.contains(&id), &mut read)?;
                passages.extend(read.into_iter().map(|passage| (passage.id, (passage, name.clone()))));
                if let Some(owner) = owner(entry, document, version)? {
                    owners.insert(source, owner);
                }
            }
        }
        Ok(ids
            .iter()
            .filter_map(|id| {
                let (passage, account_name) = passages.get(id)?.clone();
                Some(PassageRow { passage, account_name, owner: owners.get(&id.source)?.clone() })
            })
            .collect())
    }
}
