//! The objection briefing: one question of a buyer, answered from what this buyer may read or honestly not.

use std::{path::Path, sync::Arc};

use assemble::Sentences;
use chrono::{DateTime, Utc};
use domain::{
    Act, Approval, Audience, Chip, Draft, DraftId, DraftKind, FoundQuestion, ObjectionCard, Permission, Revision,
    RevisionId,
};
use export::Format;
use gate::Slot;
use store::DraftRow;

use crate::{
    caller::Caller,
    commands::{accounts::find_account, briefings, drafts},
    convert,
    error::{AppError, Result},
    facts::{nda_holds, weigh_row},
    gather, objection_view,
    open::App,
    question,
    view::{AskObjection, DraftView, ExportObjection, ExportView, ObjectionView, OfAccount, QuestionsView},
};

/// Longest question, in bytes; a longer text is a questionnaire.
const LONGEST: usize = 4_000;
/// Of a question in the subject of a draft, in bytes: what a draft's subject may hold.
const SUBJECT: usize = 2_000;
/// Of a question in the purpose of a draft, in characters.
const PURPOSE: usize = 160;

/// The card of a question, now.
///
/// # Errors
/// As [`make_card`].
pub async fn brief_objection(app: &Arc<App>, caller: &Caller, order: AskObjection) -> Result<ObjectionView> {
    let card = make_card(app, caller, &order.account, &order.question, app.now()).await?;
    Ok(objection_view::card_view(&card))
}

/// The questions that a buyer asked in mails and calls, newest first.
///
/// # Errors
/// `NotFound` for an account that is not there.
pub async fn list_questions(app: &Arc<App>, caller: &Caller, order: OfAccount) -> Result<QuestionsView> {
    let found = find_questions(app, caller, &order.account).await?;
    Ok(QuestionsView { rows: found.iter().map(objection_view::question_view).collect() })
}

/// Takes the card of a question out as a file, marked INTERNAL; logged.
///
/// # Errors
/// As [`make_card`]; `Invalid` or `DiskFull` when the file cannot be written.
pub async fn export_objection(app: &Arc<App>, caller: &Caller, order: ExportObjection) -> Result<ExportView> {
    let as_of = order.as_of.as_deref().map(DateTime::parse_from_rfc3339).transpose();
    let as_of = as_of.map_err(|_| AppError::invalid("This is no time; write it as 2026-11-19T07:40:00Z"))?;
    let as_of = as_of.map_or_else(|| app.now(), |time| time.with_timezone(&Utc));
    let card = make_card(app, caller, &order.account, &order.question, as_of).await?;
    let (format, ending) = briefings::form(order.format);
    let text = written(&card, format);
    let name = format!("INTERNAL {} objection {}.{ending}", card.head.account_name, as_of.format("%Y-%m-%d"));
    if let Some(path) = &order.path {
        briefings::write_file(Path::new(path), &text)?;
        let mut tx = app.write(caller).await?;
        let detail = serde_json::json!({ "format": ending, "kind": card.kind });
        tx.audit(Act::BriefingExported, &card.head.account.to_string(), detail).await?;
        tx.commit().await?;
    }
    Ok(ExportView { path: order.path, text, name })
}

/// Starts the draft of an answer with the card's own sentences, each with its source; without an answer it starts
/// empty. Nothing of it may go out before the gate says so.
///
/// # Errors
/// As [`make_card`]; `GateRefused` where policy lets nothing be made.
pub async fn start_objection_draft(app: &Arc<App>, caller: &Caller, order: AskObjection) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let card = make_card(app, caller, &order.account, &order.question, app.now()).await?;
    let (draft, first) = answer(app, caller, &card, assemble::answer_draft(&card));
    let sources = drafts::sources_of(&first);
    drafts::keep_new(app, caller, draft, first, sources).await
}

