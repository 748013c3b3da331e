//! Buyers' questionnaires with the work on their rows, and the corrections of their columns.

use domain::{AccountId, Act, KeptQuestionnaire, KeptRow, QuestionnaireId, TextHash};
use serde_json::{Value, json};

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, to_body},
    tx::{insert, reads, run},
};

reads! {
    /// All questionnaires, newest first; of one account, if one is named.
    fn questionnaires(conn, account: Option<AccountId>) -> Vec<KeptQuestionnaire> {
        const SQL: &str = "SELECT body FROM questionnaires WHERE ($1 = '' OR account = $1) \
            ORDER BY taken_at DESC, id DESC";
        let account = account.map(|id| id.to_string()).unwrap_or_default();
        from_bodies(&run!(all (String,), conn, SQL, &account)?)
    }

    fn questionnaire(conn, id: QuestionnaireId) -> Option<KeptQuestionnaire> {
        const SQL: &str = "SELECT body FROM questionnaires WHERE id = $1";
        run!(one (String,), conn, SQL, id.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }

    /// The one of an account with these bytes.
    fn same_questionnaire(conn, account: AccountId, hash: &TextHash) -> Option<KeptQuestionnaire> {
        const SQL: &str = "SELECT body FROM questionnaires WHERE account = $1 AND hash = $2";
        run!(one (String,), conn, SQL, account.to_string(), &hash.0)?.map(|(body,)| from_body(&body)).transpose()
    }

    /// The buyer's own file.
    fn questionnaire_bytes(conn, id: QuestionnaireId) -> Option<Vec<u8>> {
        const SQL: &str = "SELECT bytes FROM questionnaires WHERE id = $1";
        Ok(run!(one (Vec<u8>,), conn, SQL, id.to_string())?.map(|(bytes,)| bytes))
    }

    /// Its rows by number.
    fn questionnaire_rows(conn, id: QuestionnaireId) -> Vec<KeptRow> {
        const SQL: &str = "SELECT body FROM questionnaire_rows WHERE questionnaire = $1 ORDER BY number";
        from_bodies(&run!(all (String,), conn, SQL, id.to_string())?)
    }

    /// A person's correction of the columns of files with this fingerprint.
    fn mapping(conn, fingerprint: &str) -> Option<Value> {
        const SQL: &str = "SELECT body FROM mappings WHERE fingerprint = $1";
        run!(one (String,), conn, SQL, fingerprint)?.map(|(body,)| from_body(&body)).transpose()
    }
}

impl Writer {
    /// Keeps a questionnaire with its file and its rows.
    pub async fn keep_questionnaire(
        &mut self,
        kept: &KeptQuestionnaire,
        bytes: &[u8],
        rows: &[KeptRow],
    ) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO questionnaires (id, account, hash, taken_at, body, bytes) \
            VALUES ($1, $2, $3, $4, $5, $6)";
        let (id, account, body) = (kept.id.to_string(), kept.account.to_string(), to_body(kept)?);
        run!(none, &mut self.conn(), SQL, &id, &account, &kept.hash.0, micros(kept.taken_at), &body, bytes)?;
        self.put_rows(&id, rows).await?;
        let facts = json!({
            "account": account, "name": kept.name, "hash": kept.hash, "rows": rows.len(), "due": kept.due,
        });
        self.audit(Act::QuestionnaireTaken, &id, facts).await
    }

    /// Reads the file's rows anew after a person corrected its columns.
    pub async fn correct_columns(
        &mut self,
        kept: &KeptQuestionnaire,
        mapping: &Value,
        rows: &[KeptRow],
    ) -> Result<(), StoreError> {
        const KEEP: &str = "INSERT INTO mappings (fingerprint, body) VALUES ($1, $2) \
            ON CONFLICT (fingerprint) DO UPDATE SET body = excluded.body";
        const CLEAR: &str = "DELETE FROM questionnaire_rows WHERE questionnaire = $1";
        let id = kept.id.to_string();
        run!(none, &mut self.conn(), KEEP, &kept.fingerprint, to_body(mapping)?)?;
        run!(none, &mut self.conn(), CLEAR, &id)?;
        self.put_rows(&id, rows).await?;
        self.audit(Act::ColumnsCorrected, &id, json!({ "rows": rows.len(), "mapping": mapping })).await
    }

    async fn put_rows(&mut self, id: &str, rows: &[KeptRow]) -> Result<(), StoreError> {
        let mut columns = Vec::with_capacity(rows.len());
        for row in rows {
            columns.push((i64::from(row.number), row.draft.map(|draft| draft.to_string()), to_body(row)?));
        }
        insert!(
            &mut self.conn(),
            "INSERT INTO questionnaire_rows (questionnaire, number, draft, body) ",
            columns,
            |bind, (number, draft, body)| {
                bind.push_bind(id).push_bind(*number).push_bind(draft.clone()).push_bind(body.clone())
            },
            ""
        );
        Ok(())
    }

    /// Keeps the work on rows that are there. `act` and `facts` are what the log says of it.
    pub async fn keep_rows(
        &mut self,
        id: QuestionnaireId,
        rows: &[KeptRow],
        act: Act,
        facts: Value,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "UPDATE questionnaire_rows SET draft = $3, body = $4 WHERE questionnaire = $1 AND number = $2";
        let key = id.to_string();
        for row in rows {
            let draft = row.draft.map(|draft| draft.to_string());
            run!(none, &mut self.conn(), SQL, &key, i64::from(row.number), draft, to_body(row)?)?;
        }
        self.audit(act, &key, facts).await
    }

    /// Logs that the filled file went back to a person, with the hash of its bytes.
    pub async fn questionnaire_returned(&mut self, id: QuestionnaireId, facts: Value) -> Result<(), StoreError> {
        self.audit(Act::QuestionnaireReturned, &id.to_string(), facts).await
    }
}
