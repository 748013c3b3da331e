//! Drafts through the whole app: written, reviewed, signed with real keys, released to real files, and refused.

use app::{
    Caller, ErrorCode,
    commands::{
        drafts::{compare_revisions, get_draft, save_draft, start_draft, start_stage_change},
        elsewhere::{Elsewhere, decide_elsewhere},
        policy::{adopt_policy, check_policy, explain_action, get_policy, simulate_policy},
        releases::{name_draft_file, preview_draft, release_draft},
        reviews::{accept_decision, decide_draft, export_packet, list_reviews, submit_draft},
        team::{get_team, record_terms},
    },
    view::{
        AcceptDecision, AdoptPolicy, CompareRevisions, DecideDraft, DraftStateView, DraftView, ExplainAction,
        ExportPacket, NameDraftFile, Nothing, OfDraft, OnDraft, PolicyText, PreviewDraft, RecipientView, RecordTerms,
        ReleaseDraft, SaveDraft, StartDraft, StartStageChange, TierView,
    },
};

use crate::desk::Desk;

const ACCOUNT: &str = "Orrin Vale Logistics";
/// Whose chief officers are known.
const EXECUTIVES: &str = "Pellworth Mutual";
const PASSPHRASE: &str = "northmoor sample key";
const PLAIN: &str = "Hello Ileana,\n\nThank you for the hour on Friday. I look forward to our next talk.";
const DISCOUNT: &str = "Hello Ileana,\n\nThank you for the hour. Shall we talk about the discount on Friday?";

async fn started(desk: &Desk, who: &Caller, account: &str) -> DraftView {
    let order = StartDraft {
        account: account.to_owned(),
        kind: "follow-up".to_owned(),
        purpose: Some("Say thank you".to_owned()),
        briefing: None,
        option: None,
        meeting: None,
        template: None,
    };
    start_draft(&desk.app, who, order).await.unwrap()
}

fn domain(draft: &DraftView) -> &str {
    draft.people[0].email.split('@').nth(1).unwrap()
}

fn edit(draft: &DraftView, body: &str) -> SaveDraft {
    SaveDraft {
        draft: draft.id.clone(),
        base: draft.revision,
        recipients: vec![RecipientView { name: None, email: format!("team@{}", domain(draft)) }],
        subject: "Friday".to_owned(),
        body: body.to_owned(),
        chips: Vec::new(),
        show_sources: false,
        criteria: None,
    }
}

async fn written(desk: &Desk, who: &Caller, body: &str) -> DraftView {
    let draft = started(desk, who, ACCOUNT).await;
    save_draft(&desk.app, who, edit(&draft, body)).await.unwrap()
}

fn decision(draft: &DraftView, meaning: &str) -> DecideDraft {
    DecideDraft {
        draft: draft.id.clone(),
        revision: draft.revision,
        meaning: meaning.to_owned(),
        reason: (meaning != "approved").then(|| "because".to_owned()),
        passphrase: Some(PASSPHRASE.to_owned()),
    }
}

fn to(desk: &Desk, draft: &DraftView, destination: &str) -> ReleaseDraft {
    let path = desk.home.path().join(format!("out.{}", destination.rsplit('.').next().unwrap()));
    ReleaseDraft {
        draft: draft.id.clone(),
        revision: draft.revision,
        destination: destination.to_owned(),
        path: (destination != "clipboard").then(|| path.display().to_string()),
    }
}

fn read(form: &str, bytes: &[u8]) -> String {
    let parsed = ingest::parse(&format!("out.{form}"), bytes, &ingest::Limits::default()).unwrap();
    let texts: Vec<&str> = parsed.items.iter().flat_map(|item| &item.passages).map(|cut| cut.text.as_str()).collect();
    texts.join("\n")
}

