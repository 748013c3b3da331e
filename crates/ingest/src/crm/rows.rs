//! Rows of a CRM export to items: records, activities, changes of a field.

use std::collections::HashMap;

use domain::{EntryKind, FieldChange, PartRole, Participant};

use super::columns::{Field as F, Map};
use super::values::Values;
use super::{Kind, lines};
use crate::formats::{Row, Table, short_hash};
use crate::money::{amount, is_code};
use crate::when::When;
use crate::{AccountRecord, ContactRecord, Cut, OpportunityRecord, ParsedItem, Record, Warning};

/// One item a row.
pub(crate) fn items(table: &Table, map: &Map, values: &mut Values, warnings: &mut Vec<Warning>) -> Vec<ParsedItem> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut items = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let reader = Reader { table, map, values, row };
        let mut item = reader.item(warnings);
        let text = lines(&table.titles, row);
        if item.key.is_empty() {
            item.key = short_hash(text.as_bytes());
        }
        let count = seen.entry(item.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            item.key = format!("{}#{count}", item.key);
        }
        let mut cut = Cut { text, ..Cut::default() };
        cut.place.row = Some(row.number);
        item.passages = vec![cut];
        items.push(item);
    }
    items
}

struct Reader<'a> {
    table: &'a Table,
    map: &'a Map,
    values: &'a Values,
    row: &'a Row,
}

