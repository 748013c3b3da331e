//! The objection briefing: one question of a buyer, answered from what this buyer may read or honestly not.

use std::sync::Arc;

use assemble::Sentences;
use chrono::{DateTime, Utc};
use domain::{
    Approval, Audience, Chip, Draft, DraftId, DraftKind, FoundQuestion, ObjectionCard, Permission, Revision, RevisionId,
};
use export::Format;
use gate::Slot;
use store::DraftRow;

use crate::{
    caller::Caller,
    commands::accounts::find_account,
    convert,
    error::{AppError, Result},
    facts::{nda_holds, weigh_row},
    gather,
    open::App,
    question,
};

/// Longest question, in bytes; a longer text is a questionnaire.
const LONGEST: usize = 4_000;

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

/// What the gate would ask of an answer made from this card: its words and the question's decide together.
async fn approval(app: &Arc<App>, caller: &Caller, card: &ObjectionCard) -> Result<Approval> {
    let (body, chips) = assemble::answer_draft(card);
    let body = format!("{}\n\n{body}", card.question);
    let id = DraftId(app.ids.new_id());
    let revision = revision(app, caller, id, body, chips);
    let draft = Draft {
        id,
        account: card.head.account,
        kind: DraftKind::ObjectionAnswer,
        purpose: DraftKind::ObjectionAnswer.words().to_owned(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
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

fn revision(app: &App, caller: &Caller, draft: DraftId, body: String, chips: Vec<Chip>) -> Revision {
    Revision {
        id: RevisionId(app.ids.new_id()),
        draft,
        number: 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: Vec::new(),
        subject: String::new(),
        body,
        chips,
        show_sources: false,
        change: None,
    }
}