#[tokio::test]
async fn the_owner_signs_a_plain_text_and_takes_it_out_in_every_form() {
    let desk = Desk::with_the_sample().await;
    let draft = written(&desk, &desk.me, PLAIN).await;
    assert_eq!(draft.gate.tier, TierView::DraftOnly, "{}", draft.gate.sentence);
    let early = release_draft(&desk.app, &desk.me, to(&desk, &draft, "clipboard")).await.unwrap_err();
    assert_eq!(early.code, ErrorCode::GateRefused);
    let signed = decide_draft(&desk.app, &desk.me, decision(&draft, "approved")).await.unwrap();
    assert_eq!(signed.state, DraftStateView::SignedOff, "{}", signed.gate.sentence);
    let copied = release_draft(&desk.app, &desk.me, to(&desk, &draft, "clipboard")).await.unwrap();
    assert!(copied.plain.unwrap().contains("I look forward to our next talk."));
    for (number, form) in ["eml", "docx", "pdf", "html", "md", "txt"].into_iter().enumerate() {
        let order = to(&desk, &draft, &format!("file.{form}"));
        let path = order.path.clone().unwrap();
        let released = release_draft(&desk.app, &desk.me, order).await.unwrap();
        assert_eq!(released.number, u32::try_from(number).unwrap() + 2);
        let bytes = std::fs::read(&path).unwrap();
        let text = if form == "pdf" { crate::pdf::words(&bytes) } else { read(form, &bytes) };
        assert!(text.contains("I look forward to our next talk."), "{form}: {text}");
        let line = format!("Release {}, revision 2, signed off by ", released.number);
        // Word has it in the foot of its pages, which is no passage.
        assert!(form == "docx" || text.contains(&line), "{form}: {text}");
    }
    let now = get_draft(&desk.app, &desk.me, OfDraft { draft: draft.id }).await.unwrap();
    assert_eq!((now.state, now.releases.len()), (DraftStateView::Released, 7));
}

#[tokio::test]
async fn a_discount_needs_the_deal_desk_and_finance_and_never_its_author() {
    let desk = Desk::with_the_sample().await;
    let draft = written(&desk, &desk.me, DISCOUNT).await;
    assert_eq!(draft.gate.tier, TierView::ManagerApproved);
    let (deals, finance) = (desk.person("Joren Tavick").await, desk.person("Eskil Varne").await);
    let order = OnDraft { draft: draft.id.clone(), revision: draft.revision, text: None };
    submit_draft(&desk.app, &desk.me, order).await.unwrap();
    let own = decide_draft(&desk.app, &desk.me, decision(&draft, "approved")).await.unwrap_err();
    assert!(own.message.contains("cannot sign it off"), "{}", own.message);
    assert_eq!(list_reviews(&desk.app, &deals, Nothing {}).await.unwrap().rows.len(), 1);
    assert!(list_reviews(&desk.app, &finance, Nothing {}).await.unwrap().rows.is_empty());
    decide_draft(&desk.app, &deals, decision(&draft, "approved")).await.unwrap();
    let signed = decide_draft(&desk.app, &finance, decision(&draft, "approved")).await.unwrap();
    assert_eq!(signed.state, DraftStateView::SignedOff);
    // One character more, and both are worth nothing.
    let edited = save_draft(&desk.app, &desk.me, edit(&signed, &format!("{DISCOUNT}!"))).await.unwrap();
    assert!(edited.sign_offs.iter().all(|given| !given.holds));
    let refused = release_draft(&desk.app, &desk.me, to(&desk, &edited, "clipboard")).await.unwrap_err();
    assert!(refused.message.contains("changed after"), "{}", refused.message);
}

#[tokio::test]
async fn a_wrong_passphrase_signs_nothing() {
    let desk = Desk::with_the_sample().await;
    let draft = written(&desk, &desk.me, PLAIN).await;
    let order = DecideDraft { passphrase: Some("not the passphrase".to_owned()), ..decision(&draft, "approved") };
    assert_eq!(decide_draft(&desk.app, &desk.me, order).await.unwrap_err().code, ErrorCode::NotAllowed);
    let order = DecideDraft { passphrase: None, ..decision(&draft, "approved") };
    assert_eq!(decide_draft(&desk.app, &desk.me, order).await.unwrap_err().code, ErrorCode::NotAllowed);
    let now = get_draft(&desk.app, &desk.me, OfDraft { draft: draft.id }).await.unwrap();
    assert!(now.sign_offs.is_empty());
}

