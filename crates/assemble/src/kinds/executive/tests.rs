//! Whole briefings over a small history: exact quotes, carried sentences, the same words each time.

use chrono::{DateTime, Utc};
use domain::*;
use uuid::Uuid;

use super::{compose, sources::statements};

fn mail(number: u128, at: &str, name: &str, email: &str, text: &str) -> HistoryEntry {
    let id = EntryId(Uuid::from_u128(number));
    let account = Some(AccountId(Uuid::from_u128(1)));
    let from = Participant { role: PartRole::From, name: Some(name.into()), email: Some(email.into()) };
    let entry = Entry {
        id,
        account,
        kind: EntryKind::Mail,
        at: at.parse().unwrap(),
        zone_minutes: None,
        all_day: false,
        end: None,
        title: "Board paper".into(),
        people: vec![from],
        thread: Some("t".into()),
        location: None,
        cancelled: false,
        changes: vec![],
        origin: Origin { path: "a.eml".into(), file: TextHash::of("a"), key: String::new() },
        placement: Placement::Name { name: "x".into() },
    };
    let id = PassageId { source: SourceId::Entry(id), ordinal: 0 };
    let passage = Passage {
        id,
        account,
        place: Place::default(),
        heading: vec![],
        speaker: None,
        quoted: false,
        text: text.into(),
        hash: TextHash::of(text),
    };
    HistoryEntry { entry, passages: vec![passage] }
}

fn evidence(history: Vec<HistoryEntry>) -> Evidence {
    let account = Account {
        id: AccountId(Uuid::from_u128(1)),
        name: "Pellworth Mutual".into(),
        external_id: None,
        domains: vec!["p.example".into()],
        industry: None,
        owner: None,
        facts: vec![],
    };
    Evidence {
        account,
        as_of: "2026-11-19T06:40:00Z".parse::<DateTime<Utc>>().unwrap(),
        zone_minutes: 60,
        meeting: None,
        our_domains: vec!["n.example".into()],
        our_people: vec![],
        contacts: vec![],
        opportunities: vec![],
        history,
        library: vec![],
        documents_searched: 0,
        other_accounts: vec![],
    }
}

fn story() -> Evidence {
    evidence(vec![
        mail(
            2,
            "2026-11-06T09:00:00Z",
            "Davit Malhan",
            "d@n.example",
            "Sunniva,\n\nI will send the penetration test summary by Friday 13 November.\n\nDavit",
        ),
        mail(
            3,
            "2026-11-16T09:00:00Z",
            "Ileana Dorrance",
            "i@p.example",
            "Mara,\n\nYour four hours is a target, not a promise, and I need\nto know which. The aim for 2027 is to settle four claims in five without a letter.\n\nIleana",
        ),
    ])
}

#[test]
fn every_quote_is_exact_at_its_place_and_every_statement_quotes() {
    let evidence = story();
    let briefing = compose(&evidence, None).unwrap();
    let all: Vec<&Statement> = briefing.sections.iter().flat_map(|s| &s.items).flat_map(statements).collect();
    assert!(all.len() >= 4);
    for statement in all {
        for citation in statement.citations.iter() {
            let passage = evidence.history.iter().flat_map(|h| &h.passages).find(|p| p.id == citation.passage).unwrap();
            assert_eq!(&passage.text[citation.start as usize..citation.end as usize], citation.quote);
            assert_eq!(passage.hash, citation.hash);
        }
    }
}

#[test]
fn the_same_evidence_gives_the_same_thirteen_parts() {
    let first = compose(&story(), None).unwrap();
    assert_eq!(first, compose(&story(), None).unwrap());
    assert_eq!(first.sections.iter().map(|s| s.number).collect::<Vec<_>>(), (1..=13).collect::<Vec<u8>>());
}

#[test]
fn a_late_promise_is_overdue_by_whole_days() {
    let briefing = compose(&story(), None).unwrap();
    let Item::Commitment(line) = &briefing.sections[7].items[0] else { panic!("no commitment") };
    assert_eq!((line.side, line.overdue_days, line.who.as_str()), (Side::Ours, 6, "Davit Malhan"));
}

#[test]
fn quoted_mail_is_never_read_for_facts() {
    let mut evidence = story();
    for passage in evidence.history.iter_mut().flat_map(|h| &mut h.passages) {
        passage.quoted = true;
    }
    let briefing = compose(&evidence, None).unwrap();
    assert!(briefing.sections[7].items.iter().all(|item| matches!(item, Item::Gap(_))));
}

#[test]
fn an_empty_account_is_a_briefing_of_gaps() {
    let briefing = compose(&evidence(vec![]), None).unwrap();
    assert!(briefing.sections.iter().flat_map(|s| &s.items).flat_map(statements).next().is_none());
}
