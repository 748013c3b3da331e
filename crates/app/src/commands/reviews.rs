//! Review: what waits for whom, and every move on a draft. The gate says what is allowed; here it is asked, kept, logged.

use std::{path::Path, sync::Arc};

use domain::{Acknowledgement, DraftId, DraftKind, Meaning, Move, MoveAct, Permission, SignOff};
use gate::{Refusal, Slot};

use crate::{
    caller::Caller,
    commands::{
        answers,
        briefings::write_file,
        drafts::{refused, seen},
        releases::allowed,
    },
    draft_view::{Names, draft_row, draft_view, waits_for},
    error::{AppError, Result},
    facts::{Weighed, weigh},
    open::App,
    view::{
        AcceptDecision, AcknowledgeFinding, DecideDraft, DraftView, DraftsView, ExportPacket, Nothing, OnDraft,
        RefusedDraft, SignReminders, SignedReminders, WrittenView,
    },
};

/// Largest decision file that is read, in bytes; one is about two thousand.
const LARGEST_DECISION: u64 = 64 * 1024;

/// What waits for this person, riskiest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn list_reviews(app: &Arc<App>, caller: &Caller, _: Nothing) -> Result<DraftsView> {
    caller.may(Permission::Read)?;
    let names = Names::of(&app.store.read().people().await?);
    let mut rows = Vec::new();
    // The rows of a questionnaire wait in the questionnaire.
    let drafts = app.store.read().drafts(None).await?;
    for draft in drafts.iter().filter(|draft| draft.kind != DraftKind::QuestionnaireAnswer) {
        let weighed = weigh(app, draft.id).await?;
        if waits_for(caller, &weighed) {
            rows.push(draft_row(caller, &weighed, &names)?);
        }
    }
    rows.sort_by(|a, b| b.risk.cmp(&a.risk).then_with(|| a.saved_at.cmp(&b.saved_at)));
    Ok(DraftsView { rows })
}

/// Hands the newest revision to its approvers.
///
/// # Errors
/// `GateRefused` while a finding blocks.
pub async fn submit_draft(app: &Arc<App>, caller: &Caller, order: OnDraft) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    make_move(app, caller, id, order.revision, |weighed| {
        gate::may_submit(&weighed.standing)?;
        let note = order.text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        Ok(MoveAct::Submitted { revision: weighed.latest_id()?, note })
    })
    .await
}

/// Remarks on the newest revision.
///
/// # Errors
/// `Invalid` for an empty remark.
pub async fn comment_draft(app: &Arc<App>, caller: &Caller, order: OnDraft) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    make_move(app, caller, id, order.revision, |weighed| {
        let text = order.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let text = text.ok_or(Refusal::ReasonMissing)?.to_owned();
        Ok(MoveAct::Commented { revision: weighed.latest_id()?, text })
    })
    .await
}

/// Gives a draft up: nothing of it can leave any more.
///
/// # Errors
/// `GateRefused` for one that was given up already.
pub async fn give_up_draft(app: &Arc<App>, caller: &Caller, order: OnDraft) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    make_move(app, caller, id, order.revision, |weighed| {
        if weighed.standing.state == gate::State::GivenUp {
            return Err(Refusal::GivenUp);
        }
        Ok(MoveAct::GivenUp { reason: order.text.as_deref().unwrap_or_default().trim().to_owned() })
    })
    .await
}

/// Accepts a finding by name, with a reason.
///
/// # Errors
/// `GateRefused` for a finding that is not there, that blocks, or without a reason.
pub async fn acknowledge_finding(app: &Arc<App>, caller: &Caller, order: AcknowledgeFinding) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    make_move(app, caller, id, order.revision, |weighed| {
        let told = Acknowledgement {
            finding: domain::TextHash(order.finding.clone()),
            code: order.code.clone(),
            reason: order.reason.trim().to_owned(),
        };
        gate::may_acknowledge(&weighed.standing, &told)?;
        Ok(MoveAct::Acknowledged(told))
    })
    .await
}