#[tokio::test]
async fn two_people_who_edit_the_same_text_lose_nothing() {
    let desk = Desk::with_the_sample().await;
    let first = written(&desk, &desk.me, PLAIN).await;
    let other = desk.person("Petra Solvane").await;
    let theirs = save_draft(&desk.app, &other, edit(&first, "Hello Ileana, thank you.")).await.unwrap();
    let late = save_draft(&desk.app, &desk.me, edit(&first, "Hello Ileana, many thanks.")).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict);
    let mine = save_draft(&desk.app, &desk.me, edit(&theirs, "Hello Ileana, many thanks.")).await.unwrap();
    let order = CompareRevisions { draft: mine.id, from: theirs.revision, to: mine.revision };
    let diff = compare_revisions(&desk.app, &desk.me, order).await.unwrap();
    assert!(diff.body.iter().any(|part| part.changed == "added" && part.text.contains("many")));
}

#[tokio::test]
async fn a_preview_says_that_nobody_signed_it() {
    let desk = Desk::with_the_sample().await;
    let draft = written(&desk, &desk.me, DISCOUNT).await;
    let order = NameDraftFile { draft: draft.id.clone(), format: "file.html".to_owned(), released: false };
    let name = name_draft_file(&desk.app, &desk.me, order).await.unwrap().name;
    let path = desk.home.path().join(&name).display().to_string();
    let order = PreviewDraft { draft: draft.id.clone(), format: "file.html".to_owned(), path: path.clone() };
    preview_draft(&desk.app, &desk.me, order).await.unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().contains("DRAFT – NOT SIGNED OFF"));
    let plain = desk.home.path().join("letter.html").display().to_string();
    let order = PreviewDraft { draft: draft.id, format: "file.html".to_owned(), path: plain };
    assert_eq!(preview_draft(&desk.app, &desk.me, order).await.unwrap_err().code, ErrorCode::Invalid);
}

#[tokio::test]
async fn an_approver_elsewhere_decides_on_a_packet_and_an_edited_one_is_refused() {
    let desk = Desk::with_the_sample().await;
    let draft = written(&desk, &desk.me, DISCOUNT).await;
    let order = OnDraft { draft: draft.id.clone(), revision: draft.revision, text: None };
    submit_draft(&desk.app, &desk.me, order).await.unwrap();
    let packet = desk.home.path().join("packet.html");
    let order = ExportPacket { draft: draft.id.clone(), path: packet.display().to_string() };
    export_packet(&desk.app, &desk.me, order).await.unwrap();
    let team = get_team(&desk.app, &desk.me, Nothing {}).await.unwrap();
    let deals = team.members.iter().find(|member| member.name == "Joren Tavick").unwrap();
    let who = Elsewhere {
        person: deals.id.clone(),
        name: deals.name.clone(),
        role: deals.role.clone(),
        passphrase: PASSPHRASE.to_owned(),
    };
    let out = desk.home.path().join("decision.json");
    decide_elsewhere(desk.host.config(), &packet, &who, ("approved", None), &out).unwrap();
    let html = std::fs::read_to_string(&packet).unwrap();
    let softened = desk.home.path().join("softened.html");
    std::fs::write(&softened, html.replace("discount", "weather")).unwrap();
    assert!(decide_elsewhere(desk.host.config(), &softened, &who, ("approved", None), &out).is_err());
    let order = AcceptDecision { path: out.display().to_string() };
    let taken = accept_decision(&desk.app, &desk.me, order.clone()).await.unwrap();
    assert_eq!(taken.gate.given, 1);
    let again = accept_decision(&desk.app, &desk.me, order).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::GateRefused, "{}", again.message);
    let text = std::fs::read_to_string(&out).unwrap();
    std::fs::write(&out, text.replace("deal_desk", "finance")).unwrap();
    let forged = accept_decision(&desk.app, &desk.me, AcceptDecision { path: out.display().to_string() }).await;
    assert!(forged.unwrap_err().message.contains("signature"));
}

