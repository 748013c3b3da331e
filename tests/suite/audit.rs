//! The log, as people use it: listed, checked, exported, and found out when somebody edits it, on both databases.

use std::{path::Path, process::Command};

use app::{
    Caller, ErrorCode, Host,
    commands::{
        audit::{verify_against, verify_file},
        workspace::create_workspace,
    },
    config::Config,
    view::CreateWorkspace,
};
use domain::{Person, PersonId, Role};
use serde_json::{Value, json};
use support::databases::{Database, databases};
use uuid::Uuid;

const PASSPHRASE: &str = "four plain words here";

/// A workspace in which a draft was written, submitted and signed off by its owner.
struct Room {
    home: tempfile::TempDir,
    host: Host,
    database: Database,
    draft: String,
}

impl Room {
    async fn new(database: Database) -> Self {
        let home = tempfile::tempdir().unwrap();
        let host = Host::new(Config::below(home.path()));
        let path = if database.name == "sqlite" {
            home.path().join("workspace").display().to_string()
        } else {
            database.url.clone()
        };
        let (name, person) = ("Empty".to_owned(), "Mara Lind".to_owned());
        let order = CreateWorkspace { path, name, person, email: None, our_domains: vec!["seller.example".into()] };
        create_workspace(&host, order).await.unwrap();
        let mut room = Self { home, host, database, draft: String::new() };
        room.call("make_key", json!({ "passphrase": PASSPHRASE })).await;
        room.sign_off("Confirm the open points").await;
        room
    }

    async fn call(&self, name: &str, request: Value) -> Value {
        self.host.call(name, request).await.unwrap_or_else(|error| panic!("{name}: {error:?}"))
    }

    async fn sign_off(&mut self, purpose: &str) {
        let (app, me) = self.host.at_work().await.unwrap();
        let account = app::commands::accounts::find_account(&app, "Alder").await;
        if account.is_err() {
            app::commands::accounts::add_account(&app, &me, "Alder", &["alder.example".to_owned()]).await.unwrap();
        }
        let owner = me.person().id.to_string();
        let terms =
            json!({ "account": "Alder", "ndaFrom": null, "ndaUntil": null, "strategic": false, "owner": owner });
        self.call("record_terms", terms).await;
        let none = Value::Null;
        let order = json!({ "account": "Alder", "kind": "follow-up", "purpose": purpose, "briefing": none,
            "option": none, "meeting": none, "template": none });
        let draft = self.call("start_draft", order).await["id"].as_str().unwrap().to_owned();
        let order = json!({ "draft": draft, "base": 1, "subject": "Our call", "body": "Dear Dana,\n\nThank you.",
            "recipients": [{ "name": "Dana Holm", "email": "dana@alder.example" }], "chips": [], "showSources": false,
            "criteria": none });
        self.call("save_draft", order).await;
        self.call("submit_draft", json!({ "draft": draft, "revision": 2, "text": null })).await;
        let order = json!({ "draft": draft, "revision": 2, "meaning": "sent-back", "reason": "Not yet",
            "passphrase": PASSPHRASE });
        self.call("decide_draft", order).await;
        self.draft = draft;
    }

    async fn verify(&self) -> Value {
        self.call("verify_audit", json!({})).await
    }

