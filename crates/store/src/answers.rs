//! Answers that were signed off and may be used again.

use domain::{Act, AnswerId, DraftId, KeptAnswer};
use serde_json::json;

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, to_body},
    tx::{reads, run},
};

reads! {
    /// All of them, newest first, retired ones too.
    fn answers(conn) -> Vec<KeptAnswer> {
        const SQL: &str = "SELECT body FROM answers ORDER BY signed_at DESC, id DESC";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    fn answer(conn, id: AnswerId) -> Option<KeptAnswer> {
        const SQL: &str = "SELECT body FROM answers WHERE id = $1";
        run!(one (String,), conn, SQL, id.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }

    /// The one that a draft became.
    fn answer_of_draft(conn, draft: DraftId) -> Option<KeptAnswer> {
        const SQL: &str = "SELECT body FROM answers WHERE draft = $1";
        run!(one (String,), conn, SQL, draft.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }
}

impl Writer {
    /// Keeps a signed-off answer; a newer signed revision of the same draft takes the place of the older one.
    pub async fn keep_answer(&mut self, answer: &KeptAnswer) -> Result<(), StoreError> {
        self.put_answer(answer).await?;
        let facts = json!({
            "question": answer.question, "draft": answer.draft, "revision": answer.revision,
            "review_on": answer.review_on,
        });
        self.audit(Act::AnswerKept, &answer.id.to_string(), facts).await
    }

    /// Takes an answer out of use, or says anew until when it is used.
    pub async fn change_answer(&mut self, answer: &KeptAnswer) -> Result<(), StoreError> {
        self.put_answer(answer).await?;
        let act = if answer.retired.is_some() { Act::AnswerRetired } else { Act::AnswerKept };
        let facts = json!({ "why": answer.retired, "review_on": answer.review_on });
        self.audit(act, &answer.id.to_string(), facts).await
    }

    async fn put_answer(&mut self, answer: &KeptAnswer) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO answers (id, draft, signed_at, body) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (draft) DO UPDATE SET signed_at = excluded.signed_at, body = excluded.body";
        let (id, draft, body) = (answer.id.to_string(), answer.draft.to_string(), to_body(answer)?);
        run!(none, &mut self.conn(), SQL, &id, &draft, micros(answer.signed_at), &body)?;
        Ok(())
    }
}
