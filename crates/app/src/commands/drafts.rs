//! Drafts: started, written in revisions, compared. Nothing here decides or lets anything out.

use std::sync::Arc;

use domain::{
    Chip, Choice, ChoiceKind, Citation, Criterion, DealChange, DealField, Draft, DraftId, DraftKind, Item, MoveAct,
    Opportunity, PassageId, Permission, Recipient, Revision, RevisionId, Template,
};
use gate::Changed;
use serde_json::json;
use store::DraftRow as Kept;

use crate::{
    caller::Caller,
    commands::accounts::find_account,
    convert,
    draft_view::{Names, draft_row, draft_view},
    error::{AppError, ErrorCode, Result},
    facts::{self, Weighed, weigh, weigh_row},
    open::App,
    view::{
        ChipText, CompareRevisions, DiffPartView, DiffView, DraftView, DraftsView, ListDrafts, OfDraft, RecipientView,
        SaveDraft, StartDraft, StartStageChange,
    },
};

/// Longest body of a draft, in bytes; a mail is a few thousand.
const LONGEST: usize = 200_000;
const MOST_RECIPIENTS: usize = 200;
const MOST_CHIPS: usize = 500;

/// Drafts of an account, or all, newest first.
///
/// # Errors
/// `NotFound` for an account that is not there.
pub async fn list_drafts(app: &Arc<App>, caller: &Caller, order: ListDrafts) -> Result<DraftsView> {
    caller.may(Permission::Read)?;
    let account = match &order.account {
        Some(account) => Some(find_account(app, account).await?.id),
        None => None,
    };
    let names = Names::of(&app.store.read().people().await?);
    let mut rows = Vec::new();
    // The rows of a questionnaire are listed there.
    let drafts = app.store.read().drafts(account).await?;
    for draft in drafts.iter().filter(|draft| draft.kind != DraftKind::QuestionnaireAnswer) {
        rows.push(draft_row(caller, &weigh(app, draft.id).await?, &names)?);
    }
    Ok(DraftsView { rows })
}

/// One draft with its findings and its gate bar.
///
/// # Errors
/// `NotFound`.
pub async fn get_draft(app: &Arc<App>, caller: &Caller, order: OfDraft) -> Result<DraftView> {
    caller.may(Permission::Read)?;
    draft_view(app, caller, &weigh(app, order.draft.parse()?).await?).await
}

/// Starts a draft: empty, from a follow-up of a briefing, or from a reminder template.
///
/// # Errors
/// `GateRefused` where policy lets nothing be made; `NotFound` for a briefing, option, meeting or template.
pub async fn start_draft(app: &Arc<App>, caller: &Caller, order: StartDraft) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let account = find_account(app, &order.account).await?;
    let kind = kind(&order.kind)?;
    if kind == DraftKind::QuestionnaireAnswer {
        return Err(AppError::invalid("A row of a questionnaire is answered in its questionnaire"));
    }
    if kind == DraftKind::StageChange {
        return Err(AppError::invalid("A change of a deal is asked for with its fields; use the deal's own request"));
    }
    let id = DraftId(app.ids.new_id());
    let mut first = empty(app, caller, id);
    let meeting = order.meeting.as_deref().map(str::parse).transpose()?;
    let mut draft = Draft {
        id,
        account: account.id,
        kind,
        purpose: order.purpose.unwrap_or_default().trim().to_owned(),
        briefing: order.briefing.as_deref().map(str::parse).transpose()?,
        meeting,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
    let mut sources = json!([]);
    if let (Some(briefing), Some(option)) = (draft.briefing, order.option) {
        let briefing = app.store.read().briefing(briefing).await?;
        let briefing = briefing.filter(|kept| kept.head.account == account.id);
        let briefing = briefing.ok_or_else(|| AppError::not_found("This briefing is not one of the account's"))?;
        let choice = follow_up(&briefing, option)?;
        draft.purpose = choice.title.clone();
        draft.meeting = draft.meeting.or(briefing.head.meeting.as_ref().map(|meeting| meeting.entry));
        from_choice(&mut first, choice);
        sources = sources_of(&first);
    } else if let Some(name) = &order.template {
        let filled = fill(app, &draft, name).await?;
        first.subject.clone_from(&filled.template.subject);
        first.body.clone_from(&filled.template.body);
        first.recipients = filled.recipients;
        draft.template = Some(filled.template);
    }
    if draft.purpose.is_empty() {
        draft.purpose = draft.template.as_ref().map_or_else(|| kind.words().to_owned(), |filled| filled.name.clone());
    }
    keep_new(app, caller, draft, first, sources).await
}

