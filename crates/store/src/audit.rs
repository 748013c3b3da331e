//! The append-only log: every act that matters, chained by hash, in the transaction of the act itself.

use domain::{Act, AuditEntry, TextHash};
use serde_json::Value;

use crate::{
    StoreError, Writer,
    body::{micros, time},
    tx::{Conn, reads, run},
};

type AuditColumns = (i64, i64, String, String, String, String, String, String);

fn entry(row: AuditColumns) -> Result<AuditEntry, StoreError> {
    let (number, at, person, act, subject, body, previous, hash) = row;
    Ok(AuditEntry {
        number,
        at: time(at)?,
        person,
        act: serde_json::from_str(&act)?,
        subject,
        body: serde_json::from_str(&body)?,
        previous: TextHash(previous),
        hash: TextHash(hash),
    })
}

/// Which entries of the log are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogFilter {
    /// Only entries below this number.
    pub before: Option<i64>,
    pub person: Option<String>,
    pub act: Option<Act>,
    /// Ids of what it was done to; none lets through all.
    pub subjects: Vec<String>,
}

reads! {
    /// The log's entries after this number, oldest first.
    fn audit_after(conn, number: i64, limit: i64) -> Vec<AuditEntry> {
        const SQL: &str = "SELECT number, at, person, act, subject, body, previous, hash FROM audit \
            WHERE number > $1 ORDER BY number LIMIT $2";
        run!(all AuditColumns, conn, SQL, number, limit)?.into_iter().map(entry).collect()
    }

    /// The newest entry of the log.
    fn audit_last(conn) -> Option<AuditEntry> {
        const SQL: &str = "SELECT number, at, person, act, subject, body, previous, hash FROM audit \
            ORDER BY number DESC LIMIT 1";
        run!(one AuditColumns, conn, SQL)?.map(entry).transpose()
    }

    /// The entries that a filter lets through, newest first.
    fn audit_found(conn, filter: &LogFilter, limit: i64) -> Vec<AuditEntry> {
        const SQLITE: &str = "SELECT number, at, person, act, subject, body, previous, hash FROM audit \
            WHERE number < $1 AND ($2 = '' OR person = $2) AND ($3 = '' OR act = $3) \
            AND ($4 = '' OR instr($4, char(10) || subject || char(10)) > 0) ORDER BY number DESC LIMIT $5";
        const POSTGRES: &str = "SELECT number, at, person, act, subject, body, previous, hash FROM audit \
            WHERE number < $1 AND ($2 = '' OR person = $2) AND ($3 = '' OR act = $3) \
            AND ($4 = '' OR strpos($4, chr(10) || subject || chr(10)) > 0) ORDER BY number DESC LIMIT $5";
        let sql = if matches!(conn, Conn::Sqlite(_)) { SQLITE } else { POSTGRES };
        let act = filter.act.map(|act| serde_json::to_string(&act)).transpose()?.unwrap_or_default();
        let person = filter.person.as_deref().unwrap_or_default();
        let among = if filter.subjects.is_empty() { String::new() } else { format!("\n{}\n", filter.subjects.join("\n")) };
        let before = filter.before.unwrap_or(i64::MAX);
        run!(all AuditColumns, conn, sql, before, person, &act, &among, limit)?.into_iter().map(entry).collect()
    }

    /// Everybody who is named in the log, and every act that is in it.
    fn audit_words(conn) -> (Vec<String>, Vec<Act>) {
        const PEOPLE: &str = "SELECT DISTINCT person FROM audit ORDER BY person";
        const ACTS: &str = "SELECT DISTINCT act FROM audit ORDER BY act";
        let people = run!(all (String,), &mut *conn, PEOPLE)?.into_iter().map(|(person,)| person).collect();
        let acts = run!(all (String,), conn, ACTS)?;
        Ok((people, acts.iter().map(|(act,)| serde_json::from_str(act)).collect::<Result<_, _>>()?))
    }
}

impl Writer {
    /// Logs an act by this writer's person at this writer's time.
    pub async fn audit(&mut self, act: Act, subject: &str, body: Value) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO audit (number, at, person, act, subject, body, previous, hash) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let last = match self.last_logged.take() {
            Some(last) => last,
            None => self
                .audit_last()
                .await?
                .map_or_else(|| (0, AuditEntry::before_the_first()), |last| (last.number, last.hash)),
        };
        let (number, previous) = (last.0 + 1, last.1);
        let mut entry = AuditEntry {
            number,
            at: time(micros(self.at))?,
            person: self.who.clone(),
            act,
            subject: subject.to_owned(),
            body: in_order(body),
            hash: previous.clone(),
            previous,
        };
        entry.hash = entry.expected_hash();
        let (act, body, at) = (serde_json::to_string(&act)?, entry.body.to_string(), micros(entry.at));
        let (previous, hash) = (&entry.previous.0, &entry.hash.0);
        run!(none, &mut self.conn(), SQL, number, at, &entry.person, &act, subject, &body, previous, hash)?;
        self.last_logged = Some((number, entry.hash));
        Ok(())
    }
}

/// A number with a fraction may read back as its neighbour, and the entry would seem altered: such a number is kept as text.
fn steady(number: serde_json::Number) -> Value {
    let text = number.to_string();
    let read = serde_json::from_str::<Value>(&text).map(|read| read.to_string());
    if read.is_ok_and(|read| read == text) { Value::Number(number) } else { Value::String(text) }
}

/// Keys sorted, so that the text that is hashed does not depend on how a program was built.
fn in_order(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut fields: Vec<_> = map.into_iter().map(|(key, value)| (key, in_order(value))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(in_order).collect()),
        Value::Number(number) if number.is_f64() => steady(number),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hashed_is_what_will_be_read() {
        const SEED: u64 = 7;
        let (mut bits, mut as_text) = (SEED, 0);
        for _ in 0..10_000 {
            bits = bits.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
            let kept = in_order(Value::from(f64::from_bits(bits)));
            as_text += u32::from(kept.is_string());
            let read: Value = serde_json::from_str(&kept.to_string()).unwrap();
            assert_eq!(read.to_string(), kept.to_string(), "{bits:x}, seed {SEED}");
        }
        assert!(as_text > 0, "none of 10,000 numbers reads back as another: the care is no longer needed");
        assert_eq!(in_order(Value::from(2.5)), Value::from(2.5));
    }
}
