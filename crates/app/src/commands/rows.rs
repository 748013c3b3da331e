//! The rows of a questionnaire: prepared from the documents, marked, submitted and decided, each for itself.

use std::sync::Arc;

use assemble::Sentences;
use domain::{
    Act, Audience, Draft, DraftId, DraftKind, KeptAnswer, KeptQuestionnaire, KeptRow, Meaning, MoveAct, Permission,
    QuestionEvidence, QuestionnaireId, Revision, RevisionId, Role, RowAnswer, RowState, SignOff,
};
use gate::{Outgoing, Refusal, State};
use serde_json::json;
use store::{DraftRow, Writer};

use crate::{
    caller::Caller,
    commands::{
        answers,
        drafts::sources_of,
        questionnaires::{find, show},
        reviews::{meaning, next_move},
    },
    convert,
    error::{AppError, Result},
    facts::{Weighed, nda_holds, weigh_many},
    gather,
    open::App,
    question,
    questionnaire_rows::{Rows, cell},
    view::{DecideRows, MarkRows, OnRows, QuestionnaireView, RefusedRow, RowsDone, WriteRow},
};

/// Looks the rows up in the documents and writes a first text for those that are answered. Rows with a text, and rows that
/// were left out, stay as they are.
///
/// # Errors
/// `NotFound` for a row that is not there.
pub async fn answer_rows(app: &Arc<App>, caller: &Caller, order: OnRows) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let id = kept.id;
    let rows = Rows::some(app, kept, &order.rows).await?;
    let open: Vec<KeptRow> = rows
        .rows
        .into_iter()
        .filter(|row| row.skipped.is_none() && row.draft.is_none())
        .filter(|row| if order.rows.is_empty() { row.state.is_none() } else { order.rows.contains(&row.number) })
        .collect();
    if !open.is_empty() {
        prepare(app, caller, &rows.kept, open).await?;
    }
    show(app, caller, id).await
}

async fn prepare(app: &Arc<App>, caller: &Caller, kept: &KeptQuestionnaire, open: Vec<KeptRow>) -> Result<()> {
    let terms = app.store.read().terms(kept.account).await?;
    let reader = if nda_holds(&terms, app.today()) { Audience::Nda } else { Audience::Public };
    let usable = answers::usable(app, reader).await?;
    let questions: Vec<String> = open.iter().map(|row| assemble::row_question(&row.asked)).collect();
    let asked = question::ask_many(app, &questions, reader).await?;
    let found = compose(app, kept, asked).await?;
    let mut drafts = Vec::new();
    let mut changed = Vec::with_capacity(open.len());
    for (mut row, (card, question)) in open.into_iter().zip(found.into_iter().zip(&questions)) {
        let answer = match usable.iter().find(|known| assemble::asks_the_same(&known.question, question)) {
            Some(known) => repeated(&row, known, &card),
            None => assemble::row_answer(&row.asked, &card),
        };
        row.state = Some(answer.state);
        row.because = answer.because;
        row.category = answer.category;
        row.role = row.role.or(answer.role);
        row.reuses = answer.reuses;
        if !answer.body.is_empty() {
            let draft = new_draft(app, caller, kept, &row, (answer.body, answer.chips));
            row.draft = Some(draft.draft.id);
            drafts.push(draft);
        }
        changed.push(row);
    }
    // Under read-only the gate lets no text come to be.
    let weighed = weigh_many(app, kept.account, drafts).await?;
    let mut tx = app.write(caller).await?;
    for one in &weighed {
        match gate::may_edit(&one.standing) {
            Ok(()) => {
                let latest = one.latest()?;
                tx.keep_draft(&one.row.draft, latest, sources_of(latest)).await?;
            }
            Err(refusal) => {
                for row in changed.iter_mut().filter(|row| row.draft == Some(one.row.draft.id)) {
                    (row.draft, row.because) = (None, refusal.to_string());
                }
            }
        }
    }
    let count = |state| changed.iter().filter(|row| row.state == Some(state)).count();
    let facts = json!({
        "answered": count(RowState::Answered), "needs_review": count(RowState::NeedsReview),
        "no_source": count(RowState::NoSource),
    });
    tx.keep_rows(kept.id, &changed, Act::RowsAnswered, facts).await?;
    Ok(tx.commit().await?)
}

async fn compose(
    app: &Arc<App>,
    kept: &KeptQuestionnaire,
    asked: Vec<QuestionEvidence>,
) -> Result<Vec<domain::ObjectionCard>> {
    let mut evidence = gather::history(app, kept.account, None, app.now()).await?;
    evidence.documents_searched = convert::count(gather::in_force(app).await?.len());
    let composed = tokio::task::spawn_blocking(move || {
        let sentences = Sentences::read(&evidence);
        assemble::cards(&evidence, &sentences, &asked)
    });
    Ok(composed.await?)
}