    /// Runs SQL past the program, triggers off, as somebody who owns the database can.
    fn edit(&self, sql: &str) {
        let tables = ["audit", "checkpoints"];
        if self.database.name == "postgres" {
            let off = tables.map(|table| format!("ALTER TABLE {table} DISABLE TRIGGER USER; ")).concat();
            self.database.by_admin(&(off + sql)).unwrap();
            return;
        }
        let file = self.home.path().join("workspace/countersign.db");
        let off = tables.map(|table| {
            format!("DROP TRIGGER IF EXISTS {table}_refuses_update; DROP TRIGGER IF EXISTS {table}_refuses_delete; ")
        });
        let sql = off.concat() + sql;
        let done = Command::new("sqlite3").arg(file).arg(sql).output();
        let done = done.unwrap_or_else(|error| panic!("the program sqlite3 does not start: {error}"));
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

fn list(filter: &[(&str, Value)]) -> Value {
    let mut order = json!({ "before": null, "person": null, "act": null, "subject": null, "limit": 50 });
    for (name, value) in filter {
        order[*name] = value.clone();
    }
    order
}

fn numbers(view: &Value) -> Vec<u64> {
    view["rows"].as_array().unwrap().iter().map(|row| row["number"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn the_log_says_who_did_what_newest_first_and_by_pages() {
    for database in databases() {
        println!("on {}", database.name);
        let room = Room::new(database).await;
        let all = room.call("list_audit", list(&[])).await;
        let size = all["size"].as_u64().unwrap();
        assert_eq!(numbers(&all), (1..=size).rev().collect::<Vec<_>>());
        assert_eq!((&all["more"], &all["selfAttested"]), (&json!(false), &json!(room.database.name == "sqlite")));
        let newest = &all["rows"][0];
        assert_eq!(newest["says"], "Sent revision 2 back as admin: Not yet");
        assert_eq!(
            (&newest["signed"], &newest["act"], &newest["actWords"]),
            (&json!(true), &json!("sent_back"), &json!("sent back"))
        );
        assert_eq!(
            (&newest["subject"], &newest["subjectWords"]),
            (&json!(room.draft), &json!("Confirm the open points"))
        );
        let page = room.call("list_audit", list(&[("limit", json!(2)), ("before", json!(size))])).await;
        assert_eq!((numbers(&page), &page["more"]), (vec![size - 1, size - 2], &json!(true)));
        let made = room.call("list_audit", list(&[("act", json!("draft_made"))])).await;
        assert_eq!(made["rows"][0]["says"], "Started a follow up: Confirm the open points");
        assert_eq!(made["rows"].as_array().unwrap().len(), 1);
        let account = room.call("list_accounts", json!({ "filter": "" })).await;
        let account = account[0]["id"].clone();
        let about = room.call("list_audit", list(&[("subject", account)])).await;
        assert!(numbers(&about).len() >= 4, "the account's own entries and its drafts': {about}");
        let nobody = room.call("list_audit", list(&[("person", json!("Nobody"))])).await;
        assert!(numbers(&nobody).is_empty());
        let entry = room.call("get_audit_entry", json!({ "number": size })).await;
        assert!(entry["body"].as_str().unwrap().contains("signature"), "{entry}");
        assert_eq!(entry["previous"], all["rows"][1]["hash"]);
        let none = room.host.call("get_audit_entry", json!({ "number": size + 1 })).await.unwrap_err();
        assert_eq!(none.code, ErrorCode::NotFound);
        let wrong = room.host.call("list_audit", list(&[("act", json!("danced"))])).await.unwrap_err();
        assert_eq!(wrong.code, ErrorCode::Invalid);
    }
}

#[tokio::test]
async fn a_signed_decision_signs_for_the_log_and_the_exported_file_holds_by_itself() {
    for database in databases() {
        println!("on {}", database.name);
        let mut room = Room::new(database).await;
        let found = room.verify().await;
        assert_eq!(
            (&found["good"], &found["checkpoints"], &found["signatures"]),
            (&json!(true), &json!(1), &json!(3)),
            "{found}"
        );
        room.sign_off("And once more").await;
        let found = room.verify().await;
        assert_eq!(
            (&found["good"], &found["checkpoints"], &found["signatures"]),
            (&json!(true), &json!(2), &json!(5)),
            "{found}"
        );
        assert_eq!(found["says"].as_str().unwrap().contains("This machine alone"), room.database.name == "sqlite");

        let path = room.home.path().join("log.jsonl");
        room.call("export_audit", json!({ "path": path })).await;
        let exported = verify_file(&path, None).unwrap();
        assert!(exported.good, "{}", exported.says);
        assert_eq!(
            json!([exported.entries, exported.root, exported.checkpoints]),
            json!([found["entries"], found["root"], 2])
        );
        let newest = room.call("list_audit", list(&[])).await["rows"][0].clone();
        assert_eq!(newest["says"], format!("Exported the log of {} entries", exported.entries));

        // An older export is a witness: the newer log, and the database, begin as it did.
        let (app, me) = room.host.at_work().await.unwrap();
        assert!(verify_against(&app, &me, Some(&path)).await.unwrap().good);
        let newer = room.home.path().join("newer.jsonl");
        room.call("export_audit", json!({ "path": newer })).await;
        assert!(verify_file(&newer, Some(&path)).unwrap().good);
        let shorter = verify_file(&path, Some(&newer)).unwrap();
        assert!(!shorter.good && shorter.says.contains("taken away"), "{}", shorter.says);

        let text = std::fs::read_to_string(&path).unwrap().replacen("Thank you", "Thank ye", 1);
        let text = text.replacen("And once more", "And once, more", 1);
        std::fs::write(&path, text).unwrap();
        let edited = verify_file(&path, None).unwrap();
        assert!(!edited.good && edited.first_bad.is_some(), "{}", edited.says);
        let nothing = verify_file(Path::new("/nowhere/log.jsonl"), None).unwrap_err();
        assert_eq!(nothing.code, ErrorCode::Invalid);
    }
}

#[tokio::test]
async fn whatever_is_edited_in_the_database_is_found_and_named() {
    for database in databases() {
        let room = Room::new(database).await;
        assert_eq!(room.verify().await["good"], true);
        // Each is older than the ones before it, so that it is the first that is bad.
        for (number, sql) in [
            (7, "UPDATE audit SET person = 'Somebody' WHERE number = 7"),
            (6, "UPDATE audit SET at = at + 1 WHERE number = 6"),
            (5, "UPDATE audit SET body = 'no json' WHERE number = 5"),
            (4, "UPDATE audit SET act = '\"danced\"' WHERE number = 4"),
            (3, "DELETE FROM audit WHERE number = 3"),
        ] {
            room.edit(sql);
            let found = room.verify().await;
            let told = (&found["good"], &found["firstBad"]);
            assert_eq!(told, (&json!(false), &json!(number)), "{} {sql}: {found}", room.database.name);
        }
    }
}

#[tokio::test]
async fn entries_taken_from_the_end_are_missed_by_the_checkpoint_over_them() {
    for database in databases() {
        let room = Room::new(database).await;
        let kept = room.home.path().join("kept.jsonl");
        room.call("export_audit", json!({ "path": kept })).await;
        assert_eq!(room.verify().await["good"], true);
        let size = room.call("list_audit", list(&[])).await["size"].as_u64().unwrap() - 1;
        room.edit(&format!("DELETE FROM audit WHERE number >= {size}"));
        let found = room.verify().await;
        assert_eq!((&found["good"], &found["firstBad"]), (&json!(false), &json!(size)), "{found}");
        // With its checkpoint gone too, the database holds: a desk of a team saw that checkpoint, or somebody kept one.
        room.edit("DELETE FROM checkpoints");
        let found = room.verify().await;
        assert_eq!(found["good"], json!(room.database.name == "sqlite"), "{found}");
        let (app, me) = room.host.at_work().await.unwrap();
        let found = verify_against(&app, &me, Some(&kept)).await.unwrap();
        assert!(found.first_bad == u32::try_from(size).ok() && found.says.contains("taken away"), "{}", found.says);
    }
}

#[tokio::test]
async fn nobody_signs_for_a_log_that_does_not_fit() {
    for database in databases() {
        let mut room = Room::new(database).await;
        let number = room.call("list_audit", list(&[])).await["size"].as_u64().unwrap();
        // A rewrite of what is newer than the desk read: the next decision stands, but no checkpoint is made over it.
        room.call(
            "record_terms",
            json!({ "account": "Alder", "ndaFrom": null, "ndaUntil": null, "strategic": true, "owner": null }),
        )
        .await;
        room.edit(&format!("UPDATE audit SET person = 'Somebody' WHERE number = {}", number + 1));
        room.sign_off("After the rewrite").await;
        let found = room.verify().await;
        assert_eq!(found["firstBad"], json!(number + 1), "{found}");
        let path = room.home.path().join("log.jsonl");
        room.call("export_audit", json!({ "path": path })).await;
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("{\"checkpoint\"")).count(), 1);
    }
}

#[tokio::test]
async fn a_refused_attempt_is_logged_with_who_tried_what() {
    for database in databases() {
        let room = Room::new(database).await;
        let (app, _) = room.host.at_work().await.unwrap();
        let (id, name) = (PersonId(Uuid::from_u128(5)), "Rolf Ek".to_owned());
        let rep = Caller::new(Person { id, name, email: None, role: Role::AccountExecutive });
        let version = domain::VersionId(Uuid::from_u128(9)).to_string();
        let order = json!({ "version": version, "audience": "public", "sensitivity": "public" });
        let order = serde_json::from_value(order).unwrap();
        let refused = app::commands::library::sanction_document(&app, &rep, order).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotAllowed);
        let order = app::view::OfVersion { version: version.clone() };
        app::commands::library::withdraw_document(&app, &rep, order).await.unwrap_err();
        let log = room.call("list_audit", list(&[("act", json!("refused"))])).await;
        let rows = log["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 2, "{log}");
        for row in rows {
            assert_eq!((&row["person"], &row["subject"]), (&json!("Rolf Ek"), &json!(version)));
            assert!(row["says"].as_str().unwrap().contains("may not release or withdraw a document"), "{row}");
        }
        assert_eq!(room.verify().await["good"], true);
    }
}

/// Not a bound but a figure: the whole check, and what signing costs once the log was read.
#[tokio::test]
async fn ten_thousand_entries_are_checked() {
    const MORE: u32 = 10_000;
    let mut room = Room::new(support::databases::sqlite()).await;
    room.call("close_workspace", json!({})).await;
    let folder = room.home.path().join("workspace");
    let store = store::Store::open(&format!("sqlite://{}", folder.join("countersign.db").display())).await.unwrap();
    let mut writer = store.write("Mara Lind", "2026-11-02T12:00:00Z".parse().unwrap()).await.unwrap();
    for number in 0..MORE {
        let body = json!({ "kind": "follow-up", "purpose": "Confirm the open points", "sentences": [
            { "says": format!("Your data stays in the EU, as we said on call {number}."), "sources": [
                { "passage": "ver_0000000000000000000000000000004d#4", "version": 3, "state": "in force",
                  "text": "Customer data is stored in Frankfurt and Dublin; backups are kept for 35 days." }] }] });
        writer.audit(domain::Act::DraftMade, "drf_00000000000000000000000000000001", body).await.unwrap();
    }
    writer.commit().await.unwrap();
    store.close().await;
    drop(store);
    room.host.open(&app::Place::Folder(folder), None).await.unwrap();
    let begun = std::time::Instant::now();
    let found = room.verify().await;
    println!("{} entries checked in {:?}", found["entries"], begun.elapsed());
    assert_eq!((&found["good"], found["entries"].as_u64().unwrap() > u64::from(MORE)), (&json!(true), true), "{found}");
    for take in ["first", "second"] {
        let begun = std::time::Instant::now();
        room.sign_off(take).await;
        println!("the {take} decision with its checkpoint took {:?}", begun.elapsed());
    }
    assert_eq!(room.verify().await["checkpoints"], 3);
}
