//! What once went wrong in a briefing, each as a small history of its own.

use super::*;

const SHOWN: &str = "i@p.example";

/// One mail of theirs a given number of days before the briefing's day.
fn theirs(number: u128, day: &str, name: &str, text: &str) -> HistoryEntry {
    mail(number, &format!("{day}T09:00:00Z"), name, SHOWN, text)
}

fn items(evidence: &Evidence, part: usize) -> Vec<Item> {
    compose(evidence, None).unwrap().sections[part - 1].items.clone()
}

fn lane(evidence: &Evidence, wanted: Lane) -> LaneLine {
    let found = items(evidence, 7).into_iter().find_map(|item| match item {
        Item::Lane(lane) if lane.lane == wanted => Some(lane),
        _ => None,
    });
    found.unwrap()
}

fn letter(evidence: &Evidence, name: &str) -> Letter {
    let found = items(evidence, 6).into_iter().find_map(|item| match item {
        Item::Letter(letter) if letter.name == name => Some(letter),
        _ => None,
    });
    found.unwrap()
}

/// A version in force with one passage, found for every query given.
fn library(query: &str, audience: Audience, text: &str) -> LibraryAnswer {
    let version = VersionId(Uuid::from_u128(70));
    let sanction = Sanction {
        by: "Runa".into(),
        at: "2026-01-10T00:00:00Z".parse().unwrap(),
        audience,
        sensitivity: Sensitivity::Public,
        owner: None,
        effective: "2026-02-01".parse().ok(),
        expires: None,
        withdrawn: None,
    };
    let hit = LibraryHit {
        passage: Passage {
            id: PassageId { source: SourceId::Version(version), ordinal: 0 },
            account: None,
            place: Place::default(),
            heading: vec![],
            speaker: None,
            quoted: false,
            text: text.into(),
            hash: TextHash::of(text),
        },
        document: Document {
            id: DocumentId(Uuid::from_u128(60)),
            title: "Service level schedule".into(),
            path: "s.md".into(),
            superseded_by: None,
        },
        version: Version {
            id: version,
            document: DocumentId(Uuid::from_u128(60)),
            number: 1,
            file: TextHash::of("f"),
            format: "markdown".into(),
            bytes: 1,
            imported: "2026-11-19T06:00:00Z".parse().unwrap(),
            pages: None,
            sanction: Some(sanction),
            superseded: false,
        },
        force: Force::InForce,
        score: 1.0,
    };
    LibraryAnswer { query: query.into(), hits: vec![hit] }
}

const WORRY: &str = "Your four hours is a target, not a promise, and I need to know which.";

fn answer(audience: Audience, text: &str) -> Option<Statement> {
    let mut evidence = evidence(vec![theirs(3, "2026-11-16", "Hamish Carrow", &format!("Mara,\n\n{WORRY}\n\nHamish"))]);
    evidence.library = vec![library(WORRY, audience, text)];
    items(&evidence, 9).into_iter().find_map(|item| match item {
        Item::Concern { answer, gap, .. } => {
            assert_ne!(answer.is_some(), gap.is_some(), "answered, or open with what was searched");
            answer
        }
        _ => None,
    })
}

#[test]
fn a_blocker_brings_the_sentence_its_then_points_at() {
    let text = "Davit,\n\nI would also like the summary of your last penetration test.\n\nThe review is blocked on your side until then.\n\nSunniva";
    let lane = lane(&evidence(vec![theirs(2, "2026-11-05", "Sunniva Aske", text)]), Lane::SecurityReview);
    let blocker = lane.blocker.unwrap();
    assert_eq!(lane.state, LaneState::Blocked);
    let citation = blocker.citations.first();
    assert!(
        citation.quote.ends_with("penetration test.\n\nThe review is blocked on your side until then."),
        "{citation:?}"
    );
    assert_eq!(&text[citation.start as usize..citation.end as usize], citation.quote);
}

#[test]
fn a_blocker_that_points_at_nothing_shown_is_not_used() {
    let text = "The security review is blocked on your side until then.";
    let lane = lane(&evidence(vec![theirs(2, "2026-11-05", "Sunniva Aske", text)]), Lane::SecurityReview);
    assert!(lane.blocker.is_none() && lane.state != LaneState::Blocked);
}

