//! The true command line: exit codes, sentences, JSON, and a briefing on standard output.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::desk::Desk;

/// The built program: beside the folder of this test's own program.
fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let debug = own.parent().and_then(Path::parent).unwrap();
    let built = debug.join(format!("countersign{}", std::env::consts::EXE_SUFFIX));
    assert!(built.exists(), "{} is not built; run `cargo build -p cli`", built.display());
    built
}

fn run(home: &Path, words: &[&str]) -> Output {
    Command::new(program())
        .args(words)
        .env("COUNTERSIGN_HOME", home)
        .env("HOME", home)
        .current_dir(home)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}\n{}", said(output), complained(output)))
}

#[tokio::test]
async fn the_sample_is_made_searched_listed_and_briefed() {
    let home = tempfile::tempdir().unwrap();
    let made = run(home.path(), &["workspace", "sample"]);
    assert!(made.status.success(), "{}", complained(&made));
    assert!(said(&made).contains("This is the sample"));

    let found = run(home.path(), &["search", "--json", "data residency"]);
    assert!(found.status.success(), "{}", complained(&found));
    let hits = json(&found)["hits"].as_array().unwrap().clone();
    assert!(!hits.is_empty());
    assert!(hits[0]["passage"].as_str().unwrap().contains('#'));

    let library = run(home.path(), &["library", "list"]);
    assert!(library.status.success(), "{}", complained(&library));
    assert!(said(&library).to_lowercase().contains("security overview"));

    let briefing = run(home.path(), &["brief", "Pellworth"]);
    assert!(briefing.status.success(), "{}", complained(&briefing));
    assert!(said(&briefing).contains("INTERNAL"));
    assert!(said(&briefing).contains("Pellworth Mutual"));
    let again = run(home.path(), &["brief", "Pellworth"]);
    assert_eq!(said(&briefing), said(&again));

    let file = home.path().join("out.md");
    let out = file.display().to_string();
    let written = run(home.path(), &["brief", "Pellworth", "--format", "markdown", "--out", &out]);
    assert!(written.status.success(), "{}", complained(&written));
    assert!(std::fs::read_to_string(file).unwrap().contains("INTERNAL"));

    let doctor = run(home.path(), &["doctor"]);
    assert!(doctor.status.success(), "{}", complained(&doctor));

    let unknown = run(home.path(), &["brief", "Nobody & Sons"]);
    assert_eq!(unknown.status.code(), Some(3));
    assert!(complained(&unknown).contains("No account is called 'Nobody & Sons'"));
    assert_eq!(said(&unknown), "");
}

#[tokio::test]
async fn a_workspace_open_elsewhere_ends_with_eight() {
    let desk = Desk::empty().await;
    let place = desk.folder().display().to_string();
    let refused = run(desk.home.path(), &["--workspace", &place, "workspace", "show"]);
    assert_eq!(refused.status.code(), Some(8), "{}", complained(&refused));
    assert!(complained(&refused).starts_with("countersign: "));
}

#[test]
fn a_workspace_of_a_newer_version_ends_with_ten() {
    let home = tempfile::tempdir().unwrap();
    let newer = include_bytes!("../fixtures/newer.db");
    std::fs::write(home.path().join("countersign.db"), newer).unwrap();
    let place = home.path().display().to_string();
    let refused = run(home.path(), &["--workspace", &place, "accounts", "--json"]);
    assert_eq!(refused.status.code(), Some(10), "{}", complained(&refused));
    let error: Value = serde_json::from_str(complained(&refused).trim()).unwrap();
    assert_eq!(error["code"], "AppTooOld");
}

#[test]
fn a_missing_workspace_and_a_wrong_word_end_with_their_own_codes() {
    let home = tempfile::tempdir().unwrap();
    let missing = run(home.path(), &["--workspace", "nowhere", "accounts"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(complained(&missing).contains("workspace new"));
    let wrong = run(home.path(), &["accounts", "--no-such-option"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_log_is_listed_exported_and_checked_where_there_is_no_workspace() {
    let home = tempfile::tempdir().unwrap();
    let made = run(home.path(), &["workspace", "sample"]);
    assert!(made.status.success(), "{}", complained(&made));
    let listed = run(home.path(), &["audit", "list", "--limit", "3"]);
    assert!(said(&listed).contains("Changed a setting"), "{}{}", said(&listed), complained(&listed));
    let shown = run(home.path(), &["audit", "show", "1"]);
    assert!(said(&shown).contains("Made the workspace"), "{}{}", said(&shown), complained(&shown));
    let good = run(home.path(), &["audit", "verify"]);
    assert!(good.status.success() && said(&good).starts_with("good"), "{}", complained(&good));
    let exported = run(home.path(), &["audit", "export", "log.jsonl"]);
    assert!(exported.status.success(), "{}", complained(&exported));

    let elsewhere = tempfile::tempdir().unwrap();
    let (file, copy) = (elsewhere.path().join("log.jsonl"), elsewhere.path().join("kept.jsonl"));
    for path in [&file, &copy] {
        std::fs::copy(home.path().join("log.jsonl"), path).unwrap();
    }
    let good = run(elsewhere.path(), &["audit", "verify", "log.jsonl", "--against", "kept.jsonl", "--json"]);
    assert_eq!(json(&good)["good"], true, "{}", complained(&good));
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("\"number\":2,\"at\":\"2", "\"number\":2,\"at\":\"1", 1)).unwrap();
    let bad = run(elsewhere.path(), &["audit", "verify", "log.jsonl"]);
    assert_eq!(bad.status.code(), Some(5), "{}", said(&bad));
    assert!(complained(&bad).contains("Entry 2 does not hold"), "{}", complained(&bad));
}

#[test]
fn who_acts_is_never_the_person_that_an_act_is_about() {
    let home = tempfile::tempdir().unwrap();
    let new = ["--workspace", "w", "workspace", "new", "--me", "Ann Lee", "--our-domain", "us.example"];
    assert!(run(home.path(), &new).status.success());
    std::fs::write(home.path().join("pass"), "a passphrase for tests").unwrap();
    let act = |who: &str, words: &[&str]| {
        let lead = ["--workspace", "w", "--as", who];
        run(home.path(), &[&lead, words].concat())
    };
    let added = act("Ann Lee", &["people", "add", "Bob Ray", "--role", "security"]);
    assert!(added.status.success(), "{}", complained(&added));
    for name in ["Ann Lee", "Bob Ray"] {
        let made = act(name, &["people", "make-key", "--passphrase-file", "pass"]);
        assert!(made.status.success(), "{name}: {}", complained(&made));
    }
    let own = act("Bob Ray", &["people", "confirm", "Ann Lee", "--passphrase-file", "pass"]);
    assert!(!own.status.success(), "{}", said(&own));
    let confirmed = act("Ann Lee", &["people", "confirm", "Bob Ray", "--passphrase-file", "pass"]);
    assert!(confirmed.status.success(), "{}", complained(&confirmed));
    let log = said(&act("Ann Lee", &["--json", "audit", "list"]));
    let log: Value = serde_json::from_str(&log).unwrap();
    let row =
        log["rows"].as_array().unwrap().iter().find(|row| row["says"].as_str().unwrap().contains("key of Bob Ray"));
    assert_eq!(row.unwrap()["person"], "Ann Lee");
}
