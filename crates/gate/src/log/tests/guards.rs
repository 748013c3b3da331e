//! What each guard of the check is for: without the guard, its test fails.

use super::*;

/// The same edit made to the file's text, with the end made to fit again.
fn with_a_fitting_end(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let cut = text.trim_end().rfind('\n').unwrap() + 1;
    let (rest, end) = text.split_at(cut);
    let mut end: Value = serde_json::from_str(end).unwrap();
    end["end"]["hash"] = json!(hex::encode(Sha256::digest(rest)));
    let fields = &end["end"];
    let end = format!(
        "{{\"end\":{{\"entries\":{},\"checkpoints\":{},\"certificates\":{},\"root\":{},\"hash\":{}}}}}\n",
        fields["entries"], fields["checkpoints"], fields["certificates"], fields["root"], fields["hash"]
    );
    format!("{rest}{end}")
}

#[track_caller]
fn is_bad(file: &str, entry: Option<u64>, words: &str) {
    let bad = check(file).unwrap_err();
    assert_eq!(bad.entry, entry, "{bad}");
    assert!(bad.says.contains(words), "{bad}");
}

#[test]
fn a_line_written_in_another_way_is_found_though_it_says_the_same() {
    let text = made().file();
    assert!(check(&with_a_fitting_end(&text)).is_ok(), "the end that this test makes is the true one");
    for (from, to) in [
        ("{\"entry\":{\"number\":9,", "{\"entry\": {\"number\":9,"),
        ("{\"entry\":{\"number\":9,", "{\"entry\":{\"extra\":1,\"number\":9,"),
        ("{\"entry\":{\"number\":9,", "{\"entry\":{\"number\":9.0,"),
        ("{\"entries\":0,\"files\":12}", "{\"entries\":0,\"files\":12,\"files\":12}"),
        ("{\"entries\":0,\"files\":12}", "{\"files\":12,\"entries\":0}"),
        ("\n{\"entry\":{\"number\":9,", "\r\n{\"entry\":{\"number\":9,"),
        ("\n{\"entry\":{\"number\":9,", "\n\n{\"entry\":{\"number\":9,"),
    ] {
        assert!(text.contains(from), "{from}");
        let edited = with_a_fitting_end(&text.replacen(from, to, 1));
        assert!(check(&edited).is_err(), "{to}");
    }
    is_bad(&(text.clone() + "\n"), None, "no line");
    is_bad(&(text.clone() + text.lines().last().unwrap() + "\n"), None, "follows the end");
    is_bad(text.trim_end(), None, "not written as one");
}

#[test]
fn a_time_finer_than_what_was_hashed_is_found() {
    let mut made = made();
    made.entries[8].at += Duration::nanoseconds(5);
    is_bad(&made.file(), Some(9), "not what was hashed");
}

#[test]
fn a_clock_that_was_put_back_is_noted_and_no_fault() {
    let mut made = made();
    made.checkpoints.clear();
    made.entries[19].at -= Duration::hours(1);
    made.rechain(19);
    let found = check(&made.file()).unwrap();
    assert_eq!((found.clock_went_back, found.vouched), (vec![20], 0));
}

#[test]
fn what_a_checkpoint_is_over_cannot_be_rewritten() {
    let mut rewritten = made();
    rewritten.entries[6].subject.push('x');
    rewritten.rechain(6);
    let first = rewritten.checkpoints[0].size;
    is_bad(&rewritten.file(), Some(1), &format!("entries 1 to {first} are not those"));
    let between = usize::try_from(first).unwrap();
    let mut rewritten = made();
    rewritten.entries[between].person.push('x');
    rewritten.rechain(between);
    is_bad(&rewritten.file(), Some(first + 1), "the log was rewritten");
}