/// Asks for a change of a deal's stage, close date or amount, with the exit criteria of the stage that is left.
///
/// # Errors
/// `NotFound` for the deal; `Invalid` when nothing would change.
pub async fn start_stage_change(app: &Arc<App>, caller: &Caller, order: StartStageChange) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let account = find_account(app, &order.account).await?;
    let deals = app.store.read().opportunities(account.id).await?;
    let wanted = order.opportunity.trim().to_lowercase();
    let fits = |deal: &&Opportunity| deal.id.to_string() == wanted || deal.name.to_lowercase() == wanted;
    let deal = deals.iter().find(fits).ok_or_else(|| {
        let names: Vec<&str> = deals.iter().map(|deal| deal.name.as_str()).collect();
        AppError::not_found(format!(
            "{} has no deal '{}'; there are {}",
            account.name,
            order.opportunity,
            names.join(", ")
        ))
    })?;
    let fields = changed_fields(deal, &order)?;
    let policy = facts::policy(app).await?;
    let leaves = deal.stage.as_deref().unwrap_or_default().to_lowercase();
    let stage = policy.stages.iter().find(|stage| stage.name.to_lowercase() == leaves);
    let moves_on = fields.iter().any(|(field, _, _)| *field == DealField::Stage);
    let criteria = stage.filter(|_| moves_on).map(|stage| stage.criteria.clone()).unwrap_or_default();
    let id = DraftId(app.ids.new_id());
    let mut first = empty(app, caller, id);
    first.subject = format!("Change of {}", deal.name);
    first.change = Some(DealChange {
        opportunity: deal.id,
        record: deal.external_id.clone().unwrap_or_else(|| deal.name.clone()),
        fields,
        criteria: criteria.into_iter().map(|says| Criterion { says, evidence: Vec::new() }).collect(),
    });
    let draft = Draft {
        id,
        account: account.id,
        kind: DraftKind::StageChange,
        purpose: first.subject.clone(),
        briefing: None,
        meeting: None,
        template: None,
        made_by: caller.person().id,
        made_at: app.real_now(),
    };
    keep_new(app, caller, draft, first, json!([])).await
}

fn changed_fields(deal: &Opportunity, order: &StartStageChange) -> Result<Vec<(DealField, Option<String>, String)>> {
    let asked = [
        (DealField::Stage, deal.stage.clone(), &order.stage),
        (DealField::CloseDate, deal.close_date.map(|date| date.to_string()), &order.close_date),
        (DealField::Amount, deal.amount.clone(), &order.amount),
    ];
    let mut fields = Vec::new();
    for (field, from, to) in asked {
        let Some(to) = to.as_deref().map(str::trim).filter(|to| !to.is_empty()) else { continue };
        if from.as_deref() == Some(to) {
            continue;
        }
        match field {
            DealField::CloseDate if to.parse::<chrono::NaiveDate>().is_err() => {
                return Err(AppError::invalid(format!("'{to}' is no date; write it as 2026-12-31")));
            }
            DealField::Amount if !to.chars().all(|c| c.is_ascii_digit() || c == '.') || to.matches('.').count() > 1 => {
                return Err(AppError::invalid(format!(
                    "'{to}' is no amount; write digits and a point, such as 128000.50"
                )));
            }
            _ => fields.push((field, from, to.to_owned())),
        }
    }
    if fields.is_empty() {
        return Err(AppError::invalid("Nothing would change; name a stage, a close date or an amount that differs"));
    }
    Ok(fields)
}

fn kind(word: &str) -> Result<DraftKind> {
    DraftKind::of_word(word).ok_or_else(|| {
        let known: Vec<&str> = DraftKind::ALL.iter().map(|kind| kind.word()).collect();
        AppError::invalid(format!("'{word}' is no kind of draft; known are {}", known.join(", ")))
    })
}

fn empty(app: &App, caller: &Caller, draft: DraftId) -> Revision {
    Revision {
        id: RevisionId(app.ids.new_id()),
        draft,
        number: 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: Vec::new(),
        subject: String::new(),
        body: String::new(),
        chips: Vec::new(),
        show_sources: false,
        change: None,
    }
}

