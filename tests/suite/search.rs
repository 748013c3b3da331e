//! Search through the app: filters, the fence round each account, what is in force, and a lost index.

use std::collections::BTreeSet;

use app::{
    commands::{accounts::list_accounts, search::search_passages},
    view::{ListAccounts, SearchPassages, SearchView},
};
use serde_json::json;

use crate::desk::Desk;

async fn ask(desk: &Desk, query: &str, account: Option<&str>) -> SearchView {
    let order =
        SearchPassages { query: query.to_owned(), account: account.map(str::to_owned), typing: false, limit: 100 };
    search_passages(&desk.app, &desk.me, order).await.unwrap()
}

#[tokio::test]
async fn filters_keep_only_what_they_name() {
    let desk = Desk::with_the_sample().await;
    let mails = ask(&desk, "claims type:mail", None).await;
    assert!(!mails.hits.is_empty());
    assert!(mails.hits.iter().all(|hit| hit.kind == "mail"));
    let early = ask(&desk, "claims type:mail before:2026-06-01", None).await;
    let late = ask(&desk, "claims type:mail after:2026-06-01", None).await;
    assert!(!early.hits.is_empty() && !late.hits.is_empty());
    assert!(early.hits.iter().all(|hit| hit.at.as_str() < "2026-06-02"));
    assert!(late.hits.iter().all(|hit| hit.at.as_str() >= "2026-06-01"));
    let unknown = ask(&desk, "claims before:soon", None).await;
    assert_eq!(unknown.unknown, ["before:soon"]);
}

#[tokio::test]
async fn a_type_that_does_not_exist_is_reported_with_those_that_do() {
    let desk = Desk::with_the_sample().await;
    let all = ask(&desk, "claims", None).await;
    let pigeon = ask(&desk, "claims type:pigeon", None).await;
    assert_eq!(pigeon.hits.len(), all.hits.len());
    let [told] = pigeon.unknown.as_slice() else { panic!("{:?}", pigeon.unknown) };
    assert!(told.starts_with("type:pigeon (") && told.contains("mail") && told.contains("pdf"), "{told}");
    let mixed = ask(&desk, "claims type:mail,pigeon", None).await;
    assert!(!mixed.hits.is_empty() && mixed.hits.iter().all(|hit| hit.kind == "mail"));
    assert_eq!(mixed.unknown.len(), 1);
}

#[tokio::test]
async fn a_type_may_be_a_format_of_the_library() {
    let desk = Desk::with_the_sample().await;
    let path = desk.file("wombat.md", b"# Wombat\n\nThe wombat clause names data residency.\n");
    desk.import(app::view::DoorView::Library, &[path]).await;
    for word in ["md", "markdown", "document"] {
        let found = ask(&desk, &format!("wombat type:{word}"), None).await;
        assert!(found.unknown.is_empty() && !found.hits.is_empty(), "{word}");
        assert!(found.hits.iter().all(|hit| hit.library), "{word}");
    }
    assert!(ask(&desk, "wombat type:pptx,pdf", None).await.hits.iter().all(|hit| hit.kind == "pdf"));
    let documents = ask(&desk, "data type:pdf,docx", None).await;
    assert!(!documents.hits.is_empty());
    assert!(documents.hits.iter().all(|hit| ["pdf", "docx"].contains(&hit.kind.as_str())));
    let mixed = ask(&desk, "data type:pdf,mail", None).await;
    assert!(mixed.hits.iter().any(|hit| hit.kind == "mail"));
}

#[tokio::test]
async fn a_search_inside_an_account_never_shows_another_account() {
    let desk = Desk::with_the_sample().await;
    let all = ListAccounts { filter: String::new() };
    let accounts = list_accounts(&desk.app, &desk.me, all).await.unwrap();
    assert!(accounts.len() >= 3);
    let mut answered = 0;
    for account in &accounts {
        for other in &accounts {
            let query = format!("{} claims contract pilot price meeting", other.name);
            let found = ask(&desk, &query, Some(&account.id)).await;
            answered += found.hits.len();
            for hit in &found.hits {
                assert_eq!(hit.account.as_deref(), Some(account.id.as_str()), "{} in {}", hit.title, account.name);
                assert!(!hit.library);
            }
        }
    }
    assert!(answered > accounts.len());
}

#[tokio::test]
async fn only_documents_in_force_answer_when_that_is_asked() {
    let desk = Desk::with_the_sample().await;
    let all = ask(&desk, "data processing terms", None).await;
    let state = |hit: &app::view::SearchHit| serde_json::to_value(hit.force).unwrap();
    let superseded =
        |found: &SearchView| found.hits.iter().filter(|hit| hit.library && state(hit) == json!("superseded")).count();
    assert!(superseded(&all) > 0, "version 2 is superseded and found");
    let sound = ask(&desk, "data processing terms in-force:yes", None).await;
    assert!(!sound.hits.is_empty());
    assert_eq!(superseded(&sound), 0);
    assert!(sound.hits.iter().all(|hit| hit.library));
}

#[tokio::test]
async fn a_quarantined_document_is_not_in_force() {
    let desk = Desk::with_the_sample().await;
    let path = desk.file("warranty.md", b"# Warranty\n\nThe quokkaphone is under warranty.\n");
    desk.import(app::view::DoorView::Library, &[path]).await;
    assert_eq!(ask(&desk, "quokkaphone", None).await.hits.len(), 1);
    assert!(ask(&desk, "quokkaphone in-force:yes", None).await.hits.is_empty());
}

#[tokio::test]
async fn an_index_deleted_while_running_is_rebuilt_and_search_still_answers() {
    let desk = Desk::with_the_sample().await;
    let before = ask(&desk, "data residency", None).await;
    assert!(!before.hits.is_empty());
    std::fs::remove_dir_all(desk.folder().join("index")).unwrap();
    let path = desk.file("wombat.md", b"# Wombat\n\nThe wombat clause names data residency.\n");
    desk.import(app::view::DoorView::Library, &[path]).await;
    assert_eq!(ask(&desk, "wombat clause", None).await.hits[0].title, "Wombat");
    let after = ask(&desk, "data residency", None).await;
    let passages =
        |found: &SearchView| -> BTreeSet<String> { found.hits.iter().map(|hit| hit.passage.clone()).collect() };
    assert!(passages(&after).len() > before.hits.len() / 2);
    assert!(desk.folder().join("index/meta.json").exists());
    let (_home, folder) = desk.close().await;
    assert!(folder.join("index/meta.json").exists());
}

#[tokio::test]
async fn every_hit_is_joined_to_its_row_and_opens_on_marked_words() {
    let desk = Desk::with_the_sample().await;
    let found = ask(&desk, "sub-processors", None).await;
    assert_eq!(found.dropped, 0);
    assert!(!found.hits.is_empty());
    let mut marked = 0;
    for hit in found.hits.iter().take(5) {
        let source = desk
            .call(
                "open_source",
                json!({ "passage": hit.passage, "hash": hit.hash, "quote": null, "query": "sub-processors", "around": 0 }),
            )
            .await;
        assert_eq!(source["unchanged"], true);
        assert_eq!(source["title"], hit.title);
        let text = source["passages"].to_string();
        // A passage may be found by its heading alone; then no word of its text is marked.
        marked += usize::from(text.contains("\"marked\":true"));
    }
    assert!(marked >= 3, "{marked} of five open on marked words");
}