impl Reader<'_> {
    fn item(&self, warnings: &mut Vec<Warning>) -> ParsedItem {
        let mut item = match self.map.kind {
            Kind::Accounts => self.account(warnings),
            Kind::Contacts => self.contact(),
            Kind::Opportunities => self.opportunity(warnings),
            Kind::Activities => self.activity(warnings),
            Kind::FieldHistory => self.change(warnings),
        };
        if item.account_hint.is_none() {
            item.account_hint = self.own(F::Account).or_else(|| self.own(F::AccountId));
        }
        if matches!(item.kind, Some(EntryKind::Record)) {
            if let Some(when) = self.values.when(self.row, self.map, F::Modified, warnings) {
                set_time(&mut item, when);
            }
            if item.title.as_ref().is_none_or(String::is_empty) {
                warnings
                    .push(Warning::new(format!("row {}", self.row.number), "it has no name; only its text is kept"));
            }
        }
        item
    }

    fn text(&self, field: F) -> Option<&str> {
        self.values.text(self.row, self.map, field)
    }

    fn own(&self, field: F) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    fn account(&self, warnings: &mut Vec<Warning>) -> ParsedItem {
        let name = self.own(F::Name).unwrap_or_default();
        let known = |at: usize| self.map.field(at).is_some_and(|field| field != F::Modified);
        let filled = self.row.values.iter().enumerate().filter(|(at, value)| !value.is_empty() && !known(*at));
        let facts =
            filled.filter_map(|(at, value)| Some((self.table.titles.get(at)?.clone(), value.clone()))).collect();
        let domains: Vec<String> = self.text(F::Website).and_then(domain).into_iter().collect();
        if domains.is_empty()
            && let Some(site) = self.text(F::Website)
        {
            warnings.push(Warning::new(format!("row {}", self.row.number), format!("{site} is no web address")));
        }
        let record = AccountRecord {
            external_id: self.own(F::Id),
            name: name.clone(),
            domains,
            industry: self.own(F::Industry),
            owner: self.own(F::Owner),
            facts,
        };
        let key = record.external_id.clone().unwrap_or_else(|| named("account", &[&name]));
        let mut item = self.record(key, &name, Record::Account(record));
        item.account_hint = Some(name).filter(|name| !name.is_empty());
        item
    }

    fn contact(&self) -> ParsedItem {
        let parts: Vec<&str> = [F::FirstName, F::LastName].into_iter().filter_map(|field| self.text(field)).collect();
        let name = self.own(F::Name).unwrap_or_else(|| parts.join(" "));
        let cells = self.map.columns(F::Email).filter_map(|at| self.row.values.get(at));
        let mut emails: Vec<String> = Vec::new();
        for email in cells.flat_map(|cell| cell.split([',', ';', ' '])).map(|email| email.trim().to_lowercase()) {
            if email.contains('@') && !emails.contains(&email) {
                emails.push(email);
            }
        }
        let account = self.own(F::Account).or_else(|| self.own(F::AccountId));
        let name = if name.is_empty() { emails.first().cloned().unwrap_or_default() } else { name };
        let record = ContactRecord {
            external_id: self.own(F::Id),
            account: account.clone(),
            name: name.clone(),
            emails: emails.clone(),
            title: self.own(F::JobTitle),
            role: self.own(F::Role),
        };
        let first = emails.first().map_or("", String::as_str);
        let key = record.external_id.clone().unwrap_or_else(|| named("contact", &[first, &name]));
        self.record(key, &name, Record::Contact(record))
    }

    fn opportunity(&self, warnings: &mut Vec<Warning>) -> ParsedItem {
        let account = self.own(F::Account).or_else(|| self.own(F::AccountId));
        let id = self.own(F::Id);
        let name = self.own(F::Name).or_else(|| account.clone()).or_else(|| id.clone()).unwrap_or_default();
        let (amount, currency) = self.money(warnings);
        let stage = self.own(F::Stage);
        let (closed, won) = self.outcome(stage.as_deref());
        let record = OpportunityRecord {
            external_id: id,
            account: account.clone(),
            name: name.clone(),
            stage,
            amount,
            currency,
            close_date: self.values.day(self.row, self.map, F::CloseDate, warnings),
            next_step: self.own(F::NextStep),
            owner: self.own(F::Owner),
            created: self.values.day(self.row, self.map, F::Created, warnings),
            closed,
            won,
            modified: self.values.when(self.row, self.map, F::Modified, &mut Vec::new()).map(|when| when.at),
        };
        let hint = account.unwrap_or_default();
        let key = record.external_id.clone().unwrap_or_else(|| named("opportunity", &[&hint, &name]));
        self.record(key, &name, Record::Opportunity(record))
    }

    fn money(&self, warnings: &mut Vec<Warning>) -> (Option<String>, Option<String>) {
        let code = self.text(F::Currency).map(str::to_uppercase).filter(|code| is_code(code));
        let Some(text) = self.text(F::Amount) else {
            return (None, code);
        };
        match amount(text) {
            Some((plain, currency)) => {
                // Some exports put the currency into the title: `Amount (EUR)`.
                let title = self.map.column(F::Amount).and_then(|at| self.table.titles.get(at));
                let words = title.map(String::as_str).unwrap_or_default();
                let titled =
                    words.split(|c: char| !c.is_ascii_uppercase()).find(|word| is_code(word)).map(str::to_owned);
                (Some(plain), currency.or(code).or(titled))
            }
            None => {
                warnings.push(Warning::new(
                    format!("row {}", self.row.number),
                    format!("{text} was not understood as an amount"),
                ));
                (None, code)
            }
        }
    }

    /// Closed and won, from their own columns, else from the words of the stage or status.
    fn outcome(&self, stage: Option<&str>) -> (bool, bool) {
        let words =
            format!("{} {}", stage.unwrap_or_default(), self.text(F::Status).unwrap_or_default()).to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
        let won = self.values.yes(self.row, self.map, F::Won).unwrap_or_else(|| has(&["won", "closedwon", "gewonnen"]));
        let ended = won
            || has(&["lost", "closedlost", "verloren", "canceled", "cancelled"])
            || (has(&["closed"]) && !has(&["to"]));
        (self.values.yes(self.row, self.map, F::Closed).unwrap_or(ended), won)
    }

    fn activity(&self, warnings: &mut Vec<Warning>) -> ParsedItem {
        let subject = self.own(F::Subject).unwrap_or_default();
        let words = format!(
            "{} {}",
            self.text(F::Type).unwrap_or_default(),
            if self.map.column(F::Type).is_some() { "" } else { &subject }
        );
        let words = words.to_lowercase();
        let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
        let kind = if has(&["mail"]) {
            EntryKind::Mail
        } else if has(&["call", "anruf", "phone"]) {
            EntryKind::Call
        } else if has(&["meeting", "event", "appointment", "termin", "demo", "lunch"]) {
            EntryKind::Meeting
        } else if has(&["note", "notiz"]) {
            EntryKind::Note
        } else {
            EntryKind::Task
        };
        let mut item = ParsedItem { kind: Some(kind), title: Some(subject), ..ParsedItem::default() };
        item.key = self.own(F::Id).unwrap_or_default();
        if let Some(when) = self.values.when(self.row, self.map, F::Date, warnings) {
            set_time(&mut item, when);
        }
        item.people.extend(self.people(F::Owner, PartRole::Owner));
        item.people.extend(self.people(F::Contact, PartRole::Attendee));
        let status = self.text(F::Status).unwrap_or_default().to_lowercase();
        item.cancelled = status.starts_with("cancel") || status.starts_with("deferred");
        item
    }

    fn people(&self, field: F, role: PartRole) -> Vec<Participant> {
        let names = self.text(field).unwrap_or_default().split(';').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| crate::formats::person(role, name)).collect()
    }

    fn change(&self, warnings: &mut Vec<Warning>) -> ParsedItem {
        let title = self.own(F::Changed).unwrap_or_default();
        let (from, to) = (self.own(F::OldValue), self.own(F::NewValue));
        let opportunity = self.own(F::Id).or_else(|| self.own(F::Opportunity)).unwrap_or_default();
        let field = match title.trim_end_matches('.').to_lowercase().as_str() {
            "stage" | "deal stage" | "sales stage" | "stage name" | "dealstage" => "stage".to_owned(),
            "amount" | "value" | "deal value" | "est. revenue" | "estimated revenue" => "amount".to_owned(),
            "close date" | "expected close date" | "est. close date" | "closedate" | "close_date" => {
                "close_date".to_owned()
            }
            "owner" | "opportunity owner" | "deal owner" => "owner".to_owned(),
            "next step" | "next steps" => "next_step".to_owned(),
            _ => title.clone(),
        };
        let arrow =
            format!("{}: {} → {}", title, from.as_deref().unwrap_or("(empty)"), to.as_deref().unwrap_or("(empty)"));
        let mut item = ParsedItem { kind: Some(EntryKind::CrmChange), title: Some(arrow), ..ParsedItem::default() };
        if let Some(when) = self.values.when(self.row, self.map, F::Date, warnings) {
            set_time(&mut item, when);
        }
        item.people = self.people(F::EditedBy, PartRole::Author);
        item.thread = Some(opportunity.clone()).filter(|name| !name.is_empty());
        item.changes = vec![FieldChange { opportunity, field, from, to }];
        item
    }

    fn record(&self, key: String, name: &str, record: Record) -> ParsedItem {
        let title = (!name.is_empty()).then(|| name.to_owned());
        // A row without a name cannot be a record; its text is kept all the same.
        let record = title.is_some().then_some(record);
        ParsedItem { key, kind: Some(EntryKind::Record), title, record, ..ParsedItem::default() }
    }
}