/// An answer that was signed off before, in the form of this row.
fn repeated(row: &KeptRow, known: &KeptAnswer, card: &domain::ObjectionCard) -> RowAnswer {
    let fits = row.asked.cells(&gate::without_markers(&known.body));
    let (state, because) = match fits {
        Ok(_) => (
            RowState::Answered,
            format!("Signed off by {} on {} and still in force", known.signed_by, known.signed_at.format("%-d %B %Y")),
        ),
        Err(unfit) => (RowState::NeedsReview, format!("An answer was signed off before: {unfit}")),
    };
    RowAnswer {
        state,
        because,
        category: card.category,
        role: None,
        body: known.body.clone(),
        chips: known.chips.clone(),
        reuses: Some(known.id),
    }
}

fn new_draft(
    app: &App,
    caller: &Caller,
    kept: &KeptQuestionnaire,
    row: &KeptRow,
    (body, chips): (String, Vec<domain::Chip>),
) -> DraftRow {
    let id = DraftId(app.ids.new_id());
    let draft = Draft {
        id,
        account: kept.account,
        kind: DraftKind::QuestionnaireAnswer,
        purpose: format!("Row {} of {}", row.number, kept.name),
        briefing: None,
        meeting: None,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
    let first = Revision {
        id: RevisionId(app.ids.new_id()),
        draft: id,
        number: 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: Vec::new(),
        // Signed with the answer: "Yes" means nothing without it.
        subject: assemble::row_question(&row.asked),
        body,
        chips,
        show_sources: false,
        change: None,
    };
    DraftRow { draft, revisions: vec![first], moves: Vec::new(), releases: Vec::new() }
}

/// Starts an empty text for a row that no document answers; a person writes it.
///
/// # Errors
/// `NotFound`; `GateRefused` under a policy that lets nothing be written.
pub async fn write_row(app: &Arc<App>, caller: &Caller, order: WriteRow) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let id = kept.id;
    let rows = Rows::some(app, kept, &[order.row]).await?;
    let Some(mut row) = rows.rows.into_iter().find(|row| row.number == order.row) else {
        return Err(AppError::not_found("This questionnaire has no such row"));
    };
    if row.draft.is_none() {
        let draft = new_draft(app, caller, &rows.kept, &row, (String::new(), Vec::new()));
        let weighed = weigh_many(app, rows.kept.account, vec![draft]).await?;
        let Some(weighed) = weighed.first() else { return show(app, caller, id).await };
        if let Err(refusal) = gate::may_edit(&weighed.standing) {
            app.refused(caller, &id.to_string(), "write_row", &refusal.to_string()).await?;
            return Err(refusal.into());
        }
        (row.draft, row.skipped) = (Some(weighed.row.draft.id), None);
        let mut tx = app.write(caller).await?;
        tx.keep_draft(&weighed.row.draft, weighed.latest()?, json!([])).await?;
        tx.keep_rows(id, &[row], Act::RowsMarked, json!({ "written": order.row })).await?;
        tx.commit().await?;
    }
    show(app, caller, id).await
}

/// Leaves rows out, takes them in again, or says who has to answer them.
///
/// # Errors
/// `NotFound` for a row, `Invalid` for a role that is not there, or an order that changes nothing.
pub async fn mark_rows(app: &Arc<App>, caller: &Caller, order: MarkRows) -> Result<QuestionnaireView> {
    caller.may(Permission::Draft)?;
    let id: QuestionnaireId = order.questionnaire.parse()?;
    let rows = Rows::some(app, find(app, id).await?, &order.rows).await?;
    let role = match order.role.as_deref().map(str::trim).filter(|word| !word.is_empty()) {
        Some(word) => Some(Role::of_word(word).ok_or_else(|| {
            let known: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
            AppError::invalid(format!("'{word}' is no role; known are {}", known.join(", ")))
        })?),
        None => None,
    };
    let skip = order.skip.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if skip.is_none() && !order.ask && role.is_none() {
        return Err(AppError::invalid("Say why the rows are left out, who answers them, or that they are asked again"));
    }
    let mut changed: Vec<KeptRow> = rows.rows.into_iter().filter(|row| order.rows.contains(&row.number)).collect();
    for row in &mut changed {
        if order.ask {
            row.skipped = None;
        }
        if let Some(why) = skip {
            row.skipped = Some(why.to_owned());
        }
        row.role = role.or(row.role);
    }
    let facts = json!({ "rows": order.rows, "skip": skip, "ask": order.ask, "role": role });
    let mut tx = app.write(caller).await?;
    tx.keep_rows(id, &changed, Act::RowsMarked, facts).await?;
    tx.commit().await?;
    if order.ask {
        return answer_rows(app, caller, OnRows { questionnaire: id.to_string(), rows: Vec::new() }).await;
    }
    show(app, caller, id).await
}