#[test]
fn an_answer_on_a_call_is_read_with_what_it_answers() {
    let mut call = theirs(2, "2026-11-05", "Claudine Brisk", "Hm. That's half of what I hoped for.");
    call.entry.kind = EntryKind::Call;
    call.passages[0].speaker = Some("Claudine Brisk".into());
    call.passages[0].id.ordinal = 1;
    let mut before = call.passages[0].clone();
    before.id.ordinal = 0;
    before.speaker = Some("Davit Malhan".into());
    before.text = "Opening is planned for release 9. It's not there today.".into();
    call.passages.insert(0, before);
    let mut evidence = evidence(vec![call]);
    evidence.our_people = vec!["Davit Malhan".into()];
    let Some(Item::Concern { raised, .. }) = items(&evidence, 9).into_iter().next() else { panic!("no concern") };
    let told = "Davit Malhan: “Opening is planned for release 9. It's not there today.” Claudine Brisk, 5 November: “That's half of what I hoped for.”";
    assert_eq!(raised.text, told);
    assert_eq!(raised.citations.iter().count(), 2);
}

#[test]
fn a_concern_is_answered_by_what_holds_now_and_names_its_number() {
    let now = answer(Audience::Public, "The time for restoration is a target of 4 hours. Other times are promised.");
    assert!(now.unwrap().text.contains("a target of 4 hours"));
    let row = answer(Audience::Nda, "Class | Restoration\n1 | 4 hours, target\n2 | 1 day, target");
    assert!(row.unwrap().text.contains("“1 | 4 hours, target”"));
    for elsewhere in [
        "In the twelve months to December the target of 4 hours was met in five of six cases.",
        "The recovery time objective is a target of 8 hours and no promise.",
        "A promise is a promise, and a target is a target.",
        "The office has four windows and a target on the wall.",
    ] {
        assert!(answer(Audience::Public, elsewhere).is_none(), "{elsewhere}");
    }
}

#[test]
fn an_internal_document_is_never_what_could_be_said() {
    assert!(answer(Audience::Internal, "The time for restoration is a target of 4 hours.").is_none());
}

#[test]
fn a_document_is_listed_with_the_day_it_took_effect() {
    let mut evidence = evidence(vec![theirs(3, "2026-11-16", "Hamish Carrow", WORRY)]);
    evidence.library = vec![library(WORRY, Audience::Public, "The time for restoration is a target of 4 hours.")];
    let dates: Vec<String> = items(&evidence, 13)
        .into_iter()
        .filter_map(|item| match item {
            Item::Source(line) if line.version.is_some() => Some(line.date.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(dates, ["2026-02-01"]);
}

#[test]
fn a_sentence_stands_in_full_once_on_the_page_and_once_more_at_most() {
    let briefing = compose(&deal(), None).unwrap();
    let quote = "“I would rather take this to the board on 29 January.”";
    let count = |page: bool| {
        let parts = briefing.sections.iter().filter(|section| (section.number <= 7) == page);
        parts.flat_map(|s| &s.items).flat_map(statements).filter(|s| s.text.contains(quote)).count()
    };
    assert_eq!((count(true), count(false)), (1, 1));
    let all: Vec<&Statement> = briefing.sections.iter().flat_map(|s| &s.items).flat_map(statements).collect();
    assert!(all.iter().any(|s| s.text == "Hamish Carrow, 18 November, quoted above"));
    // What is referred to still opens on its words.
    assert!(all.iter().all(|s| !s.citations.first().quote.is_empty()));
}

#[test]
fn validated_shows_two_passages_of_different_sources_and_one_is_only_noted() {
    let first = "Mara,\n\nTallowgate are cheaper by a third in the first year.\n\nTobias";
    let again = "Mara,\n\nThe other supplier has a fixed price for three years in mind.\n\nTobias";
    let mut evidence = evidence(vec![theirs(2, "2026-11-05", "Tobias Grell", first)]);
    evidence.contacts = vec![contact("Tobias Grell", "Procurement")];
    let one = letter(&evidence, "Competition");
    assert_eq!((one.state, one.statement.unwrap().citations.iter().count()), (LetterState::Noted, 1));
    evidence.history.push(theirs(3, "2026-11-06", "Tobias Grell", again));
    let two = letter(&evidence, "Competition");
    let statement = two.statement.unwrap();
    let sources: Vec<SourceId> = statement.citations.iter().map(|c| c.passage.source).collect();
    assert_eq!(two.state, LetterState::Validated);
    assert!(sources.len() == 2 && sources[0] != sources[1]);
    // The same words once more bear nothing out.
    evidence.history[1].passages[0].text = first.into();
    assert_eq!(letter(&evidence, "Competition").state, LetterState::Noted);
}

fn contact(name: &str, title: &str) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(40)),
        account: AccountId(Uuid::from_u128(1)),
        external_id: None,
        name: name.into(),
        emails: vec![],
        title: Some(title.into()),
        role: None,
        record: None,
    }
}

