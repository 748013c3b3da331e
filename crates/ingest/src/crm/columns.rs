//! Which column of an export is which field, by the titles that the vendors use.

use super::Kind;

/// A field of ours that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Name,
    FirstName,
    LastName,
    Account,
    AccountId,
    Website,
    Industry,
    Owner,
    Email,
    JobTitle,
    Role,
    Stage,
    Amount,
    Currency,
    CloseDate,
    NextStep,
    Created,
    Modified,
    Closed,
    Won,
    Type,
    Subject,
    Date,
    Status,
    Text,
    Contact,
    Changed,
    OldValue,
    NewValue,
    EditedBy,
    Opportunity,
}

impl Field {
    fn word(self) -> String {
        let mut word = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_uppercase() && !word.is_empty() {
                word.push(' ');
            }
            word.extend(c.to_lowercase());
        }
        word
    }
}

use Field as F;

type Names = &'static [(Field, &'static [&'static str])];

const ACCOUNTS: Names = &[
    (
        F::Id,
        &["account id", "company id", "organization id", "record id", "account id 18", "id", "do not modify account"],
    ),
    (F::Name, &["account name", "company name", "organization name", "account", "company", "organization", "name"]),
    (F::Website, &["website", "company domain name", "domain", "web site", "website url", "url"]),
    (F::Industry, &["industry", "sector"]),
    (F::Owner, &["account owner", "company owner", "owner", "owner name", "account manager"]),
    (F::Modified, &["last modified date", "modified on", "update time", "last modified"]),
];

const CONTACTS: Names = &[
    (F::Id, &["contact id", "person id", "record id", "id", "do not modify contact"]),
    (F::Name, &["full name", "contact name", "person name", "name"]),
    (F::FirstName, &["first name", "firstname", "given name"]),
    (F::LastName, &["last name", "lastname", "surname", "family name"]),
    (
        F::Account,
        &[
            "account name",
            "company name",
            "organization",
            "associated company",
            "company",
            "account",
            "organization name",
        ],
    ),
    (F::AccountId, &["account id", "company id", "organization id", "associated company ids"]),
    (
        F::Email,
        &[
            "email",
            "e mail",
            "email address",
            "email work",
            "email address 1",
            "work email",
            "e mail address",
            "email 2",
            "email home",
            "email other",
            "secondary email",
            "additional email addresses",
        ],
    ),
    (F::JobTitle, &["title", "job title", "position"]),
    (F::Role, &["contact role", "buying role", "role", "decision role", "opportunity role"]),
    (F::Owner, &["contact owner", "owner"]),
    (F::Modified, &["last modified date", "modified on", "update time"]),
];

const OPPORTUNITIES: Names = &[
    (F::Id, &["opportunity id", "deal id", "record id", "id", "do not modify opportunity"]),
    (F::Name, &["opportunity name", "deal name", "topic", "title", "name", "opportunity", "deal"]),
    (
        F::Account,
        &[
            "account name",
            "associated company",
            "organization",
            "account",
            "potential customer",
            "company",
            "company name",
            "organization name",
        ],
    ),
    (F::AccountId, &["account id", "company id", "organization id", "associated company ids"]),
    (F::Stage, &["stage", "deal stage", "sales stage", "pipeline stage", "stage name", "status reason"]),
    (
        F::Amount,
        &[
            "amount",
            "value",
            "est revenue",
            "estimated revenue",
            "deal value",
            "close value",
            "actual revenue",
            "amount in company currency",
        ],
    ),
    (F::Currency, &["amount currency", "currency", "currency code", "opportunity currency"]),
    (
        F::CloseDate,
        &[
            "close date",
            "expected close date",
            "est close date",
            "estimated close date",
            "won time",
            "actual close date",
        ],
    ),
    (F::NextStep, &["next step", "next steps", "next activity", "next activity subject"]),
    (F::Owner, &["opportunity owner", "deal owner", "owner", "sales agent", "owner name"]),
    (F::Created, &["created date", "create date", "created on", "deal created", "created", "engage date"]),
    (F::Modified, &["last modified date", "modified on", "update time", "last modified"]),
    (F::Closed, &["closed", "is closed", "deal is closed"]),
    (F::Won, &["won", "is won", "is closed won", "deal is won"]),
    (F::Status, &["status", "state"]),
];

const ACTIVITIES: Names = &[
    (F::Id, &["activity id", "task id", "record id", "id", "event id"]),
    (F::Type, &["type", "activity type", "task type", "task subtype"]),
    (F::Subject, &["subject", "activity subject", "task name", "task title", "title", "activity"]),
    (
        F::Account,
        &[
            "account name",
            "company account",
            "company / account",
            "organization",
            "account",
            "company",
            "related to",
            "regarding",
            "associated company",
        ],
    ),
    (F::AccountId, &["account id", "company id"]),
    (F::Opportunity, &["opportunity name", "opportunity", "deal", "deal name"]),
    (F::Contact, &["contact name", "contact", "name", "contact person", "person", "associated contacts"]),
    (
        F::Date,
        &[
            "date",
            "due date",
            "activity date",
            "start",
            "start date",
            "date time",
            "due",
            "completed date",
            "created date",
        ],
    ),
    (F::Status, &["status", "task status", "done", "activity status"]),
    (F::Owner, &["assigned to", "assigned to user", "owner", "assigned", "activity assigned to"]),
    (F::Text, &["comments", "description", "note", "notes", "full comments", "body", "task notes"]),
];

const HISTORY: Names = &[
    (
        F::Opportunity,
        &["opportunity name", "opportunity", "deal name", "deal", "name", "topic", "record name", "title"],
    ),
    (F::Id, &["opportunity id", "deal id", "record id"]),
    (F::Account, &["account name", "account", "organization", "company"]),
    (F::Changed, &["field event", "field / event", "field", "field name", "property", "attribute", "changed field"]),
    (F::OldValue, &["old value", "from", "previous value"]),
    (F::NewValue, &["new value", "to"]),
    (
        F::Date,
        &["edit date", "date", "changed on", "changed date", "change date", "created date", "modified on", "time"],
    ),
    (F::EditedBy, &["edited by", "changed by", "modified by", "user", "created by"]),
];

/// The columns of one table.
pub(crate) struct Map {
    pub(crate) kind: Kind,
    pub(crate) vendor: &'static str,
    /// For each column the field it holds.
    fields: Vec<Option<Field>>,
}

impl Map {
    /// The column of a field.
    pub(crate) fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|held| *held == Some(field))
    }

    /// All columns of a field.
    pub(crate) fn columns(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        self.fields.iter().enumerate().filter(move |(_, held)| **held == Some(field)).map(|(at, _)| at)
    }

    /// The field of a column.
    pub(crate) fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// Title and field of every column, for the reader to check.
    pub(crate) fn described(&self, titles: &[String]) -> Vec<(String, Option<String>)> {
        titles.iter().enumerate().map(|(at, title)| (title.clone(), self.field(at).map(Field::word))).collect()
    }
}

