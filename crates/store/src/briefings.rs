//! Kept briefings.

use domain::{AccountId, Act, Briefing, BriefingId, SourceId, StatementCheck};
use serde_json::json;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    BriefingRow, CheckRow, StoreError, Writer,
    body::{from_body, micros, plain, time, to_body},
    tx::{reads, run},
};

type CheckColumns = (String, i64, String, String);
type BriefingColumns = (String, String, Option<String>, i64, i64, String, String);

reads! {
    /// An account's kept briefings, newest first.
    fn briefings(conn, account: AccountId) -> Vec<BriefingRow> {
        const SQL: &str = "SELECT id, account, meeting, as_of, made_at, made_by, title FROM briefings \
            WHERE account = $1 ORDER BY made_at DESC, id DESC";
        run!(all BriefingColumns, conn, SQL, account.to_string())?
            .into_iter()
            .map(|(id, account, meeting, as_of, made_at, by, title)| {
                let meeting = meeting.map(|meeting| meeting.parse()).transpose()?;
                let (as_of, made_at) = (time(as_of)?, time(made_at)?);
                Ok(BriefingRow { id: id.parse()?, account: account.parse()?, meeting, as_of, made_at, by, title })
            })
            .collect()
    }

    /// One kept briefing, whole.
    fn briefing(conn, id: BriefingId) -> Option<Briefing> {
        const SQL: &str = "SELECT body FROM briefings WHERE id = $1";
        run!(one (String,), conn, SQL, id.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }

    /// What was said of this briefing's statements, oldest first; of every briefing's, when none is named.
    fn statement_checks(conn, briefing: Option<BriefingId>) -> Vec<CheckRow> {
        const SQL: &str = "SELECT briefing, at, person, body FROM statement_checks \
            WHERE $1 = '' OR briefing = $1 ORDER BY number";
        let wanted = briefing.map(|id| id.to_string()).unwrap_or_default();
        run!(all CheckColumns, conn, SQL, wanted)?
            .into_iter()
            .map(|(briefing, at, by, body)| {
                Ok(CheckRow { briefing: briefing.parse()?, at: time(at)?, by, check: from_body(&body)? })
            })
            .collect()
    }

    /// The kept briefings that rely on this source, with how often each cites it; oldest first.
    fn uses_of(conn, source: SourceId) -> Vec<(BriefingId, String, usize)> {
        const SQL: &str = "SELECT id, title, body FROM briefings WHERE body LIKE $1 ORDER BY made_at, id";
        let wanted = source.to_string();
        run!(all (String, String, String), conn, SQL, format!("%{wanted}%"))?
            .into_iter()
            .map(|(id, title, body)| Ok((id.parse()?, title, body.matches(&format!("{wanted}#")).count())))
            .collect()
    }

    /// In how many kept briefings each source is cited, by the source's printed id.
    fn all_uses(conn) -> BTreeMap<String, u32> {
        const SQL: &str = "SELECT body FROM briefings";
        let mut uses = BTreeMap::new();
        for (body,) in run!(all (String,), conn, SQL)? {
            let cited: BTreeSet<&str> = body.split('"').filter_map(|text| text.split_once('#')).map(|(source, _)| source).collect();
            for source in cited.into_iter().filter(|source| source.starts_with("ver_") || source.starts_with("ent_")) {
                *uses.entry(source.to_owned()).or_insert(0) += 1;
            }
        }
        Ok(uses)
    }
}

impl Writer {
    /// Keeps a briefing under this id, made at this writer's time. A kept briefing is never changed. Logged.
    pub async fn keep_briefing(&mut self, id: BriefingId, briefing: &Briefing, by: &str) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO briefings (id, account, meeting, as_of, made_at, made_by, title, body) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let kept = Briefing { id: Some(id), ..briefing.clone() };
        let (head, key, body) = (&kept.head, id.to_string(), to_body(&kept)?);
        let meeting = head.meeting.as_ref().map(|meeting| meeting.entry.to_string());
        let (account, as_of, made_at) = (head.account.to_string(), micros(head.as_of), micros(self.at));
        run!(none, &mut self.conn(), SQL, &key, &account, &meeting, as_of, made_at, by, plain(&head.title), &body)?;
        let facts = json!({ "account": account, "meeting": meeting, "as_of": head.as_of, "by": by });
        self.audit(Act::BriefingMade, &key, facts).await
    }

    /// Adds a person's word on a statement; a person's earlier word on the same one stays readable. Logged.
    pub async fn check_statement(&mut self, briefing: BriefingId, check: &StatementCheck) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO statement_checks (number, briefing, at, person, body) \
            SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4 FROM statement_checks";
        let (key, at, by, body) = (briefing.to_string(), micros(self.at), self.who.clone(), to_body(check)?);
        run!(none, &mut self.conn(), SQL, &key, at, &by, &body)?;
        self.audit(Act::StatementChecked, &key, serde_json::to_value(check)?).await
    }
}