/// Weighs, asks, and keeps a move while nobody else can write. What the gate refuses is logged.
async fn make_move(
    app: &Arc<App>,
    caller: &Caller,
    id: DraftId,
    revision: u32,
    ask: impl Fn(&Weighed) -> Result<MoveAct, Refusal>,
) -> Result<DraftView> {
    let mut tx = app.write(caller).await?;
    let weighed = weigh(app, id).await?;
    seen(&weighed, revision)?;
    let act = match ask(&weighed) {
        Ok(act) => act,
        Err(refusal) => {
            drop(tx);
            refused(app, caller, &id.to_string(), "move", &refusal).await?;
            return Err(refusal.into());
        }
    };
    tx.keep_move(id, &next_move(app, caller, &weighed, act)).await?;
    tx.commit().await?;
    draft_view(app, caller, &weigh(app, id).await?).await
}

pub(crate) fn next_move(app: &App, caller: &Caller, weighed: &Weighed, act: MoveAct) -> Move {
    let person = caller.person();
    Move {
        number: weighed.row.moves.last().map_or(1, |last| last.number + 1),
        at: app.real_now(),
        by: person.id,
        name: person.name.clone(),
        role: person.role,
        act,
    }
}

impl Weighed {
    fn latest_id(&self) -> Result<domain::RevisionId, Refusal> {
        self.row.revisions.last().map(|revision| revision.id).ok_or(Refusal::NoRevision)
    }
}

/// Decides on the newest revision with the person's own key.
///
/// # Errors
/// `GateRefused` when this person may not decide this; `NotAllowed` when the key stays locked.
pub async fn decide_draft(app: &Arc<App>, caller: &Caller, order: DecideDraft) -> Result<DraftView> {
    caller.may(Permission::Review)?;
    let id: DraftId = order.draft.parse()?;
    let meaning = meaning(&order.meaning)?;
    decide(app, caller, (id, Some(order.revision)), (meaning, order.reason), order.passphrase.as_deref()).await?;
    draft_view(app, caller, &weigh(app, id).await?).await
}

pub(crate) fn meaning(word: &str) -> Result<Meaning> {
    Meaning::ALL.into_iter().find(|meaning| meaning.word() == word).ok_or_else(|| {
        let known: Vec<&str> = Meaning::ALL.iter().map(|meaning| meaning.word()).collect();
        AppError::invalid(format!("'{word}' is no decision; known are {}", known.join(", ")))
    })
}

async fn decide(
    app: &Arc<App>,
    caller: &Caller,
    (id, revision): (DraftId, Option<u32>),
    (meaning, reason): (Meaning, Option<String>),
    passphrase: Option<&str>,
) -> Result<()> {
    let me = caller.person();
    // Asked before the key is opened, so that nobody types a passphrase for nothing.
    let early = weigh(app, id).await?;
    if let Some(revision) = revision {
        seen(&early, revision)?;
    }
    let asked =
        gate::prepare(&early.case(), &early.facts, &early.standing, me, (meaning, reason.clone()), app.real_now());
    if let Err(refusal) = asked {
        refused(app, caller, &id.to_string(), meaning.word(), &refusal).await?;
        return Err(refusal.into());
    }
    let now = app.real_now();
    let (held, given, person) = (Arc::clone(app), passphrase.map(str::to_owned), me.id);
    let key = tokio::task::spawn_blocking(move || held.keys.for_act(person, given.as_deref(), now)).await??;
    let mut tx = app.write(caller).await?;
    let weighed = weigh(app, id).await?;
    if let Some(revision) = revision {
        seen(&weighed, revision)?;
    }
    let now = app.real_now();
    let prepared = gate::prepare(&weighed.case(), &weighed.facts, &weighed.standing, me, (meaning, reason), now);
    let accepted = prepared.map(|prepared| gate::sign(prepared, &key)).and_then(|signed| {
        gate::accept(&weighed.case(), &weighed.facts, &weighed.standing, &signed, now).map(|()| signed)
    });
    let signed = match accepted {
        Ok(signed) => signed,
        Err(refusal) => {
            drop(tx);
            refused(app, caller, &id.to_string(), meaning.word(), &refusal).await?;
            return Err(refusal.into());
        }
    };
    let made = next_move(app, caller, &weighed, MoveAct::SignedOff(Box::new(signed)));
    tx.keep_move(id, &made).await?;
    answers::after_decision(app, &mut tx, &weighed, &made).await?;
    tx.commit().await?;
    crate::witness::after(app, me.id, &key).await;
    Ok(())
}

