//! The moves: submit, acknowledge, decide, give up. Each says whether it is allowed, and why not.

use chrono::{DateTime, Duration, Utc};
use domain::{Acknowledgement, Meaning, Person, Severity, SignOff, Tier};

use crate::{
    facts::{Case, Facts},
    refusal::Refusal,
    seal::before,
    standing::{Standing, State, is_of_draft, is_submitted},
};

/// Whether a draft of this kind may be started or edited at all.
///
/// # Errors
/// [`Refusal::ReadOnly`] where policy lets nothing be made; [`Refusal::GivenUp`].
pub fn may_edit(standing: &Standing) -> Result<(), Refusal> {
    if standing.state == State::GivenUp {
        return Err(Refusal::GivenUp);
    }
    if standing.decision.tier == Tier::ReadOnly {
        return Err(Refusal::ReadOnly { why: standing.decision.explained() });
    }
    Ok(())
}

/// Whether the newest revision may be handed to its approvers.
///
/// # Errors
/// What blocks, or waits to be acknowledged by somebody; an approver who may override can still be asked.
pub fn may_submit(standing: &Standing) -> Result<(), Refusal> {
    may_edit(standing)?;
    standing.nothing_blocks()
}

/// Whether a finding can be acknowledged like this.
///
/// # Errors
/// No such finding, or no reason.
pub fn may_acknowledge(standing: &Standing, told: &Acknowledgement) -> Result<(), Refusal> {
    may_edit(standing)?;
    if told.reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let fits = standing.findings.iter().any(|finding| {
        finding.key == told.finding && finding.code == told.code && finding.severity == Severity::Acknowledge
    });
    if fits { Ok(()) } else { Err(Refusal::NothingToAcknowledge { code: told.code.clone() }) }
}

/// Prepares a person's decision on the newest revision, ready to be signed with their key.
///
/// # Errors
/// Why this person may not decide this, now. The same is asked again of the signed decision.
pub fn prepare(
    case: &Case<'_>,
    facts: &Facts,
    standing: &Standing,
    approver: &Person,
    (meaning, reason): (Meaning, Option<String>),
    at: DateTime<Utc>,
) -> Result<SignOff, Refusal> {
    let revision = case.latest().ok_or(Refusal::NoRevision)?;
    let subject = standing.subject.clone();
    let prepared = SignOff {
        workspace: subject.workspace,
        draft: case.draft.id,
        revision: revision.id,
        number: revision.number,
        author: subject.author,
        tier: subject.tier,
        policy: subject.policy,
        content: subject.content,
        outgoing: subject.outgoing,
        evidence: subject.evidence,
        findings: subject.findings,
        shown: subject.shown,
        before: before(&standing.held),
        approver: approver.id,
        name: approver.name.clone(),
        role: approver.role,
        meaning,
        reason: reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        at,
        expires: at + Duration::days(i64::from(facts.policy.sign_off_days)),
        signature: String::new(),
    };
    may_decide(case, facts, standing, &prepared)?;
    Ok(prepared)
}

/// Whether a signed decision, made here or on another machine, may be added to the draft's moves.
///
/// # Errors
/// Why it is worth nothing: forged, replayed, foreign, stale, by the wrong person or out of turn.
pub fn accept(
    case: &Case<'_>,
    facts: &Facts,
    standing: &Standing,
    given: &SignOff,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    is_of_draft(given, case, facts)?;
    let name = given.name.clone();
    if given.at > now {
        return Err(Refusal::FromTheFuture { name });
    }
    may_decide(case, facts, standing, given)?;
    let seen = case
        .moves
        .iter()
        .any(|made| matches!(&made.act, domain::MoveAct::SignedOff(known) if known.signature == given.signature));
    if seen {
        return Err(Refusal::TakenBack { name });
    }
    // Added as the newest move, it must count; anything else would be kept as a decision that decides nothing.
    let mut moves = case.moves.to_vec();
    let number = moves.last().map_or(1, |last| last.number + 1);
    moves.push(domain::Move {
        number,
        at: now,
        by: given.approver,
        name: given.name.clone(),
        role: given.role,
        act: domain::MoveAct::SignedOff(Box::new(given.clone())),
    });
    let after = Standing::of(&Case { moves: &moves, ..*case }, facts, now)?;
    let stopped = after.sent_back.iter().any(|back| back.signature == given.signature);
    if given.meaning == Meaning::SentBack && !stopped {
        return Err(Refusal::TextChanged { name });
    }
    if let Some((_, refusal)) = after.lapsed.iter().find(|(lapsed, _)| lapsed.signature == given.signature) {
        // An approver's own edit is kept as what it is; where four eyes are asked for, a second person must follow.
        let edited = given.meaning == Meaning::ApprovedWithEdits && matches!(refusal, Refusal::AuthorSigned { .. });
        if !edited {
            return Err(refusal.clone());
        }
    }
    Ok(())
}

fn may_decide(case: &Case<'_>, facts: &Facts, standing: &Standing, decision: &SignOff) -> Result<(), Refusal> {
    may_edit(standing)?;
    let name = || decision.name.clone();
    match decision.meaning {
        Meaning::Withdrawn => {
            let mine = standing.held.iter().any(|held| held.approver == decision.approver)
                || standing.sent_back.iter().any(|back| back.approver == decision.approver);
            return if mine { Ok(()) } else { Err(Refusal::NothingToTakeBack { name: name() }) };
        }
        Meaning::SentBack => {
            if decision.reason.is_none() {
                return Err(Refusal::ReasonMissing);
            }
            return may_send_back(facts, standing, decision);
        }
        _ => {}
    }
    let revision = case.latest().ok_or(Refusal::NoRevision)?;
    if let Some(back) = standing.sent_back.iter().find(|back| back.approver != decision.approver) {
        let reason = back.reason.clone().unwrap_or_default();
        return Err(Refusal::SentBack { name: back.name.clone(), reason });
    }
    standing.nothing_blocks()?;
    match decision.meaning {
        Meaning::Overridden => {
            if decision.reason.is_none() {
                return Err(Refusal::ReasonMissing);
            }
            if !facts.policy.overriders.contains(&decision.role) {
                return Err(standing.may_not_override(decision, facts));
            }
            if standing.open().next().is_none() {
                return Err(Refusal::NothingToOverride);
            }
        }
        _ if standing.open_is_anothers(facts) => {}
        _ => standing.nothing_open()?,
    }
    if decision.meaning == Meaning::ApprovedWithEdits {
        if revision.author != decision.approver {
            return Err(Refusal::NoEdits { name: name() });
        }
        if standing.decision.tier == Tier::ManagerApproved {
            return may_send_back(facts, standing, decision);
        }
    }
    if standing.decision.tier == Tier::ManagerApproved && !is_submitted(case, revision) {
        return Err(Refusal::NotSubmitted);
    }
    standing.fits_next(decision, case, facts)
}

/// Sending back and editing is for those who could approve.
fn may_send_back(facts: &Facts, standing: &Standing, decision: &SignOff) -> Result<(), Refusal> {
    use crate::standing::Slot;
    let fits = standing.slots.iter().any(|slot| match slot {
        Slot::Owner => facts.owner == Some(decision.approver),
        Slot::Anybody => true,
        Slot::Role(need) => need.0.contains(&decision.role),
    });
    if fits {
        return Ok(());
    }
    let who: Vec<String> = standing
        .slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Role(need) => Some(need.to_string()),
            Slot::Owner => Some("the account's owner".to_owned()),
            Slot::Anybody => None,
        })
        .collect();
    Err(Refusal::OutOfTurn { who: who.join(" or "), name: decision.name.clone(), role: decision.role })
}