/// A draft that answers the card's question, with its first revision.
fn answer(app: &App, caller: &Caller, card: &ObjectionCard, (body, chips): (String, Vec<Chip>)) -> (Draft, Revision) {
    let id = DraftId(app.ids.new_id());
    let words = card.question.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = words.chars().take(PURPOSE).collect();
    let draft = Draft {
        id,
        account: card.head.account,
        kind: DraftKind::ObjectionAnswer,
        purpose: if shown.len() < words.len() { format!("{}…", shown.trim_end()) } else { shown },
        briefing: None,
        meeting: None,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
    let first = revision(app, caller, id, (subject(&words), body, chips));
    (draft, first)
}

/// Composes the card of a question. The same workspace, question and time give the same card.
///
/// # Errors
/// `NotFound` for an account that is not there; `Invalid` for a text without a question.
pub async fn make_card(
    app: &Arc<App>,
    caller: &Caller,
    account: &str,
    question: &str,
    as_of: DateTime<Utc>,
) -> Result<ObjectionCard> {
    caller.may(Permission::Brief)?;
    let question = question.trim();
    if question.is_empty() || question.len() > LONGEST {
        return Err(AppError::invalid(format!("Write one question, of at most {LONGEST} characters")));
    }
    let account = find_account(app, account).await?;
    let terms = app.store.read().terms(account.id).await?;
    let reader = if nda_holds(&terms, app.today()) { Audience::Nda } else { Audience::Public };
    let asked = question::ask(app, question, reader).await?;
    let mut evidence = gather::history(app, account.id, None, as_of).await?;
    evidence.documents_searched = convert::count(gather::in_force(app).await?.len());
    let mut card = tokio::task::spawn_blocking(move || {
        let sentences = Sentences::read(&evidence);
        assemble::card(&evidence, &sentences, &asked)
    })
    .await?;
    card.approval = Some(approval(app, caller, &card).await?);
    Ok(card)
}

/// The questions that a buyer asked in mails and calls, newest first.
///
/// # Errors
/// `NotFound` for an account that is not there.
pub async fn find_questions(app: &Arc<App>, caller: &Caller, account: &str) -> Result<Vec<FoundQuestion>> {
    caller.may(Permission::Read)?;
    let account = find_account(app, account).await?;
    let evidence = gather::history(app, account.id, None, app.now()).await?;
    Ok(tokio::task::spawn_blocking(move || assemble::found_questions(&evidence, &Sentences::read(&evidence))).await?)
}

/// The card as text, marked INTERNAL.
#[must_use]
pub fn written(card: &ObjectionCard, format: Format) -> String {
    export::card(card, format)
}

/// What the gate asks of the draft that this card starts.
async fn approval(app: &Arc<App>, caller: &Caller, card: &ObjectionCard) -> Result<Approval> {
    let (draft, revision) = answer(app, caller, card, assemble::answer_draft(card));
    let row = DraftRow { draft, revisions: vec![revision.clone()], moves: Vec::new(), releases: Vec::new() };
    let weighed = weigh_row(app, row).await?;
    let who = weighed.standing.slots.iter().map(|slot| match slot {
        Slot::Owner => "The account’s owner in person".to_owned(),
        Slot::Anybody => "One click".to_owned(),
        Slot::Role(need) => need.0.iter().map(|role| role.words()).collect::<Vec<_>>().join(" or "),
    });
    let sentence = gate::sentence(&weighed.standing, &revision);
    let because = sentence.split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned();
    Ok(Approval { tier: weighed.standing.decision.tier, who: who.collect(), because })
}

/// The question as a subject: it says what is answered, and is weighed with the answer.
fn subject(words: &str) -> String {
    let end = (0..=SUBJECT.min(words.len())).rev().find(|end| words.is_char_boundary(*end)).unwrap_or_default();
    words.get(..end).unwrap_or_default().to_owned()
}

fn revision(
    app: &App,
    caller: &Caller,
    draft: DraftId,
    (subject, body, chips): (String, String, Vec<Chip>),
) -> Revision {
    Revision {
        id: RevisionId(app.ids.new_id()),
        draft,
        number: 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: Vec::new(),
        subject,
        body,
        chips,
        show_sources: false,
        change: None,
    }
}
