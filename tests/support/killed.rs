//! A program that edits, signs and releases is killed in the middle, again and again. What it had acknowledged must be
//! there when the workspace is opened next, and the log must know every release.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use app::{Host, Place, commands::workspace::make_sample, config::Config};
use serde_json::{Value, json};

use crate::world::Dice;

/// The account whose texts its owner signs alone.
const ACCOUNT: &str = "Orrin Vale Logistics";
const PASSPHRASE: &str = "northmoor sample key";
/// A program that has not begun to act by then never will.
const STARTS_WITHIN: Duration = Duration::from_secs(60);
/// It is killed at some moment of its first acts.
const LIVES_AT_MOST_MS: usize = 1_500;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Killed {
    pub kills: usize,
    /// Acts that the program had acknowledged.
    pub edits: usize,
    pub signatures: usize,
    pub releases: usize,
    /// Releases found in the workspace; each must be in the log.
    pub kept_releases: usize,
    /// What was acknowledged and is not there, and what is there and not in the log.
    pub faults: Vec<String>,
}

/// Lives of the program in one workspace; then a new one, so that looking at all drafts stays quick.
const A_WORKSPACE: usize = 25;

async fn prepare(home: &Path) -> Outcome<()> {
    let host = Host::new(Config::below(home));
    drop(make_sample(&host, &place(home)).await?);
    Ok(())
}

fn place(home: &Path) -> Place {
    Place::Folder(home.join("workspace"))
}

fn out(home: &Path) -> PathBuf {
    home.join("out")
}

async fn call(host: &Host, name: &str, request: Value) -> Outcome<Value> {
    host.call(name, request).await.map_err(|error| format!("{name}: {}", error.message).into())
}

/// Acts until it is killed: each line on standard output is an act that the core has acknowledged.
///
/// # Errors
/// Whatever the core refuses.
pub async fn act(home: &Path) -> Outcome<()> {
    let host = Host::new(Config::below(home));
    host.open(&place(home), None).await?;
    call(&host, "unlock_key", json!({ "passphrase": PASSPHRASE })).await?;
    std::fs::create_dir_all(out(home))?;
    say("ready")?;
    loop {
        one_draft(&host, home).await?;
    }
}

async fn one_draft(host: &Host, home: &Path) -> Outcome<()> {
    let started = json!({ "account": ACCOUNT, "kind": "follow-up", "purpose": "Say thank you", "briefing": null,
        "option": null, "meeting": null, "template": null });
    let mut draft = call(host, "start_draft", started).await?;
    let id = text(&draft, "id");
    let email = draft["people"][0]["email"].as_str().unwrap_or_default().to_owned();
    let domain = email.split_once('@').map_or("", |(_, domain)| domain);
    for word in ["Thank you.", "Thank you for the hour.", "Thank you for the hour on Friday."] {
        let edit = json!({ "draft": id, "base": draft["revision"], "subject": "Friday", "body": format!("Hello,\n\n{word}"),
            "recipients": [{ "name": null, "email": format!("team@{domain}") }], "chips": [], "showSources": false, "criteria": null });
        draft = call(host, "save_draft", edit).await?;
        say(&format!("edit {id} {}", draft["revision"]))?;
    }
    // The account hears from us so often here that the checks ask whether it is meant.
    for finding in draft["findings"].as_array().into_iter().flatten().filter(|one| one["severity"] == "acknowledge") {
        let told = json!({ "draft": id, "revision": draft["revision"], "finding": finding["key"], "code": finding["code"],
            "reason": "It is a test" });
        call(host, "acknowledge_finding", told).await?;
    }
    let revision = &draft["revision"];
    let decision =
        json!({ "draft": id, "revision": revision, "meaning": "approved", "reason": null, "passphrase": null });
    call(host, "decide_draft", decision).await?;
    say(&format!("signed {id} {revision}"))?;
    for form in ["md", "eml"] {
        let path = out(home).join(format!("{id}.{form}"));
        let order = json!({ "draft": id, "revision": revision, "destination": format!("file.{form}"), "path": path });
        let released = call(host, "release_draft", order).await?;
        say(&format!("released {id} {} {form}", released["number"]))?;
    }
    Ok(())
}

