//! The stories of drafts, moves, releases, policies, certificates, terms and checkpoints: all of it only ever added to.

use domain::{
    AccountTerms, Acknowledgement, AuditEntry, Certificate, Checkpoint, Chip, Citation, ContentHash, Draft, DraftId,
    DraftKind, Meaning, Move, MoveAct, Recipient, ReleaseRecord, Revision, RevisionId, SignOff, Tier,
};
use store::{LogFilter, PolicyRow};

use super::{values::*, *};

pub(super) fn me() -> Person {
    Person { id: PersonId(Uuid::from_u128(1)), name: WHO.to_owned(), email: None, role: Role::DealDesk }
}

pub(super) fn draft(number: u128, account: AccountId) -> Draft {
    Draft {
        id: DraftId(Uuid::from_u128(number)),
        account,
        kind: DraftKind::FollowUp,
        purpose: "Confirm the open points".to_owned(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: me().id,
        made_at: noon() + TimeDelta::minutes(number as i64),
    }
}

pub(super) fn revision(of: &Draft, number: u32) -> Revision {
    let passage = passages(SourceId::Version(VersionId(Uuid::from_u128(5))), None, 1).remove(0);
    let citation =
        Citation { passage: passage.id, hash: passage.hash, quote: passage.text[..6].to_owned(), start: 0, end: 6 };
    Revision {
        id: RevisionId(Uuid::from_u128(of.id.0.as_u128() * 100 + u128::from(number))),
        draft: of.id,
        number,
        author: me().id,
        at: noon(),
        recipients: vec![Recipient { name: None, email: "dana@x.example".to_owned() }],
        subject: "Our call".to_owned(),
        body: format!("Take {number}: as agreed.[^1]"),
        chips: vec![Chip { number: 1, citation }],
        show_sources: true,
        change: None,
    }
}

pub(super) fn sign_off(of: &Revision, meaning: Meaning) -> SignOff {
    let hash = |text: &str| TextHash::of(text);
    SignOff {
        workspace: Uuid::from_u128(7).to_string(),
        draft: of.draft,
        revision: of.id,
        number: of.number,
        author: of.author,
        tier: Tier::ManagerApproved,
        policy: hash("policy"),
        content: of.content_hash(),
        outgoing: hash("outgoing"),
        evidence: hash("evidence"),
        findings: hash("findings"),
        shown: hash("shown"),
        before: hash("before"),
        approver: me().id,
        name: WHO.to_owned(),
        role: Role::DealDesk,
        meaning,
        reason: None,
        at: noon(),
        expires: noon() + TimeDelta::days(14),
        signature: "ab".repeat(64),
    }
}

pub(super) fn moved(number: u32, act: MoveAct) -> Move {
    Move { number, at: noon(), by: me().id, name: WHO.to_owned(), role: Role::DealDesk, act }
}

pub(super) fn release(number: u64, of: &Revision) -> ReleaseRecord {
    ReleaseRecord {
        number,
        draft: of.draft,
        revision: of.id,
        content: ContentHash(TextHash::of("content")),
        outgoing: TextHash::of("outgoing"),
        destination: "file.docx".to_owned(),
        by: me().id,
        at: noon() + TimeDelta::hours(i64::try_from(number).unwrap()),
        line: "Signed off by Mara Lind (Deal desk)".to_owned(),
    }
}

pub(super) fn certificate(revoked: bool) -> Certificate {
    Certificate {
        workspace: Uuid::from_u128(7).to_string(),
        person: me(),
        key: "0f".repeat(32),
        revoked,
        issued_by: me().id,
        at: noon(),
        signature: "cd".repeat(64),
    }
}

pub(super) fn terms() -> AccountTerms {
    let day = |text: &str| text.parse().unwrap();
    AccountTerms { nda: Some((day("2026-01-01"), Some(day("2027-12-31")))), strategic: true, owner: Some(me().id) }
}

pub(super) fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint {
        workspace: Uuid::from_u128(7).to_string(),
        size,
        root: "12".repeat(32),
        at: noon(),
        by: me().id,
        key: "0f".repeat(32),
        signature: "ef".repeat(64),
    }
}