fn contradictions(evidence: &Evidence) -> Vec<(String, usize)> {
    let found = items(evidence, 10).into_iter().filter_map(|item| match item {
        Item::Contradiction { text, sides } => Some((text, sides.len())),
        _ => None,
    });
    found.collect()
}

#[test]
fn a_stage_ahead_of_the_evidence_is_a_contradiction_with_both_sides() {
    let mut late = deal();
    let blocked = "Davit,\n\nThe security review is on hold until we have the list.\n\nSunniva";
    late.history.push(theirs(20, "2026-11-18", "Sunniva Aske", blocked));
    let told =
        |evidence: &Evidence| contradictions(evidence).into_iter().any(|(text, _)| text.contains("security review"));
    assert!(!told(&late), "a proposal may stand while the review is open");
    late.opportunities[0].stage = Some("Negotiation".into());
    let record = late.history.iter_mut().find(|held| held.entry.id == EntryId(Uuid::from_u128(10))).unwrap();
    record.passages[0].text = record.passages[0].text.replace("Stage: Proposal", "Stage: Negotiation");
    let found = contradictions(&late);
    assert!(
        found.contains(&("The CRM puts the deal in Negotiation, and the security review is still open.".into(), 2))
    );
    // Ileana Dorrance, the economic buyer, wrote; nobody is said to be unmet.
    assert!(!found.iter().any(|(text, _)| text.contains("economic buyer")));
    let her = Contact { record: Some(EntryId(Uuid::from_u128(12))), ..contact("Ileana Dorrance", "CFO") };
    late.contacts = vec![her];
    late.history.retain(|held| {
        held.entry.kind != EntryKind::Mail || held.entry.people[0].name.as_deref() != Some("Ileana Dorrance")
    });
    assert!(
        contradictions(&late)
            .iter()
            .any(|(text, sides)| text.contains("Ileana Dorrance, the economic buyer") && *sides == 2)
    );
}

#[test]
fn a_long_quote_is_cut_where_nothing_that_turns_it_is_left_out() {
    let tail = "and the office in Dublin joins three months after Leeds, as it did in the plan that we drew up together in the spring of last year with the help of everybody in the operations team";
    let text = format!("The aim for 2027 is to settle four claims in five without a letter, {tail}.");
    let told = texts(&evidence(vec![theirs(2, "2026-06-05", "Hamish Carrow", &text)]), 4);
    assert_eq!(
        told[0],
        "Objective: Hamish Carrow, 5 June: “The aim for 2027 is to settle four claims in five without a letter, and the office in Dublin joins three months after Leeds” …"
    );
    let turned = text.replace("as it did", "but only if the board agrees, as it did");
    let told = texts(&evidence(vec![theirs(2, "2026-06-05", "Hamish Carrow", &turned)]), 4);
    assert!(told[0].contains("only if the board agrees"), "a condition stays in: {}", told[0]);
}

#[test]
fn an_account_never_met_shows_what_they_wrote_how_the_last_deal_ended_and_what_is_planned() {
    let text = "Mara,\n\nThe board has postponed everything else until the second half of 2027.\n\nIleana";
    let mut small = deal();
    small.history.retain(|held| held.entry.kind != EntryKind::Meeting && held.entry.kind != EntryKind::Mail);
    small.meeting = None;
    small.history.push(theirs(21, "2026-11-11", "Ileana Dorrance", text));
    small.history.push(row(
        22,
        EntryKind::Task,
        "2027-09-01T00:00:00Z",
        "Ask again",
        "Subject: Ask again in autumn\nStatus: Not Started",
    ));
    small.opportunities[0].closed = true;
    let changed = texts(&small, 2);
    assert!(changed.iter().any(|text| text.contains("has postponed everything else")), "{changed:?}");
    let told = texts(&small, 5);
    assert!(told.iter().any(|text| text.starts_with("Last deal: Exchange, Proposal")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("“Ask again in autumn”")), "{told:?}");
    let newest = compose(&small, None).unwrap().head.newest.unwrap();
    assert_eq!(
        newest.date_naive().to_string(),
        "2026-11-11",
        "what is planned is no evidence yet, and a CRM row is none"
    );
    // A task that is over is no next step.
    small.history.last_mut().unwrap().passages[0].text = "Subject: Ask again in autumn\nStatus: Completed".into();
    assert!(!texts(&small, 5).iter().any(|text| text.contains("Ask again")));
}

