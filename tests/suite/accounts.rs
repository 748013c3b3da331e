//! The tabs of one account.

use serde_json::json;

use crate::desk::Desk;

#[tokio::test]
async fn a_timeline_tells_of_a_crm_row_what_a_person_would_and_every_row_opens() {
    let desk = Desk::with_the_sample().await;
    let order = json!({ "account": "Pellworth Mutual", "kinds": [], "offset": 0, "limit": 500 });
    let timeline = desk.call("get_timeline", order).await;
    let rows = timeline["rows"].as_array().unwrap();
    assert!(rows.len() > 80, "{}", rows.len());
    let contact = rows.iter().find(|row| row["title"] == "Wilf Ansty").unwrap();
    let snippet = contact["snippet"].as_str().unwrap();
    assert!(snippet.contains("Title: Claims systems") && !snippet.contains("ID:"), "{snippet}");
    for row in rows.iter().filter(|row| row["passage"].is_string()) {
        let source = desk
            .call(
                "open_source",
                json!({ "passage": row["passage"], "hash": null, "query": null, "quote": null, "around": 1 }),
            )
            .await;
        assert_eq!(source["kind"], row["kind"], "{}", row["title"]);
    }
}