#[tokio::test]
async fn a_change_of_a_deal_shows_its_criteria_and_leaves_as_a_change_file() {
    let desk = Desk::with_the_sample().await;
    let deals = desk.call("get_deal", serde_json::json!({ "account": ACCOUNT })).await;
    let name = deals["opportunities"][0]["name"].as_str().unwrap_or_default().to_owned();
    let order = StartStageChange {
        account: ACCOUNT.to_owned(),
        opportunity: name,
        stage: None,
        close_date: Some("2026-12-18".to_owned()),
        amount: None,
    };
    let draft = start_stage_change(&desk.app, &desk.me, order).await.unwrap();
    assert_eq!(draft.gate.tier, TierView::ManagerApproved);
    let order = OnDraft { draft: draft.id.clone(), revision: draft.revision, text: None };
    submit_draft(&desk.app, &desk.me, order).await.unwrap();
    let manager = desk.person("Petra Solvane").await;
    decide_draft(&desk.app, &manager, decision(&draft, "approved")).await.unwrap();
    let order = to(&desk, &draft, "crm.csv");
    let path = order.path.clone().unwrap();
    release_draft(&desk.app, &desk.me, order).await.unwrap();
    let csv = std::fs::read_to_string(path).unwrap();
    assert!(csv.contains("Close Date") && csv.contains("2026-12-18") && csv.contains("Petra Solvane"), "{csv}");
}