/// The table that these column titles belong to.
pub(crate) fn recognise(titles: &[String]) -> Option<Map> {
    let plain: Vec<String> = titles.iter().map(|title| simple(title)).collect();
    let has = |kind: Kind, field: Field| map(kind, &plain).contains(&Some(field));
    let owns = |kind, fields: &[Field]| fields.iter().any(|field| has(kind, *field));
    let kind = if has(Kind::FieldHistory, F::OldValue) && has(Kind::FieldHistory, F::NewValue) {
        Kind::FieldHistory
    } else if has(Kind::Opportunities, F::Stage)
        && owns(Kind::Opportunities, &[F::Name, F::Account, F::Id])
        && owns(Kind::Opportunities, &[F::Amount, F::CloseDate, F::Account])
    {
        Kind::Opportunities
    } else if has(Kind::Contacts, F::Email) && owns(Kind::Contacts, &[F::Name, F::FirstName, F::LastName]) {
        Kind::Contacts
    } else if has(Kind::Activities, F::Subject)
        && has(Kind::Activities, F::Date)
        && owns(Kind::Activities, &[F::Type, F::Status, F::Text])
        && owns(Kind::Activities, &[F::Account, F::Contact, F::Opportunity])
    {
        Kind::Activities
    } else if has(Kind::Accounts, F::Name) && owns(Kind::Accounts, &[F::Website, F::Industry, F::Owner]) {
        Kind::Accounts
    } else {
        return None;
    };
    Some(Map { kind, vendor: vendor(titles, &plain), fields: map(kind, &plain) })
}

