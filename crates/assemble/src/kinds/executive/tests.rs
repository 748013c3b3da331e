//! Whole briefings over a small history: exact quotes, carried sentences, the same words each time.

use chrono::{DateTime, Utc};
use domain::*;
use uuid::Uuid;

mod faults;
mod people;
mod waiting;

use super::sources::statements;
use crate::{AssembleError, Sentences};

fn compose(evidence: &Evidence, previous: Option<&Briefing>) -> Result<Briefing, AssembleError> {
    super::compose(evidence, &Sentences::read(evidence), previous)
}

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

/// A row of the CRM as an entry of its own.
fn row(number: u128, kind: EntryKind, at: &str, title: &str, text: &str) -> HistoryEntry {
    let mut held = mail(number, at, "Mara Ellvik", "m@n.example", text);
    held.entry.kind = kind;
    held.entry.title = title.into();
    held.entry.people.iter_mut().for_each(|person| person.role = PartRole::Owner);
    held.passages.iter_mut().for_each(|passage| passage.place.row = Some(1));
    held
}

/// A deal with its record, one change, a meeting to come and people written in two ways.
#[test]
fn a_column_of_another_spelling_is_never_said_to_be_missing() {
    for (title, record) in [
        ("deal_stage", "opportunity_id: 1\ndeal_stage: Proposal\nclose_date: 2026-12-18\nclose_value: 486000.00"),
        ("Phase", "Name: Exchange\nPhase: Proposal\nclosedate: 2026-12-18\nWorth: 486000.00"),
    ] {
        let mut evidence = deal();
        for held in evidence.history.iter_mut().filter(|held| held.entry.title == "Exchange") {
            *held = row(10, EntryKind::Record, "2026-11-09T09:00:00Z", "Exchange", record);
        }
        let told = serde_json::to_string(&compose(&evidence, None).unwrap().sections[4].items).unwrap();
        assert!(!told.contains("The CRM gives no"), "{told}");
        assert!(told.contains("Proposal") && told.contains("18 December 2026"), "{title}: {told}");
    }
}

#[test]
fn an_amount_that_is_no_number_is_quoted_and_never_left_blank() {
    let mut evidence = deal();
    evidence.opportunities[0].amount = None;
    for held in evidence.history.iter_mut().filter(|held| held.entry.title == "Exchange") {
        *held = row(10, EntryKind::Record, "2026-11-09T09:00:00Z", "Exchange", "Stage: Proposal\nAmount: to be agreed");
    }
    let told = serde_json::to_string(&compose(&evidence, None).unwrap().sections[4].items).unwrap();
    assert!(told.contains("to be agreed") && !told.contains("Amount \""), "{told}");
}

fn deal() -> Evidence {
    let mut story = story();
    let record = "Opportunity Name: Exchange\nStage: Proposal\nAmount: 486000.00\nAmount Currency: EUR\nClose Date: 2026-12-18\nNext Step: 20 Nov 2026: M. Ellvik asks I. Dorrance whether it goes on, yes or no";
    let change = "Opportunity Name: Exchange\nField: Close Date\nOld Value: 2026-11-30\nNew Value: 2026-12-18\nEdited By: Mara Ellvik";
    let who = "First Name: Ileana\nLast Name: Dorrance\nTitle: Chief Financial Officer\nContact Role: Economic Buyer";
    let mut moved = row(11, EntryKind::CrmChange, "2026-11-09T10:00:00Z", "Close date", change);
    moved.entry.changes = vec![FieldChange {
        opportunity: "Exchange".into(),
        field: "close_date".into(),
        from: Some("2026-11-30".into()),
        to: Some("2026-12-18".into()),
    }];
    let mut meeting =
        mail(13, "2026-11-20T09:00:00Z", "Mara Ellvik", "m@n.example", "Purpose: one date for the board paper.");
    meeting.entry.kind = EntryKind::Meeting;
    meeting.entry.people[0].role = PartRole::Host;
    for (name, email) in [("Dorrance, Ileana", "i@p.example"), ("H. Carrow", "h@p.example")] {
        meeting.entry.people.push(Participant {
            role: PartRole::Attendee,
            name: Some(name.into()),
            email: Some(email.into()),
        });
    }
    let text = "Mara,\n\nI would rather take this to the board on 29 January. The budget has €410,000 in it.\n\nI still support the first phase.";
    story.history.extend([
        row(10, EntryKind::Record, "2026-11-09T09:00:00Z", "Exchange", record),
        moved,
        row(12, EntryKind::Record, "2026-11-10T09:00:00Z", "Ileana Dorrance", who),
        mail(14, "2026-11-18T09:00:00Z", "Hamish Carrow", "h@p.example", text),
        meeting,
    ]);
    story.history.sort_by_key(|held| (held.entry.at, held.entry.id));
    story.meeting = Some(EntryId(Uuid::from_u128(13)));
    story.opportunities = vec![Opportunity {
        id: OpportunityId(Uuid::from_u128(1)),
        account: None,
        external_id: None,
        name: "Exchange".into(),
        stage: Some("Proposal".into()),
        amount: Some("486000.00".into()),
        currency: Some("EUR".into()),
        close_date: "2026-12-18".parse().ok(),
        next_step: None,
        owner: Some("Mara Ellvik".into()),
        created: None,
        closed: false,
        won: false,
        as_of: story.as_of,
        record: EntryId(Uuid::from_u128(10)),
    }];
    story
}