#[tokio::test]
async fn a_bad_policy_is_refused_with_its_line_and_the_last_good_one_stays() {
    let desk = Desk::with_the_sample().await;
    let admin = desk.person("Signe Aldahl").await;
    let before = get_policy(&desk.app, &admin, Nothing {}).await.unwrap();
    let bad = before.text.replacen("tier = \"manager-approved\"", "tier = \"draft-only\"", 1);
    let fault = check_policy(&desk.app, &admin, PolicyText { text: bad.clone() }).await.unwrap().fault.unwrap();
    assert!(fault.line > 1 && fault.says.contains("floor"), "{}", fault.says);
    assert_eq!(adopt_policy(&desk.app, &admin, AdoptPolicy { text: bad }).await.unwrap_err().code, ErrorCode::Invalid);
    assert_eq!(get_policy(&desk.app, &admin, Nothing {}).await.unwrap().hash, before.hash);
    let refused = adopt_policy(&desk.app, &desk.me, AdoptPolicy { text: before.text.clone() }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let draft = written(&desk, &desk.me, PLAIN).await;
    let stricter = before.text.replace(
        "moments = [\"general\", \"reminder\"] }\ntier = \"draft-only\"",
        "moments = [\"general\", \"reminder\"] }\ntier = \"manager-approved\"",
    );
    let simulated = simulate_policy(&desk.app, &admin, PolicyText { text: stricter.clone() }).await.unwrap();
    assert_eq!(simulated.differ, 1);
    decide_draft(&desk.app, &desk.me, decision(&draft, "approved")).await.unwrap();
    adopt_policy(&desk.app, &admin, AdoptPolicy { text: stricter }).await.unwrap();
    let now = get_draft(&desk.app, &desk.me, OfDraft { draft: draft.id }).await.unwrap();
    assert_eq!(now.gate.tier, TierView::ManagerApproved);
    assert!(now.sign_offs.iter().all(|given| !given.holds));
    let asked = ExplainAction {
        kind: "follow-up".to_owned(),
        moments: vec!["negotiation".to_owned()],
        topics: vec!["money".to_owned()],
        fields: Vec::new(),
        strategic: false,
        account: None,
        text: None,
    };
    let told = explain_action(&desk.app, &admin, asked).await.unwrap().explained;
    assert!(told.contains("Price, terms and procurement") && told.contains("deal desk, then finance"), "{told}");
}

#[tokio::test]
async fn a_strategic_account_asks_for_the_sales_manager_when_executives_read() {
    let desk = Desk::with_the_sample().await;
    let manager = desk.person("Petra Solvane").await;
    let people = started(&desk, &desk.me, EXECUTIVES).await.people;
    let order =
        RecordTerms { account: EXECUTIVES.to_owned(), nda_from: None, nda_until: None, strategic: true, owner: None };
    assert_eq!(record_terms(&desk.app, &desk.me, order.clone()).await.unwrap_err().code, ErrorCode::NotAllowed);
    record_terms(&desk.app, &manager, order).await.unwrap();
    let draft = started(&desk, &desk.me, EXECUTIVES).await;
    let mut order = edit(&draft, PLAIN);
    order.recipients = people;
    let draft = save_draft(&desk.app, &desk.me, order).await.unwrap();
    assert!(draft.gate.moments.iter().any(|moment| moment == "executive"), "{:?}", draft.gate.moments);
    assert_eq!(draft.gate.asked.len(), 2, "{:?}", draft.gate.asked);
}

#[tokio::test]
async fn what_policy_lets_nowhere_is_neither_previewed_nor_packed() {
    let desk = Desk::with_the_sample().await;
    let admin = desk.person("Signe Aldahl").await;
    let text = get_policy(&desk.app, &admin, Nothing {}).await.unwrap().text;
    let closed =
        text.replace("\"file.html\" = \"confidential\"\n", "").replace("\"packet.html\" = \"confidential\"\n", "");
    adopt_policy(&desk.app, &admin, AdoptPolicy { text: closed }).await.unwrap();
    let draft = written(&desk, &desk.me, PLAIN).await;
    let path = desk.home.path().join("DRAFT.html").display().to_string();
    let order = PreviewDraft { draft: draft.id.clone(), format: "file.html".to_owned(), path: path.clone() };
    assert_eq!(preview_draft(&desk.app, &desk.me, order).await.unwrap_err().code, ErrorCode::GateRefused);
    let order = ExportPacket { draft: draft.id, path: path.clone() };
    assert_eq!(export_packet(&desk.app, &desk.me, order).await.unwrap_err().code, ErrorCode::GateRefused);
    assert!(!std::path::Path::new(&path).exists());
}

#[tokio::test]
async fn the_window_works_as_another_person_by_their_id() {
    let desk = Desk::with_the_sample().await;
    let team = get_team(&desk.app, &desk.me, Nothing {}).await.unwrap();
    let other = team.members.iter().find(|member| member.name == "Petra Solvane").unwrap();
    let view = desk.call("switch_person", serde_json::json!({ "person": other.id })).await;
    assert_eq!(view["person"], "Petra Solvane");
}

#[tokio::test]
async fn every_follow_up_of_a_briefing_starts_a_draft_with_its_sources() {
    let desk = Desk::with_the_sample().await;
    let today = desk.call("get_today", serde_json::json!({})).await;
    let meeting = &today["meetings"][0];
    let order = serde_json::json!({ "account": meeting["account"], "meeting": meeting["entry"] });
    let briefing = desk.call("create_briefing", order).await;
    let choices: Vec<serde_json::Value> = briefing["sections"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|section| section["items"].as_array().unwrap().clone())
        .filter(|item| item["kind"] == "choice" && item["choice"] == "follow_up")
        .collect();
    assert!(choices.len() >= 2);
    for (option, choice) in choices.iter().enumerate() {
        let order = StartDraft {
            account: meeting["account"].as_str().unwrap().to_owned(),
            kind: "follow-up".to_owned(),
            purpose: None,
            briefing: Some(briefing["id"].as_str().unwrap().to_owned()),
            option: Some(u32::try_from(option).unwrap()),
            meeting: None,
            template: None,
        };
        let draft = start_draft(&desk.app, &desk.me, order).await.unwrap();
        assert_eq!(draft.outgoing, choice["draft"].as_str().unwrap(), "chips add no word");
        let quotes = draft.outgoing.matches('“').count();
        let marks = draft.body.matches("[^").count();
        assert!(marks >= quotes, "{quotes} quotes and {marks} chips in {}", draft.body);
        assert!(draft.chips.iter().all(|chip| chip.holds));
        assert_eq!(draft.gate.blocking, 0, "{:#?}", draft.findings);
    }
}