/// The follow-up of part 12 at this place.
fn follow_up(briefing: &domain::Briefing, option: u32) -> Result<&Choice> {
    let items = briefing.sections.iter().flat_map(|section| &section.items);
    let mut choices = items.filter_map(|item| match item {
        Item::Choice(choice) if choice.kind == ChoiceKind::FollowUp => Some(choice),
        _ => None,
    });
    choices.nth(option as usize).ok_or_else(|| AppError::not_found("This briefing has no such follow-up"))
}

/// The option's text with a chip for every statement it rests on, at the end of the sentence that says or quotes it.
fn from_choice(first: &mut Revision, choice: &Choice) {
    first.subject.clone_from(&choice.title);
    first.body.clone_from(&choice.draft);
    let claims = gate::claims(first);
    let mut chips: Vec<Chip> = Vec::new();
    let mut placed: Vec<(usize, String)> = Vec::new();
    for statement in &choice.rests_on {
        let citations: Vec<&Citation> = statement.citations.iter().collect();
        let words = [statement.text.trim_end_matches('.')].into_iter().chain(citations.iter().map(|one| &*one.quote));
        // A quote may run over several sentences: its chip belongs to the last of them.
        let said =
            words.filter(|words| !words.is_empty()).find_map(|words| first.body.find(words).map(|at| at + words.len()));
        let Some(claim) = said.and_then(|end| claims.iter().find(|claim| claim.end as usize >= end)) else { continue };
        let mut marks = String::new();
        for citation in citations {
            let known = chips.iter().find(|chip| chip.citation == *citation).map(|chip| chip.number);
            let number = known.unwrap_or_else(|| {
                let number = convert::count(chips.len() + 1);
                chips.push(Chip { number, citation: citation.clone() });
                number
            });
            marks.push_str(&format!("[^{number}]"));
        }
        placed.push((claim.end as usize, marks));
    }
    placed.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    for (at, marks) in placed {
        if first.body.is_char_boundary(at) {
            first.body.insert_str(at, &marks);
        }
    }
    first.chips = chips;
}

/// For the log: each sentence with the passages it rests on.
pub(crate) fn sources_of(revision: &Revision) -> serde_json::Value {
    let cited = |number: &u32| {
        let chip = revision.chips.iter().find(|chip| chip.number == *number)?;
        Some(json!({ "passage": chip.citation.passage, "hash": chip.citation.hash }))
    };
    let claims = gate::claims(revision);
    let sentences = claims.iter().map(|claim| {
        json!({
            "sentence": domain::TextHash::of(&claim.text),
            "sources": claim.chips.iter().filter_map(cited).collect::<Vec<_>>(),
        })
    });
    sentences.collect()
}

struct Filled {
    template: Template,
    recipients: Vec<Recipient>,
}

/// A reminder template with its blanks filled from the meeting and its attendees.
async fn fill(app: &Arc<App>, draft: &Draft, name: &str) -> Result<Filled> {
    let policy = facts::policy(app).await?;
    let known = policy.templates.iter().find(|template| template.name.eq_ignore_ascii_case(name.trim()));
    let template = known.ok_or_else(|| {
        let names: Vec<&str> = policy.templates.iter().map(|template| template.name.as_str()).collect();
        AppError::not_found(format!("The policy has no template '{name}'; it has {}", names.join(", ")))
    })?;
    let read = app.store.read();
    let entry = match draft.meeting {
        Some(meeting) => read.entry(meeting).await?,
        None => None,
    };
    let entry = entry.ok_or_else(|| AppError::invalid("A reminder needs the meeting it reminds of; name one"))?;
    let zone = entry.zone_minutes.unwrap_or_else(|| app.zone_minutes());
    let local = entry.at + chrono::Duration::minutes(i64::from(zone));
    let ours = crate::gather::our_domains(app).await?;
    let theirs: Vec<_> = entry
        .people
        .iter()
        .filter(|person| person.role != domain::PartRole::Declined)
        .filter_map(|person| Some((person.name.clone(), person.email.clone()?)))
        .filter(|(_, email)| !ours.iter().any(|own| email.ends_with(&format!("@{own}"))))
        .collect();
    let names: Vec<String> =
        theirs.iter().filter_map(|(name, _)| name.as_deref()?.split_whitespace().next().map(str::to_owned)).collect();
    let greeted = if names.is_empty() { "everyone".to_owned() } else { names.join(", ") };
    let filled = |text: &str| {
        text.replace("{name}", &greeted)
            .replace("{meeting}", &entry.title)
            .replace("{date}", &local.format("%A, %-d %B %Y").to_string())
            .replace("{time}", &local.format("%H:%M").to_string())
            .replace("{place}", entry.location.as_deref().unwrap_or("the agreed place"))
    };
    Ok(Filled {
        template: Template {
            name: template.name.clone(),
            subject: filled(&template.subject),
            body: filled(&template.body),
        },
        recipients: theirs.into_iter().map(|(name, email)| Recipient { name, email: email.to_lowercase() }).collect(),
    })
}

