//! A made-up log of a few hundred entries, as a workspace exports it, and everything that may be done to it.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::{
    Act, AuditEntry, Certificate, Checkpoint, ContentHash, DraftId, Meaning, MoveAct, PersonId, RevisionId, Role,
    SignOff, TextHash, Tier,
};
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

use super::*;
use crate::{
    roster::certify,
    seal::sign,
    testing::{WORKSPACE, at, id, key, person},
};

mod edits;
mod guards;

/// A log as the database keeps it.
#[derive(Debug, Clone, Default)]
struct Made {
    entries: Vec<AuditEntry>,
    checkpoints: Vec<Checkpoint>,
    certificates: Vec<Certificate>,
}

impl Made {
    fn log(&mut self, person: &str, act: Act, subject: &str, body: Value) {
        let number = self.entries.len() as i64 + 1;
        let previous = self.entries.last().map_or_else(AuditEntry::before_the_first, |last| last.hash.clone());
        let at = at(-900) + Duration::minutes(number) + Duration::microseconds(number * 37);
        let (person, subject) = (person.to_owned(), subject.to_owned());
        let mut entry = AuditEntry { number, at, person, act, subject, body, hash: previous.clone(), previous };
        entry.hash = entry.expected_hash();
        self.entries.push(entry);
    }

    fn certify(&mut self, given: Certificate) {
        let act = if given.revoked { Act::KeyRevoked } else { Act::KeyConfirmed };
        self.log("Admin Person", act, &given.person.id.to_string(), serde_json::to_value(&given).unwrap());
        self.certificates.push(given);
    }

    fn checkpoint(&mut self, by: PersonId, key: &SigningKey) {
        let mut frontier = Frontier::default();
        self.entries.iter().for_each(|entry| frontier.push(&node_of(&entry.hash.0).unwrap()));
        let at = self.entries.last().unwrap().at;
        self.checkpoints.push(witness(WORKSPACE, &frontier, (by, key), at));
    }

    fn sign_off(&mut self, given: &SignOff) {
        let act = match given.meaning {
            Meaning::SentBack => Act::SentBack,
            Meaning::Withdrawn => Act::SignOffWithdrawn,
            _ => Act::SignedOff,
        };
        let body = serde_json::to_value(MoveAct::SignedOff(Box::new(given.clone()))).unwrap();
        self.log(&given.name, act, &given.draft.to_string(), body);
    }

    /// The chain made anew from an entry on, as somebody with the database could.
    fn rechain(&mut self, from: usize) {
        for index in from..self.entries.len() {
            if index > 0 {
                self.entries[index].previous = self.entries[index - 1].hash.clone();
            }
            self.entries[index].hash = self.entries[index].expected_hash();
        }
    }

    fn file(&self) -> String {
        let (mut writer, mut file) = LogWriter::begin(WORKSPACE, "Tallyard “north”", at(0), self.entries.len() as u64);
        let mut checkpoints = self.checkpoints.iter().peekable();
        for entry in &self.entries {
            file += &writer.entry(entry);
            while let Some(given) = checkpoints.next_if(|given| given.size == writer.size()) {
                file += &writer.checkpoint(given);
            }
        }
        for given in &self.certificates {
            file += &writer.certificate(given);
        }
        file + &writer.end().0
    }
}

fn sign_off(draft: DraftId, role: Role, meaning: Meaning) -> SignOff {
    let hash = |what: &str| TextHash::of(format!("{what} {draft}"));
    let prepared = SignOff {
        workspace: WORKSPACE.to_owned(),
        draft,
        revision: RevisionId(id(draft.0.as_u128() + 1)),
        number: 2,
        author: person(Role::AccountExecutive).id,
        tier: Tier::ManagerApproved,
        policy: hash("policy"),
        content: ContentHash(hash("content")),
        outgoing: hash("outgoing"),
        evidence: hash("evidence"),
        findings: hash("findings"),
        shown: hash("shown"),
        before: hash("before"),
        approver: person(role).id,
        name: person(role).name,
        role,
        meaning,
        reason: (meaning == Meaning::SentBack).then(|| "Fee waiver isn’t agreed — ask finance".to_owned()),
        at: at(-400),
        expires: at(400),
        signature: String::new(),
    };
    sign(prepared, &key(role))
}

