//! Passages, kept in parts of 32: few rows to write and to read, and one part to look one passage up.

use std::{borrow::Cow, collections::BTreeMap};

use domain::{AccountId, Passage, PassageId, Place, SourceId, TextHash};
use serde::{Deserialize, Serialize};

use crate::{
    StoreError, Writer,
    body::{from_body, small, to_body},
    tx::{Conn, insert, reads, run, run_in},
};

/// Passages in one row.
pub(crate) const PART: u32 = 32;

/// A passage as it lies in its part: what the row and its neighbours say already is left out.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    hash: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    place: Cow<'a, Place>,
    #[serde(default, skip_serializing_if = "is_default")]
    heading: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    quoted: bool,
}

impl<'a> Kept<'a> {
    fn of(passage: &'a Passage) -> Self {
        Self {
            text: Cow::Borrowed(&passage.text),
            hash: Cow::Borrowed(&passage.hash.0),
            place: Cow::Borrowed(&passage.place),
            heading: Cow::Borrowed(&passage.heading),
            speaker: passage.speaker.as_deref().map(Cow::Borrowed),
            quoted: passage.quoted,
        }
    }

    fn passage(self, id: PassageId, account: Option<AccountId>) -> Passage {
        Passage {
            id,
            account,
            place: self.place.into_owned(),
            heading: self.heading.into_owned(),
            speaker: self.speaker.map(Cow::into_owned),
            quoted: self.quoted,
            text: self.text.into_owned(),
            hash: TextHash(self.hash.into_owned()),
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Account, number of the part, and its passages in order without a hole, the first one's ordinal being part × 32.
pub(crate) type PartColumns = (Option<String>, i64, String);

/// Adds the passages of one row. The account stands in the column, so that placing an entry rewrites no text.
pub(crate) fn unpack(
    source: SourceId,
    account: Option<&str>,
    part: i64,
    passages: &str,
    into: &mut Vec<Passage>,
) -> Result<(), StoreError> {
    unpack_wanted(source, account, part, passages, |_| true, into)
}

/// Adds those passages of one row that are wanted.
pub(crate) fn unpack_wanted(
    source: SourceId,
    account: Option<&str>,
    part: i64,
    passages: &str,
    wanted: impl Fn(PassageId) -> bool,
    into: &mut Vec<Passage>,
) -> Result<(), StoreError> {
    let account = account.map(str::parse::<AccountId>).transpose()?;
    let kept: Vec<Kept<'_>> = from_body(passages)?;
    let ids = (small(part)?.saturating_mul(PART)..).map(|ordinal| PassageId { source, ordinal });
    into.extend(kept.into_iter().zip(ids).filter(|(_, id)| wanted(*id)).map(|(kept, id)| kept.passage(id, account)));
    Ok(())
}

async fn part_of(conn: &mut Conn<'_>, source: SourceId, part: u32) -> Result<Vec<Passage>, StoreError> {
    const SQL: &str = "SELECT account, part, passages FROM bodies WHERE source = $1 AND part = $2";
    let mut found = Vec::new();
    if let Some((account, part, text)) = run!(one PartColumns, conn, SQL, source.to_string(), i64::from(part))? {
        unpack(source, account.as_deref(), part, &text, &mut found)?;
    }
    Ok(found)
}

reads! {
    /// All passages of an entry or version, in order.
    fn passages(conn, source: SourceId) -> Vec<Passage> {
        const SQL: &str = "SELECT account, part, passages FROM bodies WHERE source = $1 ORDER BY part";
        let mut all = Vec::new();
        for (account, part, text) in run!(all PartColumns, conn, SQL, source.to_string())? {
            unpack(source, account.as_deref(), part, &text, &mut all)?;
        }
        Ok(all)
    }

    /// One passage.
    fn passage(conn, id: PassageId) -> Option<Passage> {
        let part = part_of(conn, id.source, id.ordinal / PART).await?;
        Ok(part.into_iter().find(|passage| passage.id == id))
    }

    /// How many passages each library version has, by its printed id.
    fn passage_counts(conn) -> BTreeMap<String, u32> {
        const SQL: &str = "SELECT source, CAST(SUM(count) AS BIGINT) FROM bodies WHERE source LIKE 'ver_%' GROUP BY source";
        let rows = run!(all (String, i64), conn, SQL)?;
        Ok(rows.into_iter().map(|(source, count)| (source, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }
}

/// One row of `bodies`.
struct PartRow {
    source: String,
    part: i64,
    account: Option<String>,
    count: i64,
    passages: String,
}

fn parts_of(source: SourceId, account: Option<AccountId>, passages: &[Passage]) -> Result<Vec<PartRow>, StoreError> {
    let key = source.to_string();
    for (expected, passage) in (0..).zip(passages) {
        if passage.id != (PassageId { source, ordinal: expected }) {
            return Err(StoreError::Refused { what: format!("passage {} is not {key}#{expected}", passage.id) });
        }
    }
    (0_i64..)
        .zip(passages.chunks(PART as usize))
        .map(|(part, passages)| {
            let kept: Vec<Kept<'_>> = passages.iter().map(Kept::of).collect();
            Ok(PartRow {
                source: key.clone(),
                part,
                account: account.map(|account| account.to_string()),
                count: passages.len() as i64,
                passages: to_body(&kept)?,
            })
        })
        .collect()
}

/// A source with its account and its passages.
pub(crate) type Texts<'a> = (SourceId, Option<AccountId>, &'a [Passage]);

impl Writer {
    /// Writes the passages of these sources, in place of those before.
    pub(crate) async fn replace_passages(&mut self, texts: &[Texts<'_>]) -> Result<(), StoreError> {
        const REMOVE: &str = "DELETE FROM bodies WHERE source IN";
        const HEAD: &str = "INSERT INTO bodies (source, part, account, count, passages) ";
        let mut rows = Vec::new();
        for (source, account, passages) in texts {
            rows.extend(parts_of(*source, *account, passages)?);
        }
        let keys: Vec<String> = texts.iter().map(|(source, ..)| source.to_string()).collect();
        run_in!((String,), &mut self.conn(), REMOVE, keys);
        insert!(
            &mut self.conn(),
            HEAD,
            rows,
            |bind, row| bind
                .push_bind(&row.source)
                .push_bind(row.part)
                .push_bind(&row.account)
                .push_bind(row.count)
                .push_bind(&row.passages),
            ""
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::EntryId;
    use uuid::Uuid;

    use super::*;

    /// As the first program wrote it: it is read for ever.
    const FIRST_FORM: &str = r#"{"version":1,"value":[{"text":"All of it.","hash":"aa","place":{"lines":[1,1]},"heading":["Notes"],"speaker":"Dana","quoted":true},{"text":"Nothing else.","hash":"bb"}]}"#;

    /// From before the row said it: ids and accounts stood in each passage.
    const WITH_IDS: &str = r#"{"version":1,"value":[{"id":"ent_00000000000000000000000000000001#0","account":null,"place":{"lines":[1,1]},"quoted":false,"text":"All of it.","hash":"aa"}]}"#;

    #[test]
    fn passages_kept_with_their_ids_are_still_read() {
        let source = SourceId::Entry(EntryId(Uuid::from_u128(1)));
        let mut read = Vec::new();
        unpack(source, None, 0, WITH_IDS, &mut read).unwrap();
        assert_eq!((read[0].id, read[0].text.as_str()), (PassageId { source, ordinal: 0 }, "All of it."));
        assert_eq!(read[0].place.lines, Some((1, 1)));
    }

    #[test]
    fn the_form_on_disk_stays_as_it_is() {
        let source = SourceId::Entry(EntryId(Uuid::from_u128(1)));
        let mut read = Vec::new();
        unpack(source, None, 2, FIRST_FORM, &mut read).unwrap();
        assert_eq!(read.iter().map(|passage| passage.id.ordinal).collect::<Vec<_>>(), [64, 65]);
        assert_eq!(
            (read[0].speaker.as_deref(), read[0].place.lines, read[0].quoted),
            (Some("Dana"), Some((1, 1)), true)
        );
        assert_eq!((read[1].text.as_str(), read[1].hash.0.as_str(), read[1].quoted), ("Nothing else.", "bb", false));
        let kept: Vec<Kept<'_>> = read.iter().map(Kept::of).collect();
        assert_eq!(to_body(&kept).unwrap(), FIRST_FORM);
    }
}