/// Hands the texts of rows to their approvers; no row named: every one that is written and not left out.
///
/// # Errors
/// `NotFound` for a row that is not there.
pub async fn submit_rows(app: &Arc<App>, caller: &Caller, order: OnRows) -> Result<RowsDone> {
    caller.may(Permission::Draft)?;
    let kept = find(app, order.questionnaire.parse()?).await?;
    let mut tx = app.write(caller).await?;
    let rows =
        if order.rows.is_empty() { Rows::read(app, kept).await? } else { Rows::some(app, kept, &order.rows).await? };
    let mut done = RowsDone { done: Vec::new(), refused: Vec::new() };
    for row in rows.rows.iter().filter(|row| row.skipped.is_none()) {
        let Some(weighed) = rows.weighed.get(&row.number) else { continue };
        let waits = matches!(weighed.standing.state, State::InReview | State::SignedOff | State::Released);
        if order.rows.is_empty() && waits {
            continue;
        }
        match submitted(row, weighed) {
            Ok(act) => {
                tx.keep_move(weighed.row.draft.id, &next_move(app, caller, weighed, act)).await?;
                done.done.push(row.number);
            }
            Err(why) => done.refused.push(RefusedRow { row: row.number, cell: cell(row), why }),
        }
    }
    log_refused(&mut tx, rows.kept.id, "submitted", &done.refused).await?;
    tx.commit().await?;
    Ok(done)
}

/// Refused attempts stand in the log too.
async fn log_refused(
    tx: &mut Writer,
    questionnaire: QuestionnaireId,
    what: &str,
    refused: &[RefusedRow],
) -> Result<()> {
    for one in refused {
        let body = json!({ "what": what, "why": one.why, "row": one.row });
        tx.audit(Act::Refused, &questionnaire.to_string(), body).await?;
    }
    Ok(())
}

/// A text that its cell does not take is not worth an approver's time.
fn submitted(row: &KeptRow, weighed: &Weighed) -> std::result::Result<MoveAct, String> {
    let latest = weighed.latest().map_err(|error| error.message)?;
    row.asked.cells(&Outgoing::of(latest, &weighed.facts).body).map_err(|unfit| unfit.to_string())?;
    gate::may_submit(&weighed.standing).map_err(|refusal| refusal.to_string())?;
    Ok(MoveAct::Submitted { revision: latest.id, note: None })
}

/// Decides on rows with the person's own key, each for itself. What the gate refuses is logged and told.
///
/// # Errors
/// `NotAllowed` when the key stays locked; `NotFound` for a row that is not there.
pub async fn decide_rows(app: &Arc<App>, caller: &Caller, order: DecideRows) -> Result<RowsDone> {
    caller.may(Permission::Review)?;
    let decision = meaning(&order.meaning)?;
    if !matches!(decision, Meaning::Approved | Meaning::SentBack) {
        return Err(AppError::invalid(
            "Rows are approved or sent back together; anything else is done on the row's page",
        ));
    }
    let kept = find(app, order.questionnaire.parse()?).await?;
    let me = caller.person();
    let (held, given, person, now) = (Arc::clone(app), order.passphrase.clone(), me.id, app.real_now());
    let key = tokio::task::spawn_blocking(move || held.keys.for_act(person, given.as_deref(), now)).await??;
    let mut tx = app.write(caller).await?;
    let numbers: Vec<u32> = order.rows.iter().map(|seen| seen.row).collect();
    let rows = Rows::some(app, kept, &numbers).await?;
    let now = app.real_now();
    let sign = |row: &KeptRow, weighed: &Weighed| -> std::result::Result<SignOff, Refusal> {
        let latest = weighed.row.revisions.last().ok_or(Refusal::NoRevision)?;
        // Nobody signs words that they did not have before them.
        if !order.rows.iter().any(|seen| seen.row == row.number && seen.revision == latest.number) {
            return Err(Refusal::NotLatest { newest: latest.number });
        }
        // What waits for an override is signed one by one, with the finding before one's eyes.
        if decision == Meaning::Approved {
            weighed.standing.nothing_open()?;
        }
        let (case, wish) = (weighed.case(), (decision, order.reason.clone()));
        let prepared = gate::prepare(&case, &weighed.facts, &weighed.standing, me, wish, now)?;
        let signed = gate::sign(prepared, &key);
        gate::accept(&case, &weighed.facts, &weighed.standing, &signed, now)?;
        Ok(signed)
    };
    let mut done = RowsDone { done: Vec::new(), refused: Vec::new() };
    for row in rows.rows.iter().filter(|row| numbers.contains(&row.number)) {
        let weighed = rows.weighed.get(&row.number).filter(|_| row.skipped.is_none());
        match weighed.ok_or(Refusal::NoRevision).and_then(|weighed| Ok((weighed, sign(row, weighed)?))) {
            Ok((weighed, signed)) => {
                let made = next_move(app, caller, weighed, MoveAct::SignedOff(Box::new(signed)));
                tx.keep_move(weighed.row.draft.id, &made).await?;
                answers::after_decision(app, &mut tx, weighed, &made).await?;
                done.done.push(row.number);
            }
            Err(refusal) => {
                let why = refusal.to_string();
                done.refused.push(RefusedRow { row: row.number, cell: cell(row), why });
            }
        }
    }
    log_refused(&mut tx, rows.kept.id, decision.word(), &done.refused).await?;
    tx.commit().await?;
    crate::witness::after(app, me.id, &key).await;
    Ok(done)
}