/// Signs several reminders at once, each for itself; what is no plain reminder is refused and told.
///
/// # Errors
/// `NotAllowed` when the key stays locked.
pub async fn sign_reminders(app: &Arc<App>, caller: &Caller, order: SignReminders) -> Result<SignedReminders> {
    caller.may(Permission::Review)?;
    if let Some(passphrase) = order.passphrase {
        let (held, person, now) = (Arc::clone(app), caller.person().id, app.real_now());
        tokio::task::spawn_blocking(move || held.keys.unlock(person, &passphrase, now)).await??;
    }
    let (mut signed, mut refusals) = (Vec::new(), Vec::new());
    for text in order.drafts {
        let id: DraftId = text.parse()?;
        let weighed = weigh(app, id).await?;
        if weighed.standing.slots != [Slot::Anybody] {
            refusals.push(RefusedDraft {
                draft: text,
                why: "This is no plain reminder; sign it off on its own page".to_owned(),
            });
            continue;
        }
        match decide(app, caller, (id, None), (Meaning::Approved, None), None).await {
            Ok(()) => signed.push(text),
            Err(error) => refusals.push(RefusedDraft { draft: text, why: error.message }),
        }
    }
    Ok(SignedReminders { signed, refused: refusals })
}

/// Writes the review packet: one file that an approver without this workspace can read and decide on.
///
/// # Errors
/// `Invalid` or `DiskFull` when the file cannot be written.
pub async fn export_packet(app: &Arc<App>, caller: &Caller, order: ExportPacket) -> Result<WrittenView> {
    caller.may(Permission::Draft)?;
    let id: DraftId = order.draft.parse()?;
    let weighed = weigh(app, id).await?;
    allowed(app, caller, &weighed, "packet.html").await?;
    let names = Names::of(&app.store.read().people().await?);
    let author = names.name(weighed.latest()?.author);
    let (facts, standing) = (&weighed.facts, &weighed.standing);
    let packet = gate::packet(&weighed.case(), facts, standing, (&app.workspace.name, &author), app.real_now());
    let packet = packet.ok_or(Refusal::NoRevision)?;
    let mut tx = app.write(caller).await?;
    let body = serde_json::json!({ "revision": packet.revision, "shown": packet.shown });
    tx.audit(domain::Act::PacketExported, &id.to_string(), body).await?;
    tx.commit().await?;
    write_file(Path::new(&order.path), &export::packet(&packet))?;
    Ok(WrittenView { path: order.path })
}

/// Takes in a decision that was made elsewhere.
///
/// # Errors
/// `GateRefused` for one that is forged, replayed, foreign, stale or out of turn; `Invalid` for another file.
pub async fn accept_decision(app: &Arc<App>, caller: &Caller, order: AcceptDecision) -> Result<DraftView> {
    caller.may(Permission::Draft)?;
    let path = Path::new(&order.path);
    let failed = |error: std::io::Error| AppError::invalid(format!("{} cannot be read: {error}", path.display()));
    if std::fs::metadata(path).map_err(failed)?.len() > LARGEST_DECISION {
        return Err(AppError::invalid(format!("{} is no decision file: it is far too large", path.display())));
    }
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let given: SignOff = export::read_decision(&text)?.sign_off;
    let mut tx = app.write(caller).await?;
    let weighed = weigh(app, given.draft).await?;
    let now = app.real_now();
    if let Err(refusal) = gate::accept(&weighed.case(), &weighed.facts, &weighed.standing, &given, now) {
        drop(tx);
        refused(app, caller, &given.draft.to_string(), "accept_decision", &refusal).await?;
        return Err(refusal.into());
    }
    let id = given.draft;
    let made = Move {
        number: weighed.row.moves.last().map_or(1, |last| last.number + 1),
        at: now,
        by: given.approver,
        name: given.name.clone(),
        role: given.role,
        act: MoveAct::SignedOff(Box::new(given)),
    };
    tx.keep_move(id, &made).await?;
    answers::after_decision(app, &mut tx, &weighed, &made).await?;
    tx.commit().await?;
    draft_view(app, caller, &weigh(app, id).await?).await
}