pub(super) async fn draft_story(store: &Store) {
    let (buyer, other) = (account(1, "Alder"), account(2, "Birch"));
    let (first, second) = (draft(1, buyer.id), draft(2, other.id));
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_account(&other).await.unwrap();
    let sources = json!([{ "says": "As agreed.", "sources": [{ "text": "Line 0", "state": "in force" }] }]);
    writer.keep_draft(&first, &revision(&first, 1), sources.clone()).await.unwrap();
    writer.keep_draft(&second, &revision(&second, 1), json!([])).await.unwrap();
    writer.keep_revision(&revision(&first, 2)).await.unwrap();
    for number in [2, 4] {
        let late = writer.keep_revision(&revision(&first, number)).await;
        assert!(matches!(late, Err(StoreError::Conflict { newest: 2 })), "revision {number}: {late:?}");
    }
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.drafts(None).await.unwrap(), [second.clone(), first.clone()], "newest first");
    assert_eq!(reader.drafts(Some(buyer.id)).await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(reader.draft(DraftId(Uuid::from_u128(9))).await.unwrap(), None);
    let row = reader.draft(first.id).await.unwrap().unwrap();
    assert_eq!((&row.draft, row.moves.len(), row.releases.len()), (&first, 0, 0));
    assert_eq!(row.revisions, [revision(&first, 1), revision(&first, 2)]);
    assert_eq!(acts(store).await, [Act::DraftMade, Act::DraftMade, Act::Revised], "what was refused is not in the log");
    let made = &reader.audit_after(0, 1).await.unwrap()[0];
    assert_eq!(made.body["sentences"], sources, "each sentence's sources are in the log");
    assert_eq!(made.body["content"], json!(revision(&first, 1).content_hash()));
}

pub(super) async fn move_story(store: &Store) {
    let buyer = account(1, "Alder");
    let made = draft(1, buyer.id);
    let one = revision(&made, 1);
    let accepted = Acknowledgement {
        finding: TextHash::of("f"),
        code: "CLM003".to_owned(),
        reason: "The contract says so".into(),
    };
    let moves = [
        (MoveAct::Submitted { revision: one.id, note: None }, Act::Submitted),
        (MoveAct::Commented { revision: one.id, text: "Private words".to_owned() }, Act::Commented),
        (MoveAct::Acknowledged(accepted), Act::Acknowledged),
        (MoveAct::SignedOff(Box::new(sign_off(&one, Meaning::SentBack))), Act::SentBack),
        (MoveAct::SignedOff(Box::new(sign_off(&one, Meaning::Approved))), Act::SignedOff),
        (MoveAct::SignedOff(Box::new(sign_off(&one, Meaning::Overridden))), Act::SignedOff),
        (MoveAct::SignedOff(Box::new(sign_off(&one, Meaning::Withdrawn))), Act::SignOffWithdrawn),
        (MoveAct::GivenUp { reason: "The deal is lost".to_owned() }, Act::GivenUp),
    ];
    let moves: Vec<(Move, Act)> =
        (1..).zip(moves).map(|(number, (act, logged))| (moved(number, act), logged)).collect();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_draft(&made, &one, json!([])).await.unwrap();
    for (given, _) in &moves {
        writer.keep_move(made.id, given).await.unwrap();
    }
    for number in [8, 10] {
        let late = Move { number, ..moves[0].0.clone() };
        let refused = writer.keep_move(made.id, &late).await;
        assert!(matches!(refused, Err(StoreError::Conflict { newest: 8 })), "move {number}: {refused:?}");
    }
    writer.commit().await.unwrap();
    let row = store.read().draft(made.id).await.unwrap().unwrap();
    assert_eq!(row.moves, moves.iter().map(|(given, _)| given.clone()).collect::<Vec<_>>());
    let log = store.read().audit_after(1, 100).await.unwrap();
    assert_eq!(
        log.iter().map(|entry| entry.act).collect::<Vec<_>>(),
        moves.iter().map(|(_, act)| *act).collect::<Vec<_>>()
    );
    assert!(!log[1].body.to_string().contains("Private words"), "comments are logged by their hash");
    let logged: MoveAct = serde_json::from_value(log[4].body.clone()).unwrap();
    assert_eq!(logged, moves[4].0.act, "the log holds the sign-off whole, with its signature");
}

pub(super) async fn release_story(store: &Store) {
    let buyer = account(1, "Alder");
    let made = draft(1, buyer.id);
    let one = revision(&made, 1);
    assert_eq!(store.read().next_release().await.unwrap(), 1);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    writer.keep_draft(&made, &one, json!([])).await.unwrap();
    let first = writer.next_release().await.unwrap();
    for number in [first, first + 1] {
        writer.keep_release(&release(number, &one), buyer.id).await.unwrap();
    }
    writer.commit().await.unwrap();
    let mut writer = store.write(WHO, noon()).await.unwrap();
    let twice = writer.keep_release(&release(2, &one), buyer.id).await;
    assert!(matches!(twice, Err(StoreError::Refused { .. })), "{twice:?}");
    drop(writer);
    let reader = store.read();
    assert_eq!(reader.next_release().await.unwrap(), 3);
    let both = [release(2, &one), release(1, &one)];
    assert_eq!(reader.releases_of(buyer.id, noon()).await.unwrap(), both, "newest first");
    assert_eq!(reader.releases_of(buyer.id, both[0].at).await.unwrap(), both[..1]);
    assert!(reader.releases_of(AccountId(Uuid::from_u128(3)), noon()).await.unwrap().is_empty());
    assert_eq!(reader.draft(made.id).await.unwrap().unwrap().releases, [both[1].clone(), both[0].clone()]);
    assert_eq!(acts(store).await, [Act::DraftMade, Act::Released, Act::Released]);
}

