//! The append-only log: every act that matters, chained by hash, in the transaction of the act itself.

use domain::{Act, AuditEntry, TextHash};
use serde_json::Value;

use crate::{
    StoreError, Writer,
    body::{micros, time},
    tx::{reads, run},
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

/// What the first entry names as the entry before it.
fn no_entry() -> TextHash {
    TextHash("0".repeat(64))
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
}

impl Writer {
    /// Logs an act by this writer's person at this writer's time.
    pub async fn audit(&mut self, act: Act, subject: &str, body: Value) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO audit (number, at, person, act, subject, body, previous, hash) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let last = match self.last_logged.take() {
            Some(last) => last,
            None => self.audit_last().await?.map_or_else(|| (0, no_entry()), |last| (last.number, last.hash)),
        };
        let (number, previous) = (last.0 + 1, last.1);
        let mut entry = AuditEntry {
            number,
            at: time(micros(self.at))?,
            person: self.who.clone(),
            act,
            subject: subject.to_owned(),
            body: in_order(body),
            previous,
            hash: no_entry(),
        };
        entry.hash = entry.expected_hash();
        let (act, body, at) = (serde_json::to_string(&act)?, entry.body.to_string(), micros(entry.at));
        let (previous, hash) = (&entry.previous.0, &entry.hash.0);
        run!(none, &mut self.conn(), SQL, number, at, &entry.person, &act, subject, &body, previous, hash)?;
        self.last_logged = Some((number, entry.hash));
        Ok(())
    }
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
        plain => plain,
    }
}
