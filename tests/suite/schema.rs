//! The tables of both databases, as snapshots: same tables and columns, and what is append-only stays so.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::Act;
use serde_json::json;
use store::{Store, StoreError};
use support::databases::{Database, databases};

async fn schema(database: &Database) -> Vec<String> {
    Store::open(&database.url).await.unwrap().read().schema().await.unwrap()
}

#[tokio::test]
async fn the_tables_are_those_of_the_snapshot() {
    for database in databases() {
        let name = format!("schema_{}", database.name);
        insta::assert_snapshot!(name, schema(&database).await.join("\n"));
    }
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let mut all: Vec<BTreeSet<String>> = Vec::new();
    for database in databases() {
        let lines = schema(&database).await;
        all.push(lines.iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect());
    }
    assert!(all[0].contains("bodies.passages"), "{:?}", all[0]);
    assert!(all.windows(2).all(|two| two[0] == two[1]), "{all:?}");
}

#[tokio::test]
async fn a_database_admin_cannot_rewrite_the_log_in_passing() {
    for database in databases().into_iter().filter(|database| database.name == "postgres") {
        let store = Store::open(&database.url).await.unwrap();
        let now: DateTime<Utc> = "2026-11-02T12:00:00Z".parse().unwrap();
        let mut writer = store.write("Mara Lind", now).await.unwrap();
        writer.audit(Act::Refused, "a", json!({})).await.unwrap();
        writer.commit().await.unwrap();
        for sql in
            ["UPDATE audit SET person = 'x'", "DELETE FROM audit", "TRUNCATE audit", "UPDATE changes SET gone = true"]
        {
            let refused = database.by_admin(sql).unwrap_err();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
        assert_eq!(store.read().audit_last().await.unwrap().unwrap().person, "Mara Lind");
    }
}

#[tokio::test]
async fn a_team_database_of_a_newer_version_is_left_alone() {
    for database in databases().into_iter().filter(|database| database.name == "postgres") {
        drop(Store::open(&database.url).await.unwrap());
        database.by_admin("UPDATE epoch SET number = 2").unwrap();
        assert!(matches!(Store::open(&database.url).await, Err(StoreError::Newer { .. })));
    }
}

/// Tables that are only ever added to, besides the log itself.
const ADDED_TO: [&str; 9] = [
    "drafts",
    "revisions",
    "moves",
    "releases",
    "policies",
    "certificates",
    "terms",
    "checkpoints",
    "statement_checks",
];

#[tokio::test]
async fn a_database_admin_cannot_change_in_passing_what_was_decided() {
    for database in databases().into_iter().filter(|database| database.name == "postgres") {
        drop(Store::open(&database.url).await.unwrap());
        for table in ADDED_TO {
            let column = if ["drafts", "revisions"].contains(&table) { "id" } else { "number" };
            for sql in [
                format!("UPDATE {table} SET {column} = {column}"),
                format!("DELETE FROM {table}"),
                format!("TRUNCATE {table} CASCADE"),
            ] {
                let refused = database.by_admin(&sql).unwrap_err();
                assert!(refused.contains("append-only"), "{sql}: {refused}");
            }
        }
    }
}