pub(super) async fn gate_story(store: &Store) {
    let buyer = account(1, "Alder");
    let reader = store.read();
    assert_eq!(reader.terms(buyer.id).await.unwrap(), AccountTerms::default());
    assert_eq!(reader.policy_in_force().await.unwrap(), None);
    let mut writer = store.write(WHO, noon()).await.unwrap();
    writer.keep_account(&buyer).await.unwrap();
    for text in ["form = 1", "form = 1\n# newer"] {
        writer.adopt_policy(text, me().id).await.unwrap();
    }
    for revoked in [false, true] {
        writer.keep_certificate(&certificate(revoked)).await.unwrap();
    }
    for terms in [AccountTerms { strategic: true, ..AccountTerms::default() }, terms()] {
        writer.keep_terms(buyer.id, &terms).await.unwrap();
    }
    writer.commit().await.unwrap();
    let adopted = |number, text: &str| PolicyRow {
        number,
        hash: TextHash::of(text),
        text: text.to_owned(),
        adopted_at: noon(),
        adopted_by: WHO.to_owned(),
    };
    assert_eq!(reader.policies().await.unwrap(), [adopted(2, "form = 1\n# newer"), adopted(1, "form = 1")]);
    assert_eq!(reader.policy_in_force().await.unwrap(), Some(adopted(2, "form = 1\n# newer")));
    assert_eq!(reader.certificates().await.unwrap(), [certificate(false), certificate(true)]);
    assert_eq!(reader.terms(buyer.id).await.unwrap(), terms(), "the newest counts");
    let log = reader.audit_after(0, 10).await.unwrap();
    let expected = [
        Act::PolicyAdopted,
        Act::PolicyAdopted,
        Act::KeyConfirmed,
        Act::KeyRevoked,
        Act::TermsRecorded,
        Act::TermsRecorded,
    ];
    assert_eq!(log.iter().map(|entry| entry.act).collect::<Vec<_>>(), expected);
    assert_eq!(serde_json::from_value::<Certificate>(log[2].body.clone()).unwrap(), certificate(false));
}

pub(super) async fn checkpoint_story(store: &Store) {
    let mut writer = store.write(WHO, noon()).await.unwrap();
    for subject in ["a", "b", "a"] {
        writer.audit(Act::Refused, subject, json!({})).await.unwrap();
    }
    writer.audit(Act::LogExported, "log", json!({})).await.unwrap();
    writer.commit().await.unwrap();
    let reader = store.read();
    assert_eq!(reader.last_checkpoint().await.unwrap(), None);
    let mut writer = store.write("Another", noon()).await.unwrap();
    let beyond = writer.keep_checkpoint(&checkpoint(5)).await;
    assert!(matches!(beyond, Err(StoreError::Refused { .. })), "{beyond:?}");
    for size in [4, 2] {
        writer.keep_checkpoint(&checkpoint(size)).await.unwrap();
    }
    writer.audit(Act::Refused, "c", json!({})).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(reader.checkpoints().await.unwrap(), [checkpoint(2), checkpoint(4)]);
    assert_eq!(reader.last_checkpoint().await.unwrap(), Some(checkpoint(4)));

    let numbers = |entries: Vec<AuditEntry>| entries.into_iter().map(|entry| entry.number).collect::<Vec<_>>();
    let found = async |filter: LogFilter, limit| numbers(reader.audit_found(&filter, limit).await.unwrap());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(found(LogFilter::default(), 2).await, [5, 4], "newest first");
    assert_eq!(found(LogFilter { before: Some(4), ..LogFilter::default() }, 2).await, [3, 2]);
    assert_eq!(found(LogFilter { person: text("Another"), ..LogFilter::default() }, 9).await, [5]);
    assert_eq!(found(LogFilter { act: Some(Act::LogExported), ..LogFilter::default() }, 9).await, [4]);
    assert_eq!(
        found(LogFilter { subjects: vec!["b".into(), "a".into()], act: Some(Act::Refused), ..LogFilter::default() }, 9)
            .await,
        [3, 2, 1]
    );
    let words = reader.audit_words().await.unwrap();
    assert_eq!(words, (vec!["Another".to_owned(), WHO.to_owned()], vec![Act::LogExported, Act::Refused]));
}