/// Written, submitted, decided on, and, when approved, released; with a checkpoint after each decision and release.
fn draft_story(made: &mut Made, number: u128) {
    let draft = DraftId(id(0x1000 + number * 16));
    let (subject, writer) = (draft.to_string(), person(Role::AccountExecutive));
    let hash = |what: &str| TextHash::of(format!("{what} {number}"));
    let source = json!({
        "passage": format!("ver_{:032x}#4", 77), "hash": hash("passage"), "version": 3, "state": "in force",
        "text": "Customer data is stored in Frankfurt and Dublin; backups are kept for 35 days.",
    });
    let sentences = json!([
        { "says": format!("Your data stays in the EU, as we said on call {number}."), "sources": [source.clone()] },
        { "says": "Backups are kept for 35 days – not longer.", "sources": [source.clone(), source] },
    ]);
    let content = hash("content");
    made.log(
        &writer.name,
        Act::DraftMade,
        &subject,
        json!({ "kind": "follow-up", "content": content, "sentences": sentences }),
    );
    let revised = json!({ "revision": RevisionId(id(number)), "number": 2, "author": writer.id, "content": content });
    made.log(&writer.name, Act::Revised, &subject, revised);
    let submitted =
        MoveAct::Submitted { revision: RevisionId(id(number)), note: Some("Please look at “35 days”".to_owned()) };
    made.log(&writer.name, Act::Submitted, &subject, serde_json::to_value(submitted).unwrap());
    made.log(&writer.name, Act::Refused, &subject, json!({ "what": "take it out before it is signed off" }));
    let meaning = if number % 4 == 3 { Meaning::SentBack } else { Meaning::Approved };
    made.sign_off(&sign_off(draft, Role::DealDesk, meaning));
    made.checkpoint(person(Role::DealDesk).id, &key(Role::DealDesk));
    if meaning == Meaning::Approved {
        made.log(
            &writer.name,
            Act::Released,
            &subject,
            json!({ "number": number, "destination": "file.docx", "outgoing": hash("out") }),
        );
        made.checkpoint(writer.id, &key(Role::AccountExecutive));
    }
}

/// About 300 entries; the last of them is under a checkpoint.
fn made() -> Made {
    let mut made = Made::default();
    made.log("Admin Person", Act::WorkspaceCreated, WORKSPACE, json!({ "name": "Tallyard", "sample": false }));
    let admin = (person(Role::Admin).id, &key(Role::Admin));
    for role in [Role::Admin, Role::DealDesk, Role::AccountExecutive, Role::Legal] {
        let public = key(role).verifying_key().to_bytes();
        made.certify(certify(WORKSPACE, &person(role), public, false, admin, at(-1000)));
    }
    for number in 0..40_u128 {
        made.log(
            "Mara Lind",
            Act::Imported,
            &format!("imp_{number:032x}"),
            json!({ "files": 12, "entries": number as u64 }),
        );
        made.log(
            "Legal Person",
            Act::Sanctioned,
            &format!("ver_{number:032x}"),
            json!({ "by": "Legal", "audience": "nda" }),
        );
        draft_story(&mut made, number);
    }
    let public = key(Role::Legal).verifying_key().to_bytes();
    made.certify(certify(WORKSPACE, &person(Role::Legal), public, true, admin, at(-10)));
    made.checkpoint(person(Role::Admin).id, &key(Role::Admin));
    made
}

fn check(file: &str) -> Result<Verified, Bad> {
    verify_log(file.as_bytes(), None, Vec::new())
}

#[test]
fn a_log_as_it_was_exported_holds_and_says_what_it_holds() {
    let made = made();
    let found = check(&made.file()).unwrap();
    assert_eq!(found.entries, made.entries.len() as u64);
    assert_eq!(found.checkpoints, made.checkpoints.len() as u64);
    assert_eq!(found.signatures as usize, 40 + made.checkpoints.len() + made.certificates.len());
    assert_eq!((found.vouched, found.clock_went_back.len()), (found.entries, 0));
    assert_eq!(found.root, made.checkpoints.last().unwrap().root);
    assert_eq!((found.workspace.as_str(), found.name.as_str()), (WORKSPACE, "Tallyard “north”"));
    assert!(check(&Made::default().file()).is_ok(), "a log of nothing");
}
