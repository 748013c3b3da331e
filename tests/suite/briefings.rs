//! A whole briefing of the sample: all parts, every quote exact, the same words each time, one account's evidence only.

use std::sync::Arc;

use app::{Format, commands::briefings};
use chrono::Utc;
use domain::{AccountId, Briefing, Citation, SourceId};
use serde_json::{Value, json};
use store::Store;

use crate::desk::Desk;

const ACCOUNT: &str = "Pellworth Mutual";

async fn make(desk: &Desk, account: &str, as_of: chrono::DateTime<Utc>) -> Briefing {
    briefings::make(&desk.app, &desk.me, account, None, as_of).await.unwrap()
}

/// Every citation of a briefing, wherever it stands.
fn citations(briefing: &Briefing) -> Vec<Citation> {
    fn walk(value: &Value, found: &mut Vec<Citation>) {
        match value {
            Value::Object(fields) => {
                let is_one = fields.contains_key("quote") && fields.contains_key("hash");
                match serde_json::from_value::<Citation>(value.clone()) {
                    Ok(citation) if is_one => found.push(citation),
                    _ => fields.values().for_each(|value| walk(value, found)),
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(briefing).unwrap(), &mut found);
    found
}

#[tokio::test]
async fn all_thirteen_parts_stand_in_order_and_say_something() {
    let desk = Desk::with_the_sample().await;
    let briefing = make(&desk, ACCOUNT, desk.app.now()).await;
    let numbers: Vec<u8> = briefing.sections.iter().map(|part| part.number).collect();
    assert_eq!(numbers, (1..=13).collect::<Vec<u8>>());
    for part in &briefing.sections {
        assert!(!part.items.is_empty() || part.note.is_some(), "part {} is empty and does not say why", part.number);
    }
    assert!(briefing.head.meeting.is_some());
    assert!(briefing.head.entries_read > 50);
    assert!(citations(&briefing).len() > 40);
}

#[tokio::test]
async fn every_citation_quotes_its_passage_exactly_and_none_is_of_another_account() {
    let desk = Desk::with_the_sample().await;
    let briefing = make(&desk, ACCOUNT, desk.app.now()).await;
    let (_home, folder) = desk.close().await;
    let address = format!("sqlite://{}", folder.join("countersign.db").display());
    let store = Store::open(&address).await.unwrap();
    let read = store.read();
    let own: AccountId = briefing.head.account;
    for citation in citations(&briefing) {
        let passage = read.passage(citation.passage).await.unwrap().unwrap();
        assert_eq!(passage.hash, citation.hash);
        let range = citation.start as usize..citation.end as usize;
        assert_eq!(passage.text.get(range), Some(citation.quote.as_str()));
        assert!(!citation.quote.trim().is_empty());
        match citation.passage.source {
            SourceId::Entry(id) => {
                let entry = read.entry(id).await.unwrap().unwrap();
                assert_eq!(entry.account, Some(own), "{}", entry.title);
            }
            SourceId::Version(_) => assert_eq!(passage.account, None),
        }
    }
}

#[tokio::test]
async fn two_runs_are_the_same_to_the_byte_in_every_format() {
    let desk = Desk::with_the_sample().await;
    let first = make(&desk, ACCOUNT, desk.app.now()).await;
    let second = make(&desk, ACCOUNT, desk.app.now()).await;
    let terminal = Format::Terminal { width: 88, color: false };
    for format in [terminal, Format::Markdown, Format::Html, Format::Json] {
        let text = briefings::written(&first, format);
        assert_eq!(text, briefings::written(&second, format));
        // The JSON is data for programs; what people read says what it is.
        if format == Format::Json {
            assert_eq!(serde_json::from_str::<Briefing>(&text).unwrap(), first);
        } else {
            assert!(text.to_uppercase().contains("INTERNAL"));
        }
        assert!(text.contains("Pellworth"));
    }
}

#[tokio::test]
async fn a_kept_briefing_reads_back_and_opens_on_marked_words() {
    let desk = Desk::with_the_sample().await;
    let kept = desk.call("create_briefing", json!({ "account": ACCOUNT, "meeting": null })).await;
    let again = desk.call("create_briefing", json!({ "account": ACCOUNT, "meeting": null })).await;
    assert_eq!(kept["id"], again["id"], "the same briefing is kept once");
    let briefing = make(&desk, ACCOUNT, desk.app.now()).await;
    for citation in citations(&briefing).iter().take(30) {
        let source = desk
            .call(
                "open_source",
                json!({ "passage": citation.passage, "hash": citation.hash, "quote": citation.quote, "query": null, "around": 0 }),
            )
            .await;
        assert_eq!(source["unchanged"], true);
        let marked: String = source["passages"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|passage| passage["paragraphs"].as_array().unwrap())
            .flat_map(|paragraph| paragraph.as_array().unwrap())
            .filter(|span| span["marked"] == true)
            .filter_map(|span| span["text"].as_str())
            .collect();
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(plain(&marked), plain(&citation.quote));
    }
}

#[tokio::test]
async fn an_account_with_one_row_gets_gaps_and_no_inventions() {
    let desk = Desk::empty().await;
    let table = "Account Name,Website\nQuillon Freight,quillon.example\n";
    let path = desk.file("accounts.csv", table.as_bytes());
    desk.import(app::view::DoorView::History, &[path]).await;
    let briefing = make(&desk, "Quillon Freight", desk.app.now()).await;
    assert_eq!(briefing.sections.len(), 13);
    let text = serde_json::to_value(&briefing).unwrap().to_string();
    let gaps = text.matches("\"searched\"").count();
    assert!(gaps >= 10, "{gaps} gaps");
    assert!(citations(&briefing).len() <= 4, "{text}");
}

#[tokio::test]
async fn an_unknown_account_is_refused_with_a_sentence() {
    let desk = Desk::with_the_sample().await;
    let app = Arc::clone(&desk.app);
    let refused = briefings::make(&app, &desk.me, "Nobody & Sons", None, app.now()).await;
    let error = refused.unwrap_err();
    assert_eq!(error.code, app::ErrorCode::NotFound);
    assert!(error.message.contains("Nobody & Sons"));
}

/// The quotes of six words and more in the texts of some parts.
fn quotes(briefing: &Briefing, parts: std::ops::RangeInclusive<u8>) -> Vec<String> {
    let part = |value: &Value| value["number"].as_u64().is_some_and(|number| parts.contains(&(number as u8)));
    let all = serde_json::to_value(briefing).unwrap();
    let mut texts = Vec::new();
    fn walk(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("citations") {
                    texts.extend(fields["text"].as_str().map(str::to_owned));
                }
                fields.values().for_each(|value| walk(value, texts));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, texts)),
            _ => {}
        }
    }
    all["sections"].as_array().unwrap().iter().filter(|value| part(value)).for_each(|value| walk(value, &mut texts));
    let cut = |text: &String| {
        text.split('“').skip(1).filter_map(|rest| rest.split('”').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    texts.iter().flat_map(cut).filter(|quote| quote.split_whitespace().count() >= 6).collect()
}

#[tokio::test]
async fn each_account_of_the_sample_is_told_without_repeating_itself_and_with_what_its_history_says() {
    let desk = Desk::with_the_sample().await;
    for (account, says) in [
        (ACCOUNT, vec!["4 hours, target", "Brevelin Post in Frankfurt", "penetration test. The review is blocked"]),
        ("Orrin Vale Logistics", vec!["That's half of what I hoped for.", "Promise kept", "Claudine Brisk: Champion."]),
        ("Sundholt Energy", vec!["has postponed everything", "Last deal", "Ask Sundholt again"]),
    ] {
        let briefing = make(&desk, account, desk.app.now()).await;
        let mut page = quotes(&briefing, 1..=7);
        let whole = page.len();
        page.sort();
        page.dedup();
        assert_eq!(page.len(), whole, "{account} quotes a sentence twice on its page");
        let told = briefings::written(&briefing, Format::Terminal { width: 100, color: false });
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in says {
            assert!(told.contains(words), "{account}: {words}");
        }
    }
}

#[tokio::test]
async fn sources_of_the_library_carry_the_day_they_took_effect_and_nothing_to_come_is_newest() {
    let desk = Desk::with_the_sample().await;
    let briefing = make(&desk, ACCOUNT, desk.app.now()).await;
    let sources = briefing.sections[12].items.iter().filter_map(|item| match item {
        domain::Item::Source(line) if line.version.is_some() => Some((line.title.clone(), line.date.to_string())),
        _ => None,
    });
    let dates: Vec<(String, String)> = sources.collect();
    assert!(dates.contains(&("Service level schedule".into(), "2026-01-01".into())), "{dates:?}");
    assert_eq!(briefing.head.newest.unwrap().date_naive().to_string(), "2026-11-18");
    let rows = desk.call("list_accounts", json!({ "filter": "" })).await;
    for row in rows.as_array().unwrap() {
        assert!(row["newest"].as_str().unwrap() < "2026-11-19", "{row}");
    }
}

#[tokio::test]
async fn a_statement_marked_as_wrong_is_listed_until_it_is_taken_back() {
    let desk = Desk::with_the_sample().await;
    let kept = desk.call("create_briefing", json!({ "account": ACCOUNT, "meeting": null })).await;
    let statement = kept["sections"].as_array().unwrap().iter().flat_map(|part| part["items"].as_array().unwrap());
    let statement = statement.filter(|item| item["kind"] == "statement").map(|item| &item["statement"]).next().unwrap();
    let say = |verdict: &str, note: &str| json!({ "briefing": kept["id"], "statement": statement["key"], "verdict": verdict, "note": note });
    let marked = desk.call("check_statement", say("wrong", "She left in October")).await;
    assert_eq!(marked["checks"][0]["note"], "She left in October");
    let misses = desk.call("list_misses", json!({})).await;
    assert_eq!(misses[0]["check"]["words"], marked["checks"][0]["words"]);
    assert_eq!(misses[0]["passages"][0], statement["citations"][0]["passage"]);
    let checked = desk.call("check_statement", say("checked", "")).await;
    assert_eq!(checked["checks"].as_array().unwrap().len(), 1, "the newest word on a statement counts");
    assert_eq!(desk.call("list_misses", json!({})).await, json!([]));
    assert_eq!(desk.call("check_statement", say("taken_back", "")).await["checks"], json!([]));
}
