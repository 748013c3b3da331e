//! Accounts, their contacts and their opportunities.

use chrono::{DateTime, Utc};
use domain::{Account, AccountId, Contact, ContactId, Opportunity, OpportunityId};

use crate::{
    AccountCounts, StoreError, Writer,
    body::{from_bodies, from_body, micros, plain, time, to_body},
    tx::{reads, run},
};

reads! {
    /// All accounts, by name.
    fn accounts(conn) -> Vec<Account> {
        const SQL: &str = "SELECT body FROM accounts ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    /// One account.
    fn account(conn, id: AccountId) -> Option<Account> {
        const SQL: &str = "SELECT body FROM accounts WHERE id = $1";
        run!(one (String,), conn, SQL, id.to_string())?.map(|(body,)| from_body(&body)).transpose()
    }

    /// How much is known of each account, accounts without entries included; `newest` is the last entry that is not
    /// later than `until` and no CRM row: what is planned is not yet evidence, and a row carries its export's day.
    fn account_counts(conn, until: DateTime<Utc>) -> Vec<AccountCounts> {
        const SQL: &str = "SELECT a.id, COALESCE(e.entries, 0), e.newest, COALESCE(c.contacts, 0) FROM accounts a \
            LEFT JOIN (SELECT account, COUNT(*) AS entries, MAX(CASE WHEN at <= $1 AND kind <> 'crm-record' THEN at END) AS newest \
            FROM entries GROUP BY account) e \
            ON e.account = a.id \
            LEFT JOIN (SELECT account, COUNT(*) AS contacts FROM contacts GROUP BY account) c ON c.account = a.id \
            ORDER BY a.name, a.id";
        run!(all (String, i64, Option<i64>, i64), conn, SQL, micros(until))?
            .into_iter()
            .map(|(account, entries, newest, contacts)| {
                let newest = newest.map(time).transpose()?;
                Ok(AccountCounts { account: account.parse()?, entries, newest, contacts })
            })
            .collect()
    }

    /// The people of one account, by name.
    fn contacts(conn, account: AccountId) -> Vec<Contact> {
        const SQL: &str = "SELECT body FROM contacts WHERE account = $1 ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL, account.to_string())?)
    }

    /// The people of all accounts, by name.
    fn all_contacts(conn) -> Vec<Contact> {
        const SQL: &str = "SELECT body FROM contacts ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }

    /// The deals of one account, by name.
    fn opportunities(conn, account: AccountId) -> Vec<Opportunity> {
        const SQL: &str = "SELECT body FROM opportunities WHERE account = $1 ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL, account.to_string())?)
    }

    /// The deals of all accounts, and those without one, by name.
    fn all_opportunities(conn) -> Vec<Opportunity> {
        const SQL: &str = "SELECT body FROM opportunities ORDER BY name, id";
        from_bodies(&run!(all (String,), conn, SQL)?)
    }
}

impl Writer {
    /// Keeps an account, new or changed.
    pub async fn keep_account(&mut self, account: &Account) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO accounts (id, name, body) VALUES ($1, $2, $3) \
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body";
        let body = to_body(account)?;
        run!(none, &mut self.conn(), SQL, account.id.to_string(), plain(&account.name), &body)?;
        Ok(())
    }

    /// Keeps a contact, new or changed.
    pub async fn keep_contact(&mut self, contact: &Contact) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO contacts (id, account, name, body) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (id) DO UPDATE SET account = excluded.account, name = excluded.name, body = excluded.body";
        let (id, account, body) = (contact.id.to_string(), contact.account.to_string(), to_body(contact)?);
        run!(none, &mut self.conn(), SQL, &id, &account, plain(&contact.name), &body)?;
        Ok(())
    }

    /// Keeps an opportunity, new or changed.
    pub async fn keep_opportunity(&mut self, opportunity: &Opportunity) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO opportunities (id, account, name, body) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (id) DO UPDATE SET account = excluded.account, name = excluded.name, body = excluded.body";
        let (id, account) = (opportunity.id.to_string(), opportunity.account.map(|account| account.to_string()));
        let body = to_body(opportunity)?;
        run!(none, &mut self.conn(), SQL, &id, &account, plain(&opportunity.name), &body)?;
        Ok(())
    }

    /// Forgets a contact that the source no longer names.
    pub async fn remove_contact(&mut self, id: ContactId) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM contacts WHERE id = $1";
        run!(none, &mut self.conn(), SQL, id.to_string())?;
        Ok(())
    }

    /// Forgets an opportunity that the source no longer names.
    pub async fn remove_opportunity(&mut self, id: OpportunityId) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM opportunities WHERE id = $1";
        run!(none, &mut self.conn(), SQL, id.to_string())?;
        Ok(())
    }
}