#[test]
fn a_checkpoint_by_somebody_else_or_of_another_workspace_is_found() {
    let stranger = SigningKey::from_bytes(&[99; 32]);
    for (by, key) in
        [(person(Role::Admin).id, &stranger), (PersonId(id(5)), &stranger), (PersonId(id(5)), &key(Role::Admin))]
    {
        let mut forged = made();
        forged.checkpoints.pop();
        forged.checkpoint(by, key);
        is_bad(&forged.file(), None, "not signed by a person");
    }
    for edit in [
        |given: &mut Checkpoint| given.at += Duration::seconds(1),
        |given: &mut Checkpoint| given.workspace.push('x'),
        |given: &mut Checkpoint| given.signature = given.signature.replace('a', "b"),
    ] {
        let mut forged = made();
        edit(&mut forged.checkpoints[3]);
        is_bad(&forged.file(), None, "not signed by a person");
    }
}

/// The entry of this act, changed, with the chain made anew and without checkpoints: only signatures are left to tell.
fn forged(act: Act, change: impl Fn(&mut AuditEntry)) -> (Made, u64) {
    let mut made = made();
    made.checkpoints.clear();
    let index = made.entries.iter().position(|entry| entry.act == act).unwrap();
    change(&mut made.entries[index]);
    made.rechain(index);
    (made, index as u64 + 1)
}

#[test]
fn a_decision_that_its_approver_did_not_sign_is_found() {
    for (change, words) in [
        (Box::new(|body: &mut Value| body["number"] = json!(3)) as Box<dyn Fn(&mut Value)>, "signature is not"),
        (Box::new(|body: &mut Value| body["role"] = json!("legal")), "signature is not"),
        (Box::new(|body: &mut Value| body["meaning"] = json!("sent_back")), "for something else"),
        (Box::new(|body: &mut Value| body["workspace"] = json!("another")), "for something else"),
        (Box::new(|body: &mut Value| body["approver"] = json!(PersonId(id(9)))), "no confirmed key"),
        (Box::new(|body: &mut Value| *body = json!({ "is": "given_up", "reason": "x" })), "no sign-off"),
    ] {
        let (made, number) = forged(Act::SignedOff, |entry| change(&mut entry.body));
        is_bad(&made.file(), Some(number), words);
    }
    let (made, number) = forged(Act::SignedOff, |entry| entry.act = Act::SentBack);
    is_bad(&made.file(), Some(number), "for something else");
    let (made, number) = forged(Act::SentBack, |entry| entry.subject = DraftId(id(4)).to_string());
    is_bad(&made.file(), Some(number), "for something else");
}

#[test]
fn a_decision_by_a_person_whose_key_was_revoked_is_found() {
    let mut made = made();
    let given = sign_off(DraftId(id(0x9000)), Role::Legal, Meaning::Approved);
    made.sign_off(&given);
    is_bad(&made.file(), Some(made.entries.len() as u64), "no confirmed key");
    let mut earlier = Made { entries: made.entries[..5].to_vec(), checkpoints: Vec::new(), ..made };
    earlier.certificates.truncate(4);
    earlier.sign_off(&given);
    assert!(check(&earlier.file()).is_ok(), "it was good while the key was");
}

#[test]
fn a_certificate_that_no_admin_signed_or_that_was_never_logged_is_found() {
    let (made, number) = forged(Act::KeyConfirmed, |entry| entry.body["at"] = json!("2026-01-01T00:00:00Z"));
    is_bad(&made.file(), Some(number), "does not hold");
    let (made, number) = forged(Act::KeyConfirmed, |entry| entry.act = Act::KeyRevoked);
    is_bad(&made.file(), Some(number), "for something else");
    let mut listed = super::made();
    listed.certificates.swap(1, 2);
    is_bad(&listed.file(), None, "not the one that was logged");
    let last = listed.certificates.pop().unwrap();
    listed.certificates.swap(1, 2);
    is_bad(&listed.file(), None, "is missing");
    listed.certificates.extend([last.clone(), last]);
    is_bad(&listed.file(), None, "not the one that was logged");
}

#[test]
fn a_desk_that_knows_the_first_key_finds_a_log_that_begins_with_another() {
    let file = made().file();
    let of = |role| Some(key(role).verifying_key().to_bytes());
    assert!(verify_log(file.as_bytes(), of(Role::Admin), Vec::new()).is_ok());
    let bad = verify_log(file.as_bytes(), of(Role::Legal), Vec::new()).unwrap_err();
    assert_eq!(bad.entry, Some(2), "{bad}");
}

