//! The answer library: what was signed off once and may be used again, for as long as its sources are in force.

use std::{collections::BTreeMap, sync::Arc};

use chrono::Duration;
use domain::{
    AnswerId, Audience, Document, DraftKind, KeptAnswer, Meaning, Move, MoveAct, PassageId, Permission, Reason,
    SourceId, Version,
};
use gate::{Case, SourceKind, Standing, State};
use store::{Owner, PassageRow, Writer};

use crate::{
    caller::Caller,
    convert::time,
    draft_view::Names,
    error::{AppError, Result},
    facts::Weighed,
    open::App,
    view::{AnswerRow, AnswersView, ChangeAnswer, Nothing},
};

/// Days after which a signed answer is not used without a new look.
const REVIEW_DAYS: i64 = 180;

/// All signed-off answers, newest first, with those that are out of use and why.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_answers(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<AnswersView> {
    caller.may(Permission::Read)?;
    let read = app.store.read();
    let names = Names::of(&read.people().await?);
    let accounts: BTreeMap<_, _> =
        read.accounts().await?.into_iter().map(|account| (account.id, account.name)).collect();
    let all = read.answers().await?;
    let passages = passages(app, &all).await?;
    let in_use: Vec<bool> = all.iter().map(|answer| out_of_use(app, answer, &passages, None).is_none()).collect();
    let rows = all.iter().zip(&in_use).map(|(answer, used)| {
        let same = all.iter().zip(&in_use).filter(|(other, other_used)| {
            *used && **other_used && other.id != answer.id && assemble::asks_the_same(&other.question, &answer.question)
        });
        AnswerRow {
            id: answer.id.to_string(),
            question: answer.question.clone(),
            answer: gate::without_markers(&answer.body),
            sources: sources(answer, &passages),
            account_name: accounts.get(&answer.account).cloned().unwrap_or_default(),
            owner: names.name(answer.owner),
            signed_by: answer.signed_by.clone(),
            signed_at: time(answer.signed_at),
            review_on: answer.review_on.to_string(),
            draft: answer.draft.to_string(),
            out_of_use: out_of_use(app, answer, &passages, None),
            same_as: same.map(|(other, _)| other.id.to_string()).collect(),
        }
    });
    Ok(AnswersView { rows: rows.collect() })
}

/// Retires an answer, merges it into another to the same question, or lets it be used longer.
///
/// # Errors
/// `NotFound`; `Invalid` for a date that is over, or another question's answer.
pub async fn change_answer(app: &Arc<App>, caller: &Caller, order: ChangeAnswer) -> Result<AnswersView> {
    caller.may(Permission::Draft)?;
    let mut tx = app.write(caller).await?;
    let mut answer = found(&mut tx, order.answer.parse()?).await?;
    if let Some(other) = &order.merge_into {
        let other = found(&mut tx, other.parse()?).await?;
        if other.id == answer.id || !assemble::asks_the_same(&other.question, &answer.question) {
            return Err(AppError::invalid("These two answer different questions; they are not merged"));
        }
        if other.retired.is_some() {
            return Err(AppError::invalid("The other answer is out of use itself"));
        }
        answer.retired = Some(format!("Merged into the answer of {}", other.signed_at.format("%-d %B %Y")));
    } else if let Some(why) = order.retire.as_deref().map(str::trim).filter(|why| !why.is_empty()) {
        answer.retired = Some(why.to_owned());
    } else if let Some(day) = &order.review_on {
        // Whoever may release a document for use may say that its words still hold.
        caller.may(Permission::Sanction)?;
        let day = day.parse().map_err(|_| AppError::invalid(format!("'{day}' is no date; write it as 2026-12-31")))?;
        if day < app.today() {
            return Err(AppError::invalid("This day is over; name one to come"));
        }
        answer.review_on = day;
    } else {
        return Err(AppError::invalid("Say why it is retired, what it is merged into, or until when it is used"));
    }
    tx.change_answer(&answer).await?;
    tx.commit().await?;
    list_answers(app, caller, Nothing {}).await
}

async fn found(tx: &mut Writer, id: AnswerId) -> Result<KeptAnswer> {
    tx.answer(id).await?.ok_or_else(|| AppError::not_found("There is no such answer"))
}

/// Answers that may be used for a buyer who may read this: newest first.
pub(crate) async fn usable(app: &Arc<App>, reader: Audience) -> Result<Vec<KeptAnswer>> {
    let all = app.store.read().answers().await?;
    let passages = passages(app, &all).await?;
    Ok(all.into_iter().filter(|answer| out_of_use(app, answer, &passages, Some(reader)).is_none()).collect())
}