fn say(line: &str) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// Starts the program `actor act FOLDER` and kills it, so many times, looking at the workspace after each.
///
/// # Errors
/// When the program cannot be started or a workspace cannot be opened again.
pub async fn kill(actor: &Path, below: &Path, times: usize, seed: u64) -> Outcome<Killed> {
    let mut dice = Dice(seed);
    let mut found = Killed::default();
    for first in (0..times).step_by(A_WORKSPACE) {
        let home = below.join(first.to_string());
        std::fs::create_dir_all(&home)?;
        prepare(&home).await?;
        let mut kept = 0;
        for number in first..times.min(first + A_WORKSPACE) {
            let said = one_life(actor, &home, Duration::from_millis(dice.roll(LIVES_AT_MOST_MS) as u64))?;
            kept = look(&home, &said, number, &mut found).await?;
            found.kills += 1;
        }
        found.kept_releases += kept;
        std::fs::remove_dir_all(&home)?;
    }
    Ok(found)
}

/// What it acknowledged before it was killed.
fn one_life(actor: &Path, home: &Path, after: Duration) -> Outcome<Vec<String>> {
    let mut child = Command::new(actor).arg("act").arg(home).stdout(Stdio::piped()).spawn()?;
    let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let (sender, receiver) = mpsc::channel();
    let reader = std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    let ready = receiver.recv_timeout(STARTS_WITHIN);
    std::thread::sleep(after);
    child.kill()?;
    let ended = child.wait()?;
    drop(reader.join());
    if ended.code().is_some() || ready.is_err() {
        return Err(format!("the program ended by itself: {ended}").into());
    }
    Ok(receiver.try_iter().collect())
}

async fn look(home: &Path, said: &[String], number: usize, found: &mut Killed) -> Outcome<usize> {
    let host = Host::new(Config::below(home));
    host.open(&place(home), None).await?;
    for line in said {
        let words: Vec<&str> = line.split(' ').collect();
        let [act, id, at, ..] = words.as_slice() else { continue };
        let draft = call(&host, "get_draft", json!({ "draft": id })).await?;
        let at: u64 = at.parse()?;
        let has = |list: &str, key: &str| {
            draft[list].as_array().is_some_and(|all| all.iter().any(|one| one[key].as_u64() == Some(at)))
        };
        let kept = match *act {
            "edit" => {
                found.edits += 1;
                has("revisions", "number")
            }
            "signed" => {
                found.signatures += 1;
                has("signOffs", "revision")
            }
            _ => {
                found.releases += 1;
                let form = words.last().copied().unwrap_or_default();
                has("releases", "number") && out(home).join(format!("{id}.{form}")).is_file()
            }
        };
        if !kept {
            found.faults.push(format!("kill {number}: acknowledged and lost: {line}"));
        }
    }
    let kept = known_to_the_log(&host, number, found).await?;
    let verified = call(&host, "verify_audit", json!({})).await?;
    if verified["good"] != json!(true) {
        found.faults.push(format!("kill {number}: the log does not verify: {}", verified["says"]));
    }
    call(&host, "close_workspace", json!({})).await?;
    Ok(kept)
}

/// Every release of every draft, and every file that left, is in the log.
async fn known_to_the_log(host: &Host, number: usize, found: &mut Killed) -> Outcome<usize> {
    let drafts = call(host, "list_drafts", json!({ "account": null })).await?;
    let mut kept = 0;
    for row in drafts["rows"].as_array().into_iter().flatten() {
        let id = text(row, "id");
        let draft = call(host, "get_draft", json!({ "draft": id })).await?;
        let releases = draft["releases"].as_array().map_or(0, Vec::len);
        let asked = json!({ "before": null, "person": null, "act": "released", "subject": id, "limit": 100 });
        let logged = call(host, "list_audit", asked).await?["rows"].as_array().map_or(0, Vec::len);
        if releases != logged {
            found.faults.push(format!("kill {number}: draft {id} has {releases} releases, the log knows {logged}"));
        }
        kept += releases;
    }
    Ok(kept)
}
