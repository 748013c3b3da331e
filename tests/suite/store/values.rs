//! The people, deals and texts of the store's story.

use super::*;

pub(super) const WHO: &str = "Mara Lind";

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn noon() -> DateTime<Utc> {
    at("2026-11-02T12:00:00.000001Z")
}

pub(super) fn account(number: u128, name: &str) -> Account {
    Account {
        id: AccountId(Uuid::from_u128(number)),
        name: name.to_owned(),
        external_id: Some(format!("001{number}")),
        domains: vec![format!("{}.example", name.to_lowercase())],
        industry: None,
        owner: Some(WHO.to_owned()),
        facts: vec![("Region".to_owned(), "North".to_owned())],
    }
}

pub(super) fn contact(number: u128, account: AccountId) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(number)),
        account,
        external_id: None,
        name: format!("Contact {number}"),
        emails: vec!["c@x.example".to_owned()],
        title: None,
        role: None,
        record: None,
    }
}

pub(super) fn opportunity(number: u128, account: Option<AccountId>) -> Opportunity {
    Opportunity {
        id: OpportunityId(Uuid::from_u128(number)),
        account,
        external_id: None,
        name: format!("Deal {number}"),
        stage: Some("Proposal".to_owned()),
        amount: Some("128000.50".to_owned()),
        currency: Some("EUR".to_owned()),
        close_date: Some("2026-12-18".parse().unwrap()),
        next_step: None,
        owner: None,
        created: None,
        closed: false,
        won: false,
        as_of: noon(),
        record: EntryId(Uuid::from_u128(900 + number)),
    }
}

pub(super) fn passages(source: SourceId, account: Option<AccountId>, many: u32) -> Vec<Passage> {
    (0..many)
        .map(|ordinal| {
            let text = format!("Line {ordinal} with “quotes”, a NUL \0 and an emoji 🙂.");
            Passage {
                id: PassageId { source, ordinal },
                account,
                place: Place { lines: Some((ordinal + 1, ordinal + 1)), ..Place::default() },
                heading: vec!["Notes".to_owned()],
                speaker: None,
                quoted: ordinal % 2 == 1,
                hash: TextHash::of(&text),
                text,
            }
        })
        .collect()
}

pub(super) fn entry(
    number: u128,
    account: Option<AccountId>,
    kind: EntryKind,
    when: DateTime<Utc>,
    many: u32,
) -> HistoryEntry {
    let id = EntryId(Uuid::from_u128(number));
    let entry = Entry {
        id,
        account,
        kind,
        at: when,
        zone_minutes: Some(60),
        all_day: false,
        end: None,
        title: format!("Entry {number}"),
        people: vec![Participant {
            role: PartRole::From,
            name: Some("Dana Holm".to_owned()),
            email: Some("dana@x.example".to_owned()),
        }],
        thread: None,
        location: None,
        cancelled: false,
        changes: Vec::new(),
        origin: Origin {
            path: format!("mail/{number}.eml"),
            file: TextHash::of(number.to_string()),
            key: String::new(),
        },
        placement: Placement::Open { candidates: Vec::new() },
    };
    HistoryEntry { entry, passages: passages(SourceId::Entry(id), account, many) }
}

pub(super) fn document(number: u128) -> Document {
    Document {
        id: DocumentId(Uuid::from_u128(number)),
        title: format!("Document {number}"),
        path: format!("library/{number}.md"),
        superseded_by: None,
    }
}

pub(super) fn version(number: u128, of: &Document, nth: u32) -> Version {
    Version {
        id: VersionId(Uuid::from_u128(number)),
        document: of.id,
        number: nth,
        file: TextHash::of("bytes"),
        format: "markdown".to_owned(),
        bytes: 5,
        imported: noon(),
        pages: None,
        sanction: None,
        superseded: false,
    }
}

pub(super) fn sanction() -> Sanction {
    Sanction {
        by: WHO.to_owned(),
        at: noon(),
        audience: Audience::Nda,
        sensitivity: Sensitivity::Confidential,
        owner: None,
        effective: None,
        expires: None,
        withdrawn: None,
    }
}