#[test]
fn every_composed_statement_is_carried_by_what_it_cites() {
    for evidence in [story(), deal()] {
        let briefing = compose(&evidence, None).unwrap();
        let all: Vec<&Statement> = briefing.sections.iter().flat_map(|s| &s.items).flat_map(statements).collect();
        for statement in all {
            let cited: Vec<(String, String, chrono::NaiveDate)> = statement
                .citations
                .iter()
                .map(|citation| {
                    let mut all = evidence.history.iter().flat_map(|h| h.passages.iter().map(move |p| (h, p)));
                    let (held, passage) = all.find(|(_, p)| p.id == citation.passage).unwrap();
                    let names: Vec<&str> = held.entry.people.iter().filter_map(|p| p.name.as_deref()).collect();
                    let date = crate::read::day(held.entry.at, 60);
                    let context = format!(
                        "{}. {}. {}. {}. CRM. Invitation",
                        names.join(". "),
                        held.entry.title,
                        held.entry.kind.word(),
                        crate::read::dates::long(date)
                    );
                    (passage.text.clone(), context, date)
                })
                .collect();
            let sources: Vec<fidelity::Source<'_>> = cited
                .iter()
                .map(|(text, context, date)| fidelity::Source { text, context, date: Some(*date) })
                .collect();
            let verdict = fidelity::verdict(&statement.text, &sources);
            assert!(verdict.supported, "{}: {:?}", statement.text, verdict.missing);
        }
    }
}

fn texts(evidence: &Evidence, part: usize) -> Vec<String> {
    let briefing = compose(evidence, None).unwrap();
    let all = briefing.sections[part - 1].items.iter().flat_map(statements);
    all.map(|s| format!("{}: {}", s.label.clone().unwrap_or_default(), s.text)).collect()
}

#[test]
fn the_deal_is_told_with_its_moves_and_cites_them() {
    let told = texts(&deal(), 5);
    assert_eq!(told[0], "Amount in EUR: Amount 486,000");
    assert_eq!(told[2], "Close date, moved once: Close date 18 December 2026");
    assert!(told[3].starts_with("Next step: CRM, 9 November: “20 Nov 2026: M. Ellvik asks"));
    assert!(told.iter().all(|text| !text.contains("Opportunity Name")));
}

#[test]
fn one_person_is_one_line_however_the_name_is_written() {
    let briefing = compose(&deal(), None).unwrap();
    let names: Vec<&str> = briefing.sections[2]
        .items
        .iter()
        .filter_map(|item| if let Item::Person(person) = item { Some(person.name.as_str()) } else { None })
        .collect();
    assert_eq!(names, ["Ileana Dorrance", "Hamish Carrow", "Mara Ellvik"]);
}

#[test]
fn dates_and_amounts_that_disagree_are_shown_as_equals() {
    let briefing = compose(&deal(), None).unwrap();
    let found: Vec<&str> = briefing.sections[9]
        .items
        .iter()
        .filter_map(|item| if let Item::Contradiction { text, .. } = item { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    let mut same = deal();
    same.opportunities[0].close_date = "2027-02-26".parse().ok();
    same.opportunities[0].amount = Some("410000".into());
    let briefing = compose(&same, None).unwrap();
    assert!(!briefing.sections[9].items.iter().any(|item| matches!(item, Item::Contradiction { .. })));
}

#[test]
fn a_kept_promise_is_not_listed_and_a_condition_is_no_date() {
    let mut evidence = story();
    let kept = "Sunniva,\n\nAs promised, the penetration test summary.\n\nDavit";
    evidence.history.push(mail(5, "2026-11-17T09:00:00Z", "Davit Malhan", "d@n.example", kept));
    let vague = "Mara,\n\nI will send the order by Friday 27 November if the budget is confirmed.\n\nIleana";
    evidence.history.push(mail(6, "2026-11-18T09:00:00Z", "Ileana Dorrance", "i@p.example", vague));
    let briefing = compose(&evidence, None).unwrap();
    let lines: Vec<&CommitmentLine> = briefing.sections[7]
        .items
        .iter()
        .filter_map(|item| if let Item::Commitment(line) = item { Some(line) } else { None })
        .collect();
    assert!(lines.iter().all(|line| line.side == Side::Theirs && line.due.is_none()), "{lines:?}");
}

#[test]
fn nobody_is_called_an_owner_who_only_wrote() {
    let text = "Mara,\n\nThe security review starts today.\n\nIleana";
    let mut evidence = story();
    evidence.history.push(mail(7, "2026-11-18T10:00:00Z", "Ileana Dorrance", "i@p.example", text));
    let briefing = compose(&evidence, None).unwrap();
    let lanes = briefing.sections[6]
        .items
        .iter()
        .filter_map(|item| if let Item::Lane(lane) = item { Some(lane) } else { None });
    let owners: Vec<String> = lanes.filter_map(|lane| lane.owner_there.clone()).collect();
    assert!(owners.iter().all(|owner| owner.ends_with("(last wrote on this)")), "{owners:?}");
    assert!(!owners.is_empty());
}
