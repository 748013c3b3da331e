//! The workspace row, its settings, its people and its counts.

use domain::{Act, Person};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Counts, StoreError, WorkspaceRow, Writer,
    body::{from_bodies, from_body, micros, time, to_body},
    tx::{reads, run},
};

type WorkspaceColumns = (String, String, bool, Option<i64>, i64, i64);

reads! {
    /// The workspace, once it was made.
    fn workspace(conn) -> Option<WorkspaceRow> {
        const SQL: &str = "SELECT id, name, sample, pinned_now, zone_minutes, created FROM workspace";
        let Some((id, name, sample, pinned, zone, created)) = run!(one WorkspaceColumns, conn, SQL)? else {
            return Ok(None);
        };
        let bad = |what: String| StoreError::BadBody { what };
        Ok(Some(WorkspaceRow {
            id: Uuid::try_parse(&id).map_err(|error| bad(error.to_string()))?,
            name,
            sample,
            pinned_now: pinned.map(time).transpose()?,
            zone_minutes: i32::try_from(zone).map_err(|error| bad(error.to_string()))?,
            created: time(created)?,
        }))
    }

    /// A setting as it was kept, if it was.
    fn setting(conn, key: &str) -> Option<Value> {
        const SQL: &str = "SELECT body FROM settings WHERE name = $1";
        run!(one (String,), conn, SQL, key)?.map(|(body,)| from_body(&body)).transpose()
    }

    /// Our own people, by name.
    fn people(conn) -> Vec<Person> {
        const SQL: &str = "SELECT body FROM people ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    /// The person of exactly this name.
    fn person_named(conn, name: &str) -> Option<Person> {
        const SQL: &str = "SELECT body FROM people WHERE name = $1 ORDER BY id LIMIT 1";
        run!(one (String,), conn, SQL, name)?.map(|(body,)| from_body(&body)).transpose()
    }

    /// How much the workspace holds.
    fn counts(conn) -> Counts {
        const SQL: &str = "SELECT (SELECT COUNT(*) FROM accounts), (SELECT COUNT(*) FROM contacts), \
            (SELECT COUNT(*) FROM opportunities), (SELECT COUNT(*) FROM entries), \
            (SELECT COUNT(*) FROM entries WHERE account IS NULL), (SELECT COUNT(*) FROM documents), \
            (SELECT COUNT(*) FROM versions), (SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM bodies)";
        let row = run!(one (i64, i64, i64, i64, i64, i64, i64, i64), conn, SQL)?;
        Ok(row.map_or_else(Counts::default, |row| Counts {
            accounts: row.0,
            contacts: row.1,
            opportunities: row.2,
            entries: row.3,
            unattached: row.4,
            documents: row.5,
            versions: row.6,
            passages: row.7,
        }))
    }
}

impl Writer {
    /// Makes the workspace, or changes its name, clock or zone. Logged.
    pub async fn keep_workspace(&mut self, workspace: &WorkspaceRow) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO workspace (id, name, sample, pinned_now, zone_minutes, created) \
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
            sample = excluded.sample, pinned_now = excluded.pinned_now, zone_minutes = excluded.zone_minutes";
        let before = self.workspace().await?;
        if before.as_ref().is_some_and(|before| before.id != workspace.id) {
            return Err(StoreError::Refused { what: "this database already holds another workspace".to_owned() });
        }
        let id = workspace.id.to_string();
        let (pinned, zone) = (workspace.pinned_now.map(micros), i64::from(workspace.zone_minutes));
        let (name, created) = (workspace.name.as_str(), micros(workspace.created));
        run!(none, &mut self.conn(), SQL, &id, name, workspace.sample, pinned, zone, created)?;
        let body = json!({ "name": name, "sample": workspace.sample, "zone_minutes": workspace.zone_minutes });
        let act = if before.is_none() { Act::WorkspaceCreated } else { Act::SettingChanged };
        self.audit(act, &id, body).await
    }

    /// Keeps a setting. Logged when its value changes.
    pub async fn keep_setting(&mut self, key: &str, value: &Value) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO settings (name, body) VALUES ($1, $2) \
            ON CONFLICT (name) DO UPDATE SET body = excluded.body";
        let before = self.setting(key).await?;
        if before.as_ref() == Some(value) {
            return Ok(());
        }
        let body = to_body(value)?;
        run!(none, &mut self.conn(), SQL, key, &body)?;
        self.audit(Act::SettingChanged, key, json!({ "from": before, "to": value })).await
    }

    /// Adds one of our people, or changes their name, address or role. Logged.
    pub async fn keep_person(&mut self, person: &Person) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO people (id, name, body) VALUES ($1, $2, $3) \
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body";
        let (id, body) = (person.id.to_string(), to_body(person)?);
        run!(none, &mut self.conn(), SQL, &id, &person.name, &body)?;
        self.audit(Act::PersonAdded, &id, serde_json::to_value(person)?).await
    }
}
