//! CRM rows become accounts, contacts and deals; a deal whose stage, amount or close date differs from the last
//! export leaves a dated change in the account's history.

use std::collections::BTreeMap;

use domain::{
    Account, AccountId, Contact, ContactId, Entry, EntryId, EntryKind, FieldChange, HistoryEntry, Opportunity,
    OpportunityId, Origin, Placement, SourceId,
};
use ingest::{AccountRecord, ContactRecord, OpportunityRecord, Record};
use store::Writer;

use super::Work;
use crate::{attach::plain, convert, error::Result, open::App};

/// Deals by CRM id and by name.
pub(super) struct Deals {
    by_key: BTreeMap<String, Opportunity>,
}

impl Deals {
    pub(super) fn new(all: Vec<Opportunity>) -> Self {
        let mut deals = Self { by_key: BTreeMap::new() };
        all.into_iter().for_each(|deal| deals.add(deal));
        deals
    }

    fn add(&mut self, deal: Opportunity) {
        if let Some(external) = &deal.external_id {
            self.by_key.insert(plain(external), deal.clone());
        }
        self.by_key.insert(format!("name {}", plain(&deal.name)), deal);
    }

    fn find(&self, key: &str) -> Option<&Opportunity> {
        self.by_key.get(&plain(key)).or_else(|| self.by_key.get(&format!("name {}", plain(key))))
    }

    /// The account of the deal that a field history names.
    pub(super) fn account_of(&self, deal: &str) -> Option<AccountId> {
        self.find(deal).and_then(|deal| deal.account)
    }
}

/// Keeps the record; returns the change it shows against what was known.
pub(super) async fn keep(
    app: &App,
    tx: &mut Writer,
    work: &mut Work,
    record: &Record,
    entry: &Entry,
) -> Result<Option<HistoryEntry>> {
    match record {
        Record::Account(record) => {
            let account = account(app, work, record);
            tx.keep_account(&account).await?;
            work.directory.add_account(account);
        }
        Record::Contact(record) => {
            if let Some(contact) = contact(app, work, record, entry.id) {
                tx.keep_contact(&contact).await?;
                work.directory.add_contact(contact);
            }
        }
        Record::Opportunity(record) => {
            let old = record
                .external_id
                .as_deref()
                .or(Some(record.name.as_str()))
                .and_then(|key| work.deals.find(key))
                .cloned();
            let deal = opportunity(app, work, record, entry, old.as_ref());
            tx.keep_opportunity(&deal).await?;
            let change = old.and_then(|old| change(app, &old, &deal, entry));
            work.deals.add(deal);
            return Ok(change);
        }
    }
    Ok(None)
}

fn account(app: &App, work: &Work, record: &AccountRecord) -> Account {
    let known = record
        .external_id
        .as_deref()
        .and_then(|id| work.directory.named(id))
        .or_else(|| work.directory.named(&record.name));
    let old = known.and_then(|id| work.directory.accounts.get(&id));
    let mut domains = old.map(|old| old.domains.clone()).unwrap_or_default();
    for domain in &record.domains {
        if !domains.contains(domain) {
            domains.push(domain.clone());
        }
    }
    Account {
        id: known.unwrap_or_else(|| AccountId(app.ids.new_id())),
        name: record.name.clone(),
        external_id: record.external_id.clone().or_else(|| old.and_then(|old| old.external_id.clone())),
        domains,
        industry: record.industry.clone(),
        owner: record.owner.clone(),
        facts: record.facts.clone(),
    }
}

/// A contact whose account is unknown is left to the entry, which waits to be placed.
fn contact(app: &App, work: &Work, record: &ContactRecord, row: EntryId) -> Option<Contact> {
    let account = record.account.as_deref().and_then(|name| work.directory.named(name))?;
    let same = |known: &&Contact| {
        known.account == account
            && (known.emails.iter().any(|email| record.emails.contains(email))
                || (record.external_id.is_some() && known.external_id == record.external_id)
                || plain(&known.name) == plain(&record.name))
    };
    let old = work.directory.contacts.iter().find(same);
    let mut emails = old.map(|old| old.emails.clone()).unwrap_or_default();
    for email in &record.emails {
        if !emails.contains(email) {
            emails.push(email.clone());
        }
    }
    Some(Contact {
        id: old.map_or_else(|| ContactId(app.ids.new_id()), |old| old.id),
        account,
        external_id: record.external_id.clone().or_else(|| old.and_then(|old| old.external_id.clone())),
        name: record.name.clone(),
        emails,
        title: record.title.clone().or_else(|| old.and_then(|old| old.title.clone())),
        role: record.role.clone().or_else(|| old.and_then(|old| old.role.clone())),
        record: Some(row),
    })
}

fn opportunity(
    app: &App,
    work: &Work,
    record: &OpportunityRecord,
    entry: &Entry,
    old: Option<&Opportunity>,
) -> Opportunity {
    let given = record.account.as_deref().and_then(|name| work.directory.named(name));
    Opportunity {
        id: old.map_or_else(|| OpportunityId(app.ids.new_id()), |old| old.id),
        account: given.or(work.given),
        external_id: record.external_id.clone(),
        name: record.name.clone(),
        stage: record.stage.clone(),
        amount: record.amount.clone(),
        currency: record.currency.clone(),
        close_date: record.close_date,
        next_step: record.next_step.clone(),
        owner: record.owner.clone(),
        created: record.created,
        closed: record.closed,
        won: record.won,
        as_of: record.modified.unwrap_or(entry.at),
        record: entry.id,
    }
}

/// What moved between two exports.
fn change(app: &App, old: &Opportunity, new: &Opportunity, record: &Entry) -> Option<HistoryEntry> {
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    let fields = [
        ("stage", old.stage.clone(), new.stage.clone()),
        ("amount", old.amount.clone(), new.amount.clone()),
        ("close_date", day(old.close_date), day(new.close_date)),
    ];
    let changes: Vec<FieldChange> = fields
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(field, from, to)| FieldChange { opportunity: new.name.clone(), field: field.to_owned(), from, to })
        .collect();
    if changes.is_empty() {
        return None;
    }
    let lines: Vec<String> = changes
        .iter()
        .map(|change| {
            let name = match change.field.as_str() {
                "stage" => "Stage",
                "amount" => "Amount",
                _ => "Close date",
            };
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "empty".to_owned());
            format!("{name}: {} → {}", shown(&change.from), shown(&change.to))
        })
        .collect();
    let entry = Entry {
        id: EntryId(app.ids.new_id()),
        account: new.account,
        kind: EntryKind::CrmChange,
        at: new.as_of,
        title: new.name.clone(),
        changes,
        origin: Origin { key: format!("change {} {}", new.id, record.origin.file), ..record.origin.clone() },
        placement: Placement::Name { name: new.name.clone() },
        people: Vec::new(),
        end: None,
        thread: None,
        ..record.clone()
    };
    let cuts = ingest::cut_text("", &[], &lines.join("\n"));
    let passages = convert::passages(SourceId::Entry(entry.id), new.account, cuts);
    Some(HistoryEntry { entry, passages })
}
