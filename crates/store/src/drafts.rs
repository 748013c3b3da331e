//! Drafts, their revisions, the moves made on them, and what was released. All of it is only ever added to.

use domain::{AccountId, Act, Draft, DraftId, Meaning, Move, MoveAct, ReleaseRecord, Revision};
use serde_json::{Value, json};

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, to_body},
    tx::{reads, run},
};

/// A draft with everything that was ever done to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    pub draft: Draft,
    /// By number, from 1.
    pub revisions: Vec<Revision>,
    /// By number, from 1.
    pub moves: Vec<Move>,
    pub releases: Vec<ReleaseRecord>,
}

reads! {
    /// One draft, whole.
    fn draft(conn, id: DraftId) -> Option<DraftRow> {
        const DRAFT: &str = "SELECT body FROM drafts WHERE id = $1";
        const REVISIONS: &str = "SELECT body FROM revisions WHERE draft = $1 ORDER BY number";
        const MOVES: &str = "SELECT body FROM moves WHERE draft = $1 ORDER BY number";
        const RELEASES: &str = "SELECT body FROM releases WHERE draft = $1 ORDER BY number";
        let key = id.to_string();
        let Some((draft,)) = run!(one (String,), &mut *conn, DRAFT, &key)? else {
            return Ok(None);
        };
        Ok(Some(DraftRow {
            draft: from_body(&draft)?,
            revisions: from_bodies(&run!(all (String,), &mut *conn, REVISIONS, &key)?)?,
            moves: from_bodies(&run!(all (String,), &mut *conn, MOVES, &key)?)?,
            releases: from_bodies(&run!(all (String,), conn, RELEASES, &key)?)?,
        }))
    }

    /// All drafts, newest first; of one account, if one is named.
    fn drafts(conn, account: Option<AccountId>) -> Vec<Draft> {
        const SQL: &str = "SELECT body FROM drafts WHERE ($1 = '' OR account = $1) ORDER BY made_at DESC, id DESC";
        let account = account.map(|id| id.to_string()).unwrap_or_default();
        from_bodies(&run!(all (String,), conn, SQL, &account)?)
    }

    /// What was released to an account since a time, newest first.
    fn releases_of(conn, account: AccountId, since: chrono::DateTime<chrono::Utc>) -> Vec<ReleaseRecord> {
        const SQL: &str = "SELECT body FROM releases WHERE account = $1 AND at >= $2 ORDER BY number DESC";
        from_bodies(&run!(all (String,), conn, SQL, account.to_string(), micros(since))?)
    }

    /// The number that the next release will carry.
    fn next_release(conn) -> u64 {
        const SQL: &str = "SELECT COALESCE(MAX(number), 0) + 1 FROM releases";
        let next = run!(one (i64,), conn, SQL)?.map_or(1, |(next,)| next);
        u64::try_from(next).map_err(|_| StoreError::BadBody { what: format!("release number {next}") })
    }
}

impl Writer {
    /// Starts a draft with its first revision. `sources` says, for the log, what each sentence rests on.
    pub async fn keep_draft(&mut self, draft: &Draft, first: &Revision, sources: Value) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO drafts (id, account, kind, made_at, body) VALUES ($1, $2, $3, $4, $5)";
        let (key, account, body) = (draft.id.to_string(), draft.account.to_string(), to_body(draft)?);
        run!(none, &mut self.conn(), SQL, &key, &account, draft.kind.word(), micros(draft.made_at), &body)?;
        let facts = json!({
            "account": account, "kind": draft.kind.word(), "purpose": draft.purpose, "briefing": draft.briefing,
            "content": first.content_hash(), "sentences": sources,
        });
        self.audit(Act::DraftMade, &key, facts).await?;
        self.put_revision(first).await
    }

    /// Adds a revision. Its number must be the next one: whoever saved meanwhile came first.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another revision of that number is there.
    pub async fn keep_revision(&mut self, revision: &Revision) -> Result<(), StoreError> {
        const LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM revisions WHERE draft = $1";
        let key = revision.draft.to_string();
        let last = run!(one(i64,), &mut self.conn(), LAST, &key)?.map_or(0, |(last,)| last);
        if i64::from(revision.number) != last + 1 {
            return Err(StoreError::Conflict { newest: last });
        }
        self.put_revision(revision).await?;
        let facts = json!({
            "revision": revision.id, "number": revision.number, "author": revision.author,
            "content": revision.content_hash(),
        });
        self.audit(Act::Revised, &key, facts).await
    }

    async fn put_revision(&mut self, revision: &Revision) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO revisions (id, draft, number, author, at, content, body) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (id, draft, author) = (revision.id.to_string(), revision.draft.to_string(), revision.author.to_string());
        let (content, body) = (revision.content_hash(), to_body(revision)?);
        let number = i64::from(revision.number);
        run!(none, &mut self.conn(), SQL, &id, &draft, number, &author, micros(revision.at), &content.0.0, &body)?;
        Ok(())
    }

    /// Adds a move to a draft, after the last one. Logged as what it is.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody moved meanwhile.
    pub async fn keep_move(&mut self, draft: DraftId, made: &Move) -> Result<(), StoreError> {
        const LAST: &str = "SELECT COALESCE(MAX(number), 0) FROM moves WHERE draft = $1";
        const SQL: &str = "INSERT INTO moves (draft, number, at, person, body) VALUES ($1, $2, $3, $4, $5)";
        let key = draft.to_string();
        let last = run!(one(i64,), &mut self.conn(), LAST, &key)?.map_or(0, |(last,)| last);
        if i64::from(made.number) != last + 1 {
            return Err(StoreError::Conflict { newest: last });
        }
        let (number, person, body) = (i64::from(made.number), made.by.to_string(), to_body(made)?);
        run!(none, &mut self.conn(), SQL, &key, number, micros(made.at), &person, &body)?;
        self.audit(act_of(made), &key, facts_of(made)?).await
    }

    /// Records a release. Logged with the hash of what left.
    pub async fn keep_release(&mut self, record: &ReleaseRecord, account: AccountId) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO releases (number, draft, account, at, destination, body) \
            VALUES ($1, $2, $3, $4, $5, $6)";
        let number = i64::try_from(record.number)
            .map_err(|_| StoreError::BadBody { what: format!("release number {}", record.number) })?;
        let (draft, body) = (record.draft.to_string(), to_body(record)?);
        let (account, at) = (account.to_string(), micros(record.at));
        run!(none, &mut self.conn(), SQL, number, &draft, &account, at, &record.destination, &body)?;
        self.audit(Act::Released, &draft, serde_json::to_value(record)?).await
    }
}

fn act_of(made: &Move) -> Act {
    match &made.act {
        MoveAct::Submitted { .. } => Act::Submitted,
        MoveAct::Commented { .. } => Act::Commented,
        MoveAct::Acknowledged(_) => Act::Acknowledged,
        MoveAct::GivenUp { .. } => Act::GivenUp,
        MoveAct::SignedOff(sign_off) => match sign_off.meaning {
            Meaning::SentBack => Act::SentBack,
            Meaning::Withdrawn => Act::SignOffWithdrawn,
            Meaning::Approved | Meaning::ApprovedWithEdits | Meaning::Overridden => Act::SignedOff,
        },
    }
}

/// What the log keeps of a move. Comments are kept by hash: the words stay with the draft.
fn facts_of(made: &Move) -> Result<Value, StoreError> {
    Ok(match &made.act {
        MoveAct::Commented { revision, text } => json!({ "revision": revision, "text": domain::TextHash::of(text) }),
        act => serde_json::to_value(act)?,
    })
}