#[test]
fn a_cancelled_meeting_is_told_as_gone_and_read_for_nothing_else() {
    let mut off = theirs(30, "2026-11-17", "Ileana Dorrance", "Our goal is to have procurement done by May.");
    off.entry.kind = EntryKind::Meeting;
    off.entry.title = "Onsite with procurement".into();
    off.entry.cancelled = true;
    let met = {
        let mut met = theirs(31, "2026-11-03", "Ileana Dorrance", "Steering.");
        met.entry.kind = EntryKind::Meeting;
        met
    };
    let mut evidence = story();
    evidence.history.extend([met, off]);
    let gone: Vec<Statement> = items(&evidence, 2)
        .into_iter()
        .filter_map(|item| match item {
            Item::Statement(s) if s.mark == Some(Mark::Gone) => Some(s),
            _ => None,
        })
        .collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].label.as_deref(), Some("Meeting cancelled: Onsite with procurement"));
    let business = texts(&evidence, 4);
    assert!(!business.iter().any(|text| text.contains("procurement done by May")), "{business:?}");
    // It is not the day since which things changed either.
    assert_eq!(compose(&evidence, None).unwrap().sections[1].note.as_deref(), Some("since 3 November"));
}

#[test]
fn who_declined_is_not_in_the_room_and_is_shown_as_missing() {
    let mut evidence = deal();
    let meeting = evidence.history.iter_mut().find(|held| held.entry.kind == EntryKind::Meeting).unwrap();
    meeting.entry.people.push(Participant {
        role: PartRole::Declined,
        name: Some("Sunniva Aske".into()),
        email: Some("s@p.example".into()),
    });
    let briefing = compose(&evidence, None).unwrap();
    let absent: Vec<PersonLine> = briefing.sections[2]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Person(person) if !person.invited => Some(person.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(absent.len(), 1);
    let Some(PersonFact::Unknown(gap)) = absent[0].facts.last() else { panic!("no reason") };
    assert_eq!(gap.text, "Sunniva Aske declined this meeting, and no reason is recorded.");
    assert!(!briefing.head.meeting.unwrap().attendees.contains(&"Sunniva Aske".to_owned()));
    // Nor does a meeting they declined count as contact.
    assert!(absent[0].facts.iter().all(|fact| !matches!(fact, PersonFact::Known(_))));
}

#[test]
fn what_holds_only_on_a_condition_has_not_changed() {
    let mut evidence = story();
    let met = {
        let mut met = theirs(31, "2026-11-03", "Ileana Dorrance", "Steering.");
        met.entry.kind = EntryKind::Meeting;
        met
    };
    let text = "Mara,\n\nIf the board has approved the plan by May, we begin in June.\n\nIleana";
    evidence.history.extend([met, theirs(32, "2026-11-17", "Ileana Dorrance", text)]);
    assert!(!texts(&evidence, 2).iter().any(|text| text.contains("has approved the plan")));
}

#[test]
fn words_of_our_documents_are_never_theirs() {
    let mut evidence = evidence(vec![theirs(3, "2026-11-16", "Hamish Carrow", WORRY)]);
    evidence.library = vec![library(WORRY, Audience::Public, "Our goal for restoration is a target of 4 hours.")];
    let briefing = compose(&evidence, None).unwrap();
    let elsewhere = briefing.sections.iter().filter(|section| section.number != 9);
    let cited =
        |statement: &&Statement| statement.citations.iter().any(|c| matches!(c.passage.source, SourceId::Version(_)));
    assert_eq!(elsewhere.flat_map(|s| &s.items).flat_map(statements).filter(cited).count(), 0);
}