fn set_time(item: &mut ParsedItem, when: When) {
    item.at = Some(when.at);
    item.zone_minutes = when.zone_minutes;
    item.all_day = when.all_day;
}

fn named(kind: &str, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    format!("{kind}:{}", parts.join("/"))
}

/// The mail domain in a web address.
fn domain(site: &str) -> Option<String> {
    let site = site.trim().to_lowercase();
    let host = site.split_once("://").map_or(site.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':', ' ', ',', ';']).next()?.trim_start_matches("www.").trim_matches('.');
    (host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Parsed, parse};

    fn read(text: &str) -> Parsed {
        parse("x.csv", text.as_bytes(), &Limits::standard()).unwrap()
    }

    #[test]
    fn an_account_row_keeps_its_domain_and_its_other_columns() {
        let parsed = read(
            "Account ID,Account Name,Type,Industry,Website,Account Owner,Employees\n001,Pell,Prospect,Insurance,https://www.Pell.example/x,Mara,1840\n",
        );
        let Some(Record::Account(account)) = &parsed.items[0].record else { panic!() };
        assert_eq!(account.domains, ["pell.example"]);
        assert_eq!(account.facts, [("Type".into(), "Prospect".into()), ("Employees".into(), "1840".into())]);
        assert_eq!(parsed.items[0].key, "001");
        assert_eq!(parsed.guess.as_ref().unwrap().table, "accounts");
        assert!(parsed.items[0].passages[0].text.starts_with("Account ID: 001\nAccount Name: Pell\n"));
        assert_eq!(parsed.items[0].passages[0].place.row, Some(1));
    }

    #[test]
    fn a_contact_row_gives_name_addresses_and_role() {
        let parsed = read(
            "First Name,Last Name,Account Name,Title,Email,Secondary Email,Contact Role\nIleana,Dorrance,Pell,CFO,I@p.example,i2@p.example,Economic Buyer\n",
        );
        let Some(Record::Contact(contact)) = &parsed.items[0].record else { panic!() };
        assert_eq!((contact.name.as_str(), contact.role.as_deref()), ("Ileana Dorrance", Some("Economic Buyer")));
        assert_eq!(contact.emails, ["i@p.example", "i2@p.example"]);
        assert_eq!(parsed.items[0].account_hint.as_deref(), Some("Pell"));
    }

    #[test]
    fn an_opportunity_row_gives_amount_dates_and_outcome() {
        let parsed = read(
            "Opportunity Name;Account Name;Stage;Amount;Close Date;Created Date;Last Modified Date\nExchange;Pell;Closed Won;€128.000,00;18.12.2026;03/04/2026;2026-11-09\n",
        );
        let Some(Record::Opportunity(deal)) = &parsed.items[0].record else { panic!() };
        assert_eq!((deal.amount.as_deref(), deal.currency.as_deref()), (Some("128000.00"), Some("EUR")));
        assert_eq!(deal.close_date.map(|day| day.to_string()), Some("2026-12-18".into()));
        assert_eq!(deal.created.map(|day| day.to_string()), Some("2026-04-03".into()));
        assert_eq!((deal.closed, deal.won), (true, true));
        assert!(parsed.items[0].at.is_some());
        assert!(parsed.warnings.iter().any(|warning| warning.message.contains("day first")));
    }

    #[test]
    fn the_columns_closed_and_won_beat_the_words_of_the_stage() {
        let parsed =
            read("Opportunity Name,Account Name,Stage,Amount,Closed,Won\nA,B,Closed Won,1,0,0\nA2,B,Lost,1,,\n");
        let outcomes: Vec<_> = parsed
            .items
            .iter()
            .map(|item| match &item.record {
                Some(Record::Opportunity(deal)) => (deal.closed, deal.won),
                _ => panic!(),
            })
            .collect();
        assert_eq!(outcomes, [(false, false), (true, false)]);
    }

    #[test]
    fn a_change_names_its_field_and_both_values() {
        let parsed = read(
            "Opportunity Name,Field,Old Value,New Value,Edit Date,Edited By\nX,Close Date,2026-10-01,2026-12-18,2026-03-12 10:02,Mara\n",
        );
        let item = &parsed.items[0];
        assert_eq!(item.kind, Some(EntryKind::CrmChange));
        assert_eq!((item.changes[0].field.as_str(), item.changes[0].to.as_deref()), ("close_date", Some("2026-12-18")));
        assert_eq!(item.at.map(|at| at.to_rfc3339()), Some("2026-03-12T10:02:00+00:00".into()));
        assert_eq!(item.people[0].role, PartRole::Author);
    }

    #[test]
    fn activities_become_calls_tasks_and_meetings() {
        let parsed = read(
            "Activity ID,Type,Subject,Account Name,Contact Name,Date,Status,Assigned To,Comments\n1,Call,a,P,E V,2026-02-12,Completed,M,x\n2,Task,b,P,,2026-02-13,Open,M,y\n3,Meeting,c,P,,2026-02-14,Open,M,z\n4,Email,d,P,,bad date,Open,M,z\n",
        );
        let kinds: Vec<_> = parsed.items.iter().map(|item| item.kind.unwrap()).collect();
        assert_eq!(kinds, [EntryKind::Call, EntryKind::Task, EntryKind::Meeting, EntryKind::Mail]);
        assert_eq!(parsed.items[0].people.len(), 2);
        assert_eq!(parsed.warnings[0].place, "row 4");
    }

    #[test]
    fn equal_rows_have_different_keys() {
        let parsed = read(
            "Opportunity Name,Field,Old Value,New Value,Edit Date\nX,Stage,a,b,2026-03-12\nX,Stage,a,b,2026-03-12\n",
        );
        assert_ne!(parsed.items[0].key, parsed.items[1].key);
    }
}
