//! Kept briefings.

use domain::{AccountId, Act, Briefing, BriefingId};
use serde_json::json;

use crate::{
    BriefingRow, StoreError, Writer,
    body::{from_body, micros, plain, time, to_body},
    tx::{reads, run},
};

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
}

impl Writer {
    /// Keeps a briefing under this id, made at this writer's time. Logged.
    pub async fn keep_briefing(
        &mut self,
        id: BriefingId,
        briefing: &Briefing,
        by: &str,
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO briefings (id, account, meeting, as_of, made_at, made_by, title, body) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let kept = Briefing {
            id: Some(id),
            ..briefing.clone()
        };
        let (head, key, body) = (&kept.head, id.to_string(), to_body(&kept)?);
        let meeting = head
            .meeting
            .as_ref()
            .map(|meeting| meeting.entry.to_string());
        let (account, as_of, made_at) = (
            head.account.to_string(),
            micros(head.as_of),
            micros(self.at),
        );
        run!(
            none,
            &mut self.conn(),
            SQL,
            &key,
            &account,
            &meeting,
            as_of,
            made_at,
            by,
            plain(&head.title),
            &body
        )?;
        let facts =
            json!({ "account": account, "meeting": meeting, "as_of": head.as_of, "by": by });
        self.audit(Act::BriefingMade, &key, facts).await
    }
}