/// Asks the gate before a draft comes to be: under read-only, none does.
pub(crate) async fn keep_new(
    app: &Arc<App>,
    caller: &Caller,
    draft: Draft,
    first: Revision,
    sources: serde_json::Value,
) -> Result<DraftView> {
    let row = Kept { draft, revisions: vec![first], moves: Vec::new(), releases: Vec::new() };
    let weighed = weigh_row(app, row).await?;
    if let Err(refusal) = gate::may_edit(&weighed.standing) {
        refused(app, caller, &weighed.row.draft.account.to_string(), "start_draft", &refusal).await?;
        return Err(refusal.into());
    }
    let mut tx = app.write(caller).await?;
    tx.keep_draft(&weighed.row.draft, weighed.latest()?, sources).await?;
    tx.commit().await?;
    draft_view(app, caller, &weighed).await
}

/// Logs an attempt that the gate refused.
///
/// # Errors
/// When the log cannot be written: then nothing else is done either.
pub(crate) async fn refused(app: &App, caller: &Caller, subject: &str, what: &str, why: &gate::Refusal) -> Result<()> {
    app.refused(caller, subject, what, &why.to_string()).await
}

/// Saves an edit as the next revision.
///
/// # Errors
/// `Conflict` when somebody saved meanwhile: nothing is lost, both texts can be compared. `Invalid` for chips whose
/// passage or quote does not exist.
pub async fn save_draft(app: &Arc<App>, caller: &Caller, order: SaveDraft) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    let row =
        app.store.read().draft(id).await?.ok_or_else(|| AppError::not_found("This draft is not in the workspace"))?;
    let given_up = row.moves.iter().any(|made| matches!(made.act, MoveAct::GivenUp { .. }));
    if given_up {
        return Err(gate::Refusal::GivenUp.into());
    }
    let Some(latest) = row.revisions.last() else {
        return Err(AppError::not_found("This draft has no text"));
    };
    if order.base != latest.number {
        return Err(conflict(latest.number));
    }
    let mut next = revised(app, caller, latest, order).await?;
    if row.draft.kind == DraftKind::QuestionnaireAnswer {
        // The question is the buyer's, and the file goes back by hand.
        next.subject.clone_from(&latest.subject);
        next.recipients.clear();
    }
    if next.content_hash() == latest.content_hash() {
        return draft_view(app, caller, &weigh_row(app, row).await?).await;
    }
    let mut tx = app.write(caller).await?;
    tx.keep_revision(&next).await.map_err(|error| match error {
        store::StoreError::Conflict { newest } => conflict(u32::try_from(newest).unwrap_or_default()),
        other => other.into(),
    })?;
    tx.commit().await?;
    draft_view(app, caller, &weigh(app, id).await?).await
}

fn conflict(newest: u32) -> AppError {
    AppError::new(
        ErrorCode::Conflict,
        format!(
            "Somebody else saved revision {newest} meanwhile. Your text is kept here: compare the two, then save yours on top or take theirs"
        ),
    )
}

async fn revised(app: &App, caller: &Caller, latest: &Revision, order: SaveDraft) -> Result<Revision> {
    if order.body.len() > LONGEST || order.subject.len() > 2000 {
        return Err(AppError::invalid("This text is too long for a draft; attach a document instead"));
    }
    if order.recipients.len() > MOST_RECIPIENTS || order.chips.len() > MOST_CHIPS {
        return Err(AppError::invalid(format!(
            "A draft has at most {MOST_RECIPIENTS} recipients and {MOST_CHIPS} citations"
        )));
    }
    let mut chips = Vec::new();
    for chip in &order.chips {
        chips.push(Chip { number: chip.number, citation: cited(app, chip, latest).await? });
    }
    let mut change = latest.change.clone();
    if let (Some(change), Some(criteria)) = (&mut change, &order.criteria) {
        for (criterion, evidence) in change.criteria.iter_mut().zip(criteria) {
            criterion.evidence.clear();
            for chip in evidence {
                criterion.evidence.push(cited(app, chip, latest).await?);
            }
        }
    }
    Ok(Revision {
        id: RevisionId(app.ids.new_id()),
        draft: latest.draft,
        number: latest.number + 1,
        author: caller.person().id,
        at: app.real_now(),
        recipients: order.recipients.iter().map(addressed).collect::<Result<_>>()?,
        subject: order.subject,
        body: order.body.replace("\r\n", "\n"),
        chips,
        show_sources: order.show_sources,
        change,
    })
}

