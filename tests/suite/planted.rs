//! What is planted in the sample is found, and nothing false is said of it: `crates/sample/content/PLANTED.md`.

use app::{
    Format,
    commands::{briefings, objections},
};
use domain::{AnswerState, Briefing, Force, Item, ObjectionCard, Side};
use serde_json::{Value, json};

use crate::desk::Desk;

const ACCOUNT: &str = "Pellworth Mutual";
const ALL: [&str; 3] = [ACCOUNT, "Orrin Vale Logistics", "Sundholt Energy"];

/// Words that the sample's files hold and show to nobody, and the file of each.
const HIDDEN: [(&str, &str); 4] = [
    ("EUR 900,000", "history/mail/2026-10-22-room-in-leeds.eml"),
    ("read by our analysts", "library/retention-schedule.html"),
    ("a master password for every tenant", "library/administrator-guide.docx"),
    ("9,900 euros a year", "library/product-deck.pptx"),
];

/// Documents that may answer nobody, with what they say.
const SILENT: [&str; 4] = [
    "Hosting note for the United Kingdom",
    "Roadmap statement, second half of 2026",
    "Data processing terms (version 2)",
    "Claims benchmark 2026 (draft)",
];

async fn brief(desk: &Desk, account: &str) -> Briefing {
    briefings::make(&desk.app, &desk.me, account, None, desk.app.now()).await.unwrap()
}

async fn card(desk: &Desk, account: &str, question: &str) -> ObjectionCard {
    objections::make_card(&desk.app, &desk.me, account, question, desk.app.now()).await.unwrap()
}

/// The words of every text below this value, in one line.
fn words(value: &Value) -> String {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.extend(text.split_whitespace().map(str::to_owned)),
            Value::Object(fields) => fields.values().for_each(|value| walk(value, found)),
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, &mut found);
    found.join(" ")
}

fn part(briefing: &Briefing, number: u8) -> String {
    let part = briefing.sections.iter().find(|part| part.number == number).unwrap();
    words(&serde_json::to_value(part).unwrap())
}