/// The whole log made anew by somebody with the database and keys of their own.
fn rewritten_with_other_keys(old: &Made) -> Made {
    let mut made = Made::default();
    let (admin, own) = (person(Role::Admin).id, SigningKey::from_bytes(&[77; 32]));
    for entry in &old.entries {
        match entry.act {
            Act::KeyConfirmed if made.certificates.is_empty() => {
                let public = own.verifying_key().to_bytes();
                made.certify(certify(WORKSPACE, &person(Role::Admin), public, false, (admin, &own), at(-1000)));
            }
            Act::KeyConfirmed | Act::KeyRevoked | Act::SignedOff | Act::SentBack => {
                made.log(&entry.person, Act::Commented, &entry.subject, json!({}));
            }
            act => made.log(&entry.person, act, &entry.subject, entry.body.clone()),
        }
    }
    made.checkpoint(admin, &own);
    made
}

#[test]
fn a_whole_log_rewritten_with_keys_of_its_own_is_found_by_any_older_checkpoint() {
    let old = made();
    let forged = rewritten_with_other_keys(&old);
    let file = forged.file();
    assert!(check(&file).is_ok(), "by itself the file holds: this is what a kept checkpoint is for");
    for kept in [&old.checkpoints[0], old.checkpoints.last().unwrap()] {
        let line = serde_json::to_string(&json!({ "checkpoint": 0 })).unwrap();
        let line = line.replace('0', &serde_json::to_string(kept).unwrap()) + "\n";
        let known = anchors(line.as_bytes()).unwrap();
        assert!(verify_log(old.file().as_bytes(), None, known.clone()).is_ok());
        let bad = verify_log(file.as_bytes(), None, known).unwrap_err();
        assert!(bad.entry == Some(1) && bad.says.contains("the log was rewritten"), "{bad}");
    }
    let known = anchors(old.file().as_bytes()).unwrap();
    let bad = verify_log(file.as_bytes(), None, known).unwrap_err();
    assert!(bad.says.contains("the log was rewritten"), "{bad}");
}

#[test]
fn a_log_that_lost_its_newest_entries_is_found_by_an_older_checkpoint() {
    let old = made();
    let mut shorter = old.clone();
    shorter.entries.truncate(old.entries.len() - 3);
    shorter.certificates.pop();
    shorter.checkpoints.retain(|given| given.size <= shorter.entries.len() as u64);
    assert!(check(&shorter.file()).is_ok());
    let known = anchors(old.file().as_bytes()).unwrap();
    let bad = verify_log(shorter.file().as_bytes(), None, known).unwrap_err();
    assert!(bad.entry == Some(shorter.entries.len() as u64 + 1) && bad.says.contains("taken away"), "{bad}");
}

#[test]
fn an_older_export_is_the_beginning_of_a_newer_one() {
    let mut made = made();
    let known = anchors(made.file().as_bytes()).unwrap();
    made.log("Mara Lind", Act::LogExported, WORKSPACE, json!({ "entries": made.entries.len() }));
    let found = verify_log(made.file().as_bytes(), None, known.clone()).unwrap();
    assert_eq!((found.entries, found.vouched), (made.entries.len() as u64, made.entries.len() as u64 - 1));
    let other = made.file().replace(WORKSPACE, "01890000-0000-7000-8000-00000000000f");
    let bad = verify_log(other.as_bytes(), None, known).unwrap_err();
    assert!(bad.says.contains("another workspace"), "{bad}");
}

#[test]
fn a_kept_file_that_holds_no_true_checkpoint_is_refused() {
    assert!(anchors(b"").unwrap_err().says.contains("no checkpoint"));
    assert!(anchors(b"hello\n").unwrap_err().says.contains("no line"));
    let mut made = made();
    made.checkpoints[0].size += 1;
    made.checkpoints[0].size -= 1;
    made.checkpoints[0].root = "00".repeat(32);
    assert!(anchors(made.file().as_bytes()).unwrap_err().says.contains("signature"));
}
