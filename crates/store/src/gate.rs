//! What the gate needs to know of the company: policies, certificates, and what was agreed with an account. All of it is
//! only ever added to; the newest counts.

use chrono::{DateTime, Utc};
use domain::{AccountId, AccountTerms, Act, Certificate, PersonId, TextHash};
use serde_json::json;

use crate::{
    StoreError, Writer,
    body::{from_bodies, from_body, micros, small, time, to_body},
    tx::{reads, run},
};

/// A policy as it was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    /// From 1.
    pub number: u32,
    pub hash: TextHash,
    /// The file, byte for byte.
    pub text: String,
    pub adopted_at: DateTime<Utc>,
    pub adopted_by: String,
}

type PolicyColumns = (i64, String, String, i64, String);

fn policy_row(row: PolicyColumns) -> Result<PolicyRow, StoreError> {
    let (number, hash, text, at, adopted_by) = row;
    Ok(PolicyRow { number: small(number)?, hash: TextHash(hash), text, adopted_at: time(at)?, adopted_by })
}

reads! {
    /// Every policy that was ever adopted, newest first.
    fn policies(conn) -> Vec<PolicyRow> {
        const SQL: &str = "SELECT number, hash, text, adopted_at, adopted_by FROM policies ORDER BY number DESC";
        run!(all PolicyColumns, conn, SQL)?
            .into_iter()
            .map(policy_row)
            .collect()
    }

    /// The policy that was adopted last.
    fn policy_in_force(conn) -> Option<PolicyRow> {
        const SQL: &str = "SELECT number, hash, text, adopted_at, adopted_by FROM policies \
            ORDER BY number DESC LIMIT 1";
        run!(one PolicyColumns, conn, SQL)?.map(policy_row).transpose()
    }

    /// Every certificate, in the order in which they were issued.
    fn certificates(conn) -> Vec<Certificate> {
        const SQL: &str = "SELECT body FROM certificates ORDER BY number";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    /// What holds for an account today; nothing special, if nothing was recorded.
    fn terms(conn, account: AccountId) -> AccountTerms {
        const SQL: &str = "SELECT body FROM terms WHERE account = $1 ORDER BY number DESC LIMIT 1";
        let row = run!(one (String,), conn, SQL, account.to_string())?;
        row.map_or_else(|| Ok(AccountTerms::default()), |(body,)| from_body(&body))
    }
}

impl Writer {
    /// Adopts a policy: from now on it is in force. Logged.
    pub async fn adopt_policy(&mut self, text: &str, by: PersonId) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO policies (number, hash, text, adopted_at, adopted_by) \
            SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4 FROM policies";
        let (hash, at, name) = (TextHash::of(text), micros(self.at), self.who.clone());
        run!(none, &mut self.conn(), SQL, &hash.0, text, at, &name)?;
        self.audit(Act::PolicyAdopted, &hash.0, json!({ "by": by })).await
    }

    /// Adds a certificate. Logged with its signature.
    pub async fn keep_certificate(&mut self, given: &Certificate) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO certificates (number, person, body) \
            SELECT COALESCE(MAX(number), 0) + 1, $1, $2 FROM certificates";
        let (person, body) = (given.person.id.to_string(), to_body(given)?);
        run!(none, &mut self.conn(), SQL, &person, &body)?;
        let act = if given.revoked { Act::KeyRevoked } else { Act::KeyConfirmed };
        self.audit(act, &person, serde_json::to_value(given)?).await
    }

    /// Records what holds for an account from now on. Logged.
    pub async fn keep_terms(&mut self, account: AccountId, terms: &AccountTerms) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO terms (account, number, at, person, body) \
            SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM terms WHERE account = $1";
        let (key, body, at, who) = (account.to_string(), to_body(terms)?, micros(self.at), self.who.clone());
        run!(none, &mut self.conn(), SQL, &key, at, &who, &body)?;
        self.audit(Act::TermsRecorded, &key, serde_json::to_value(terms)?).await
    }
}