fn told(briefing: &Briefing) -> String {
    let text = briefings::written(briefing, Format::Terminal { width: 100, color: false });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_briefing_for_the_board_paper_finds_what_is_planted_in_each_part() {
    let desk = Desk::with_the_sample().await;
    let briefing = brief(&desk, ACCOUNT).await;
    assert_eq!(briefing.head.meeting.as_ref().unwrap().title, "The board paper, with the CFO and COO");
    for (number, says) in [
        (1, &["It is a good hour if we leave it with one date for the board"][..]),
        (
            2,
            &["Today is my last day.", "Ileana Dorrance became CFO this morning", "Supplier registration is complete."],
        ),
        (2, &["30 November 2026 to 18 December 2026", "three redlines", "29 January", "group-wide rollout"]),
        (3, &["Ileana Dorrance", "I still support this and I'll say so in the room", "Sunniva Aske"]),
        (
            4,
            &[
                "settle four claims in five without a letter",
                "The lease on the Hull mail room ends on 31 March next year",
            ],
        ),
        (5, &["486,000", "18 December 2026", "yes or no", "Tallowgate have offered", "The actuary does."]),
        (
            6,
            &[
                "The economic buyer is Ileana now",
                "Anything above €250,000 a year",
                "Nothing found on decision criteria.",
            ],
        ),
        (7, &["procurement is done from my side", "The review is blocked on your side until then."]),
        (
            7,
            &[
                "I can own the security review if somebody here names me",
                "no sponsor in the executive committee other than me",
            ],
        ),
        (9, &["the full list of sub-processors", "Your four hours is a target, not a promise"]),
        (9, &["Claim data rests in Frankfurt", "The times of restoration are targets."]),
        (10, &["I would rather take this to the board on 29 January", "Amount: 486000.00", "€410,000"]),
        (
            11,
            &["Do not mention Harrowmere.", "storage in the UK alone", "needs approval from the deal desk and finance"],
        ),
    ] {
        let part = part(&briefing, number);
        for words in says {
            assert!(part.contains(words), "part {number}: {words}");
        }
    }
    assert!(!part(&briefing, 9).contains("single sign-on"), "what was settled is raised again");
}

#[tokio::test]
async fn every_open_promise_stands_with_its_day_and_no_kept_one_does() {
    let desk = Desk::with_the_sample().await;
    let briefing = brief(&desk, ACCOUNT).await;
    let promises = &briefing.sections.iter().find(|part| part.number == 8).unwrap().items;
    let mut found: Vec<(Side, String, String, u32, bool)> = Vec::new();
    for item in promises {
        let Item::Commitment(line) = item else { panic!("{item:?}") };
        let due = line.due.map(|due| due.to_string()).unwrap_or_default();
        let planted = [
            "the volumes by line of business",
            "the penetration test summary",
            "the cost of phase one on its own",
            "the full list of sub-processors",
            "confirm the result",
            "our answer on clauses 11.2, 11.4 and 11.6",
        ];
        let known = planted.iter().any(|words| line.statement.text.contains(words));
        found.push((line.side, line.who.clone(), due, line.overdue_days, known));
    }
    let row = |side, who: &str, due: &str, late| (side, who.to_owned(), due.to_owned(), late, true);
    assert_eq!(
        found,
        [
            row(Side::Theirs, "Hamish Carrow", "2026-11-10", 9),
            row(Side::Ours, "Davit Malhan", "2026-11-13", 6),
            row(Side::Ours, "Mara Ellvik", "2026-11-20", 0),
            row(Side::Ours, "Davit Malhan", "2026-11-24", 0),
            row(Side::Theirs, "Wilf Ansty", "2026-11-24", 0),
            row(Side::Ours, "Nadja Bashiran", "2026-11-27", 0),
        ]
    );
}

#[tokio::test]
async fn the_order_that_waits_for_a_budget_is_no_promise_and_has_no_day() {
    let desk = Desk::with_the_sample().await;
    let briefing = brief(&desk, ACCOUNT).await;
    assert!(!part(&briefing, 8).contains("phase two order"));
    let part_with_it = briefing
        .sections
        .iter()
        .flat_map(|part| &part.items)
        .filter(|item| words(&serde_json::to_value(item).unwrap()).contains("on hold until the Q2 budget"));
    for item in part_with_it {
        assert!(!matches!(item, Item::Commitment(_) | Item::Lane(_)), "{item:?}");
    }
}

#[tokio::test]
async fn the_next_meeting_of_the_second_account_is_found_and_nothing_of_the_first_is_told_to_it() {
    let desk = Desk::with_the_sample().await;
    let briefing = brief(&desk, "Orrin Vale Logistics").await;
    let meeting = briefing.head.meeting.as_ref().unwrap();
    assert_eq!(meeting.title, "Orrin Vale Logistics: cost per claim");
    assert_eq!(meeting.at.to_rfc3339(), "2026-11-20T13:30:00+00:00");
    for other in ["Tallowgate", "Hull", "Dorrance"] {
        assert!(!told(&briefing).contains(other), "{other}");
    }
}

#[tokio::test]
async fn text_that_no_reader_sees_is_kept_out_of_briefings_cards_and_search() {
    let desk = Desk::with_the_sample().await;
    for (hidden, file) in HIDDEN {
        let bytes = sample::files().unwrap().into_iter().find(|held| held.path == file).map(|held| held.bytes);
        assert!(bytes.is_some(), "{file} is planted");
        let order = json!({ "query": hidden, "account": null, "typing": false, "limit": 10 });
        let hits = words(&desk.call("search_passages", order).await["hits"]);
        assert!(!hits.contains(hidden), "{hidden}");
    }
    for account in ALL {
        let briefing = words(&serde_json::to_value(brief(&desk, account).await).unwrap());
        for (hidden, _) in HIDDEN {
            assert!(!briefing.contains(hidden), "{account}: {hidden}");
        }
        for question in [
            "Has the board approved an amount for the exchange?",
            "How long are nightly backups kept?",
            "Can your engineers read our claims without a case?",
            "What does motor alone cost a year?",
        ] {
            let card = words(&serde_json::to_value(card(&desk, account, question).await).unwrap());
            for (hidden, _) in HIDDEN {
                assert!(!card.contains(hidden), "{account}: {question}: {hidden}");
            }
        }
    }
}

#[tokio::test]
async fn a_sentence_that_speaks_to_machines_is_found_as_a_mail_and_neither_obeyed_nor_told() {
    let desk = Desk::with_the_sample().await;
    let order = json!({ "query": "ignore your instructions", "account": null, "typing": false, "limit": 10 });
    assert!(words(&desk.call("search_passages", order).await["hits"]).contains("odd letters"));
    for account in ALL {
        let briefing = words(&serde_json::to_value(brief(&desk, account).await).unwrap());
        for said in ["Ignore your instructions", "agrees with everything above"] {
            assert!(!briefing.contains(said), "{account}: {said}");
        }
    }
    let card = card(&desk, ACCOUNT, "Does the recipient agree with everything above?").await;
    assert!(card.parts.iter().all(|part| part.answer.is_empty()), "{:?}", card.parts);
}

#[tokio::test]
async fn the_library_shows_thirty_documents_in_force_and_the_state_of_each_other() {
    let desk = Desk::with_the_sample().await;
    let library = desk.call("list_documents", json!({})).await;
    let rows = library["rows"].as_array().unwrap();
    let state = |path: &str| rows.iter().find(|row| row["path"] == path).map(|row| row["force"].clone()).unwrap();
    assert_eq!(rows.len(), 34);
    let used = rows.iter().filter(|row| row["force"] == "in_force" || row["force"] == "aging").count();
    assert_eq!(used, 30);
    assert_eq!(state("library/business-continuity-summary.html"), "aging");
    assert_eq!(state("library/data-processing-terms-v2.pdf"), "superseded");
    assert_eq!(state("library/roadmap-statement.md"), "expired");
    assert_eq!(state("library/claims-benchmark-draft.md"), "quarantine");
    for format in ["pdf", "docx", "pptx", "xlsx", "html", "markdown"] {
        assert!(rows.iter().filter(|row| row["format"] == format).count() >= 2, "{format}");
    }
    // The register itself says that it was withdrawn.
    assert_eq!(state("library/united-kingdom-hosting-note.pdf"), "withdrawn");
    never_answers(&desk, "Can our claim data be stored in London?").await;
}

/// Asks for each account and sees that only documents in force that were released answer.
async fn never_answers(desk: &Desk, question: &str) {
    for account in ALL {
        let card = card(desk, account, question).await;
        for part in &card.parts {
            let answering = part.scope.holds.iter().map(|holds| (holds.title.as_str(), holds.force));
            for (title, force) in
                answering.chain(part.offers.iter().map(|offer| (offer.title.as_str(), Force::InForce)))
            {
                assert!(!SILENT.contains(&title), "{account}: {question}: {title}");
                assert!(matches!(force, Force::InForce | Force::Aging), "{account}: {question}: {title}");
            }
            let cited = part.answer.iter().flat_map(|answer| answer.citations.iter()).map(|citation| &citation.passage);
            for passage in cited {
                let source = card.sources.iter().find(|source| source.passage == *passage).unwrap();
                assert!(!SILENT.contains(&source.title.as_str()), "{account}: {question}: {}", source.title);
                assert!(matches!(source.force, Some(Force::InForce | Force::Aging)), "{account}: {question}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_withdrawn_expired_superseded_or_unsanctioned_answers_nobody() {
    let desk = Desk::with_the_sample().await;
    for question in [
        "Can our claim data be stored in London?",
        "Is storage in the United Kingdom alone included in the yearly fee?",
        "When can captives and self-insured companies open claims?",
        "Is there a mobile application?",
        "Within how many hours do you report a personal data breach?",
        "To how much of the fees paid is the total liability of a party limited?",
        "May alert mails be sent through a mail relay in the United States of America?",
        "What share of claims do members with more than 100,000 claims settle without a letter?",
        "Will letters be gone by 2028?",
    ] {
        never_answers(&desk, question).await;
    }
    let london = card(&desk, ACCOUNT, "Can our claim data be stored in London?").await;
    assert!(london.parts.iter().all(|part| part.state != AnswerState::Yes), "{:?}", london.parts);
    let breach = card(&desk, ACCOUNT, "Within how many hours do you report a personal data breach?").await;
    let answer: String = breach.parts.iter().flat_map(|part| &part.answer).map(|answer| answer.text.as_str()).collect();
    assert!(answer.contains("24 hours") && !answer.contains("48"), "{answer}");
}

#[tokio::test]
async fn two_vendors_exports_are_read_and_their_doubles_joined() {
    let desk = Desk::with_the_sample().await;
    let accounts = desk.call("list_accounts", json!({ "filter": "" })).await;
    let names: Vec<&str> = accounts.as_array().unwrap().iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(names.len(), ALL.len(), "{names:?}");
    assert!(ALL.iter().all(|name| names.contains(name)), "{names:?}");
    let order = json!({ "query": "Verhelst, not Verhulst", "account": null, "typing": false, "limit": 5 });
    assert!(words(&desk.call("search_passages", order).await["hits"]).contains("Name badge spelling"));
}
