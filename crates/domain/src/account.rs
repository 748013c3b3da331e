//! The buyer's company, its people and its deals, as the CRM and the mail tell them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{AccountId, ContactId, EntryId, OpportunityId};

/// The buyer's company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// The CRM's own id, where it gives one.
    pub external_id: Option<String>,
    /// Mail domains in lower case, without `www.`.
    pub domains: Vec<String>,
    pub industry: Option<String>,
    /// The owner's name as the CRM writes it.
    pub owner: Option<String>,
    /// What else the CRM says, column title and value, in the export's order.
    pub facts: Vec<(String, String)>,
}

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    pub account: AccountId,
    pub external_id: Option<String>,
    pub name: String,
    /// In lower case.
    pub emails: Vec<String>,
    pub title: Option<String>,
    /// The role in the decision as the CRM states it, if it does.
    pub role: Option<String>,
    /// The CRM row this was read from; `None` for a person known only from mail or calendar.
    pub record: Option<EntryId>,
}

/// One deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    pub id: OpportunityId,
    pub account: Option<AccountId>,
    pub external_id: Option<String>,
    pub name: String,
    pub stage: Option<String>,
    /// Decimal text without grouping, such as `128000` or `128000.50`.
    pub amount: Option<String>,
    /// ISO 4217, where known.
    pub currency: Option<String>,
    pub close_date: Option<NaiveDate>,
    pub next_step: Option<String>,
    pub owner: Option<String>,
    pub created: Option<NaiveDate>,
    pub closed: bool,
    pub won: bool,
    /// When the CRM says it was last changed, or when it was imported.
    pub as_of: DateTime<Utc>,
    /// The CRM row this was read from.
    pub record: EntryId,
}