fn addressed(one: &RecipientView) -> Result<Recipient> {
    let email = one.email.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@').unwrap_or_default();
    if local.is_empty()
        || !domain.contains('.')
        || email.contains(char::is_whitespace)
        || email.contains([',', ';', '<', '>', '"'])
    {
        return Err(AppError::invalid(format!("'{}' is no mail address; write it as name@company.example", one.email)));
    }
    let name = one.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    Ok(Recipient { name, email })
}

/// A chip's citation with the passage's hash as it is now; one that the last revision had keeps its own, so that a
/// source that changed since is still found to have changed.
async fn cited(app: &App, chip: &ChipText, latest: &Revision) -> Result<Citation> {
    let id: PassageId = chip.passage.parse()?;
    let known = latest.citations().find(|known| known.passage == id && known.quote == chip.quote);
    if let Some(known) = known {
        return Ok(known.clone());
    }
    let rows = app.store.read().passages_at(&[id]).await?;
    let Some(row) = rows.into_iter().next() else {
        return Err(AppError::new(
            ErrorCode::SourceChanged,
            "This passage is no longer in the workspace; cite another",
        ));
    };
    let range = if chip.quote.is_empty() {
        0..row.passage.text.len()
    } else {
        fidelity::find_quote(&chip.quote, &row.passage.text).ok_or_else(|| {
            AppError::new(
                ErrorCode::SourceChanged,
                format!("“{}” is not in this passage; cite the words that stand there", chip.quote),
            )
        })?
    };
    let quote = row.passage.text.get(range.clone()).unwrap_or_default().to_owned();
    let (start, end) = (convert::count(range.start), convert::count(range.end));
    Ok(Citation { passage: id, hash: row.passage.hash, quote, start, end })
}

/// What changed between two revisions, word by word.
///
/// # Errors
/// `NotFound` for a revision that is not there.
pub async fn compare_revisions(app: &Arc<App>, caller: &Caller, order: CompareRevisions) -> Result<DiffView> {
    caller.may(Permission::Read)?;
    let id: DraftId = order.draft.parse()?;
    let row =
        app.store.read().draft(id).await?.ok_or_else(|| AppError::not_found("This draft is not in the workspace"))?;
    let find = |number: u32| {
        let found = row.revisions.iter().find(|revision| revision.number == number);
        found.ok_or_else(|| AppError::not_found(format!("This draft has no revision {number}")))
    };
    let (from, to) = (find(order.from)?, find(order.to)?);
    Ok(DiffView {
        from: order.from,
        to: order.to,
        recipients: parts(&listed(from), &listed(to)),
        subject: parts(&from.subject, &to.subject),
        body: parts(&from.body, &to.body),
    })
}

fn listed(revision: &Revision) -> String {
    let all = revision.recipients.iter().map(|one| match &one.name {
        Some(name) => format!("{name} <{}>", one.email),
        None => one.email.clone(),
    });
    all.collect::<Vec<_>>().join(", ")
}

fn parts(from: &str, to: &str) -> Vec<DiffPartView> {
    gate::diff(from, to)
        .into_iter()
        .map(|part| DiffPartView {
            changed: match part.changed {
                Changed::Same => "same",
                Changed::Added => "added",
                Changed::Removed => "removed",
            }
            .to_owned(),
            text: part.text,
        })
        .collect()
}

/// The newest revision, if it is the one that the person saw.
///
/// # Errors
/// `GateRefused` when somebody saved another meanwhile.
pub(crate) fn seen(weighed: &Weighed, revision: u32) -> Result<()> {
    let newest = weighed.latest()?.number;
    if newest == revision { Ok(()) } else { Err(gate::Refusal::NotLatest { newest }.into()) }
}