/// Each field goes to the column whose title stands first in its list; e-mail may have several.
fn map(kind: Kind, plain: &[String]) -> Vec<Option<Field>> {
    let names = match kind {
        Kind::Accounts => ACCOUNTS,
        Kind::Contacts => CONTACTS,
        Kind::Opportunities => OPPORTUNITIES,
        Kind::Activities => ACTIVITIES,
        Kind::FieldHistory => HISTORY,
    };
    let mut fields: Vec<Option<Field>> = vec![None; plain.len()];
    for (field, words) in names {
        for word in *words {
            let found = plain.iter().enumerate().find(|(at, title)| title == word && fields.get(*at) == Some(&None));
            if let Some(slot) = found.and_then(|(at, _)| fields.get_mut(at)) {
                *slot = Some(*field);
                if *field != F::Email {
                    break;
                }
            }
        }
    }
    fields
}

/// A title in small letters without marks: `Deal - Title` is `title`, `(Do Not Modify) Account` is `do not modify account`.
fn simple(title: &str) -> String {
    let mut title = title.trim().to_lowercase();
    for start in ["deal - ", "person - ", "organization - ", "activity - "] {
        if let Some(rest) = title.strip_prefix(start) {
            title = rest.to_owned();
        }
    }
    let letters: String = title.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    crate::paragraphs::spaced(&letters)
}

fn vendor(titles: &[String], plain: &[String]) -> &'static str {
    let any = |words: &[&str]| plain.iter().any(|title| words.contains(&title.as_str()));
    let starts = |words: &[&str]| {
        titles.iter().any(|title| words.iter().any(|word| title.trim().to_lowercase().starts_with(word)))
    };
    if starts(&["(do not modify)"])
        || any(&["topic", "est revenue", "est close date", "potential customer", "status reason"])
    {
        "Dynamics"
    } else if starts(&["deal - ", "person - ", "organization - "]) {
        "Pipedrive"
    } else if any(&[
        "record id",
        "deal stage",
        "deal name",
        "company owner",
        "deal owner",
        "associated company",
        "company domain name",
    ]) && !any(&["sales agent"])
    {
        "HubSpot"
    } else if any(&[
        "opportunity owner",
        "account owner",
        "contact owner",
        "field event",
        "opportunity name",
        "edited by",
        "account name",
    ]) {
        "Salesforce"
    } else {
        "generic"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(titles: &str) -> Option<(Kind, &'static str)> {
        let titles: Vec<String> = titles.split(',').map(str::to_owned).collect();
        recognise(&titles).map(|map| (map.kind, map.vendor))
    }

    #[test]
    fn each_vendor_s_tables_are_recognised() {
        for (titles, kind, vendor) in [
            ("Account ID,Account Name,Type,Industry,Website,Account Owner", Kind::Accounts, "Salesforce"),
            ("Contact ID,First Name,Last Name,Account Name,Title,Email,Contact Role", Kind::Contacts, "Salesforce"),
            ("Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date", Kind::Opportunities, "Salesforce"),
            (
                "Opportunity Name,Field / Event,Old Value,New Value,Edit Date,Edited By",
                Kind::FieldHistory,
                "Salesforce",
            ),
            ("Type,Subject,Account Name,Contact Name,Date,Status,Assigned To,Comments", Kind::Activities, "Salesforce"),
            ("Record ID,Company name,Company Domain Name,Industry,Company owner", Kind::Accounts, "HubSpot"),
            (
                "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,Associated Company",
                Kind::Opportunities,
                "HubSpot",
            ),
            (
                "(Do Not Modify) Opportunity,Topic,Potential Customer,Est. Revenue,Est. Close Date,Status Reason",
                Kind::Opportunities,
                "Dynamics",
            ),
            (
                "Deal - Title,Deal - Value,Deal - Stage,Deal - Organization,Deal - Expected close date",
                Kind::Opportunities,
                "Pipedrive",
            ),
            ("Person - Name,Person - Email - Work,Person - Organization", Kind::Contacts, "Pipedrive"),
            (
                "account,sector,year_established,revenue,employees,office_location,subsidiary_of",
                Kind::Accounts,
                "generic",
            ),
            (
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
                Kind::Opportunities,
                "generic",
            ),
        ] {
            assert_eq!(of(titles), Some((kind, vendor)), "{titles}");
        }
    }

    #[test]
    fn other_tables_are_not_taken_for_a_crm() {
        for titles in [
            "product,series,sales_price",
            "sales_agent,manager,regional_office",
            "question,answer",
            "a,b",
            "name,value",
            "Control,Owner,Status",
        ] {
            assert_eq!(of(titles), None, "{titles}");
        }
    }
}