type Passages = BTreeMap<PassageId, PassageRow>;

async fn passages(app: &App, answers: &[KeptAnswer]) -> Result<Passages> {
    let cited = answers.iter().flat_map(|answer| answer.chips.iter().map(|chip| chip.citation.passage));
    let mut ids: Vec<PassageId> = cited.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = app.store.read().passages_at(&ids).await?;
    Ok(rows.into_iter().map(|row| (row.passage.id, row)).collect())
}

fn document(passages: &Passages, id: PassageId) -> Option<(&PassageRow, &Document, &Version)> {
    let row = passages.get(&id)?;
    match &row.owner {
        Owner::Document(pair) => Some((row, &pair.0, &pair.1)),
        Owner::Entry(_) => None,
    }
}

/// Why an answer is not used now, for one reader or for anybody.
fn out_of_use(app: &App, answer: &KeptAnswer, passages: &Passages, reader: Option<Audience>) -> Option<String> {
    if let Some(why) = &answer.retired {
        return Some(why.clone());
    }
    if answer.review_on < app.today() {
        return Some(format!("It was to be looked at again by {}", answer.review_on.format("%-d %B %Y")));
    }
    answer.chips.iter().find_map(|chip| {
        let Some((row, document, version)) = document(passages, chip.citation.passage) else {
            return Some("A source of it is gone".to_owned());
        };
        if row.passage.hash != chip.citation.hash {
            return Some(format!("{} says something else now", document.title));
        }
        let audience = version.sanction.as_ref().map(|given| given.audience);
        let reader = reader.unwrap_or(Audience::Nda);
        let why = Reason::of(version.force(app.today()), audience, reader)?;
        Some(format!("{}, version {}: {}", document.title, version.number, why.words()))
    })
}

fn sources(answer: &KeptAnswer, passages: &Passages) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for chip in &answer.chips {
        if let Some((_, document, version)) = document(passages, chip.citation.passage) {
            let name = format!("{}, version {}", document.title, version.number);
            if !named.contains(&name) {
                named.push(name);
            }
        }
    }
    named
}

/// Keeps an answer once its last signature is given, and takes it out of use when a decision on it is taken back. Nothing
/// that is not signed off whole, or that rests on anything but documents, is ever kept.
pub(crate) async fn after_decision(app: &App, tx: &mut Writer, weighed: &Weighed, made: &Move) -> Result<()> {
    let draft = &weighed.row.draft;
    // An answer to an objection is a letter to somebody: its greeting is not for the next buyer.
    if draft.kind != DraftKind::QuestionnaireAnswer {
        return Ok(());
    }
    let MoveAct::SignedOff(given) = &made.act else { return Ok(()) };
    if matches!(given.meaning, Meaning::SentBack | Meaning::Withdrawn) {
        if let Some(mut answer) = tx.answer_of_draft(draft.id).await?.filter(|answer| answer.retired.is_none()) {
            answer.retired = Some(format!("{} took the decision back", given.name));
            tx.change_answer(&answer).await?;
        }
        return Ok(());
    }
    let moves: Vec<Move> = weighed.row.moves.iter().chain([made]).cloned().collect();
    let standing = Standing::of(&Case { moves: &moves, ..weighed.case() }, &weighed.facts, made.at)?;
    let revision = weighed.latest()?;
    let documents = !revision.chips.is_empty()
        && revision.chips.iter().all(|chip| {
            let source: SourceId = chip.citation.passage.source;
            weighed.facts.source(source).is_some_and(|source| matches!(source.kind, SourceKind::Library { .. }))
        });
    let signed = matches!(standing.state, State::SignedOff | State::Released);
    if !signed || !documents {
        return Ok(());
    }
    let known = tx.answer_of_draft(draft.id).await?;
    let answer = KeptAnswer {
        id: known.map_or_else(|| AnswerId(app.ids.new_id()), |known| known.id),
        question: revision.subject.trim().to_owned(),
        body: revision.body.clone(),
        chips: revision.chips.clone(),
        account: draft.account,
        draft: draft.id,
        revision: revision.id,
        owner: revision.author,
        signed_by: given.name.clone(),
        signed_at: made.at,
        review_on: app.today() + Duration::days(REVIEW_DAYS),
        retired: None,
    };
    Ok(tx.keep_answer(&answer).await?)
}
