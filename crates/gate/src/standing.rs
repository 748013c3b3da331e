//! Where a draft stands today: its moments, its tier, its findings, which sign-offs hold and which lapsed, and what is
//! still in the way. Computed anew from the facts each time; nothing of it is ever stored.

use chrono::{DateTime, Duration, Utc};
use domain::{Finding, Meaning, MoveAct, PersonId, Revision, Severity, SignOff, TextHash, Tier};

use crate::{
    assessment::Assessment,
    classify::Class,
    facts::{Case, Facts},
    policy::{Decision, Need},
    refusal::Refusal,
    seal::{Subject, before, is_signed_by, seal},
    sheet,
};

/// A finding that a person accepted by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    pub key: TextHash,
    pub code: String,
    pub by: PersonId,
    pub name: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// One sign-off that the tier asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The account's owner in person.
    Owner,
    /// Anybody with a key: a reminder from its template.
    Anybody,
    Role(Need),
}

/// Where a draft is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Writing,
    InReview,
    SentBack,
    SignedOff,
    Released,
    GivenUp,
}

impl State {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Writing => "in draft",
            Self::InReview => "in review",
            Self::SentBack => "sent back",
            Self::SignedOff => "signed off",
            Self::Released => "released",
            Self::GivenUp => "given up",
        }
    }
}

/// Everything the gate says about a draft's newest revision.
#[derive(Debug, Clone)]
pub struct Standing {
    pub class: Class,
    pub decision: Decision,
    pub findings: Vec<Finding>,
    pub acknowledged: Vec<Acknowledged>,
    /// The sign-offs asked for, in order; the first `held.len()` are given.
    pub slots: Vec<Slot>,
    pub held: Vec<SignOff>,
    /// Sign-offs on this draft that do not count, with the reason.
    pub lapsed: Vec<(SignOff, Refusal)>,
    /// Standing decisions to send this very text back: each stops it until that person thinks otherwise, even when
    /// policy asks for others by now.
    pub sent_back: Vec<SignOff>,
    pub subject: Subject,
    pub state: State,
    /// What an approver is shown, word for word.
    pub sheet: String,
}

impl Standing {
    /// Where the newest revision stands on these facts, now.
    ///
    /// # Errors
    /// [`Refusal::NoRevision`] for a draft without text.
    pub fn of(case: &Case<'_>, facts: &Facts, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let revision = case.latest().ok_or(Refusal::NoRevision)?;
        let (class, decision, findings) = match case.read.filter(|read| read.is_of(case.draft, revision, facts)) {
            Some(read) => read.parts(),
            None => Assessment::of(case.draft, revision, facts).parts(),
        };
        let acknowledged = acknowledged(case, &findings);
        let sheet = sheet::written(case, revision, facts, &decision, &findings, &acknowledged);
        let shown = TextHash::of(&sheet);
        let subject = Subject::of(revision, facts, decision.tier, (&findings, &acknowledged), shown);
        let slots = slots(&decision);
        let mut standing = Self {
            class,
            decision,
            findings,
            acknowledged,
            slots,
            held: Vec::new(),
            lapsed: Vec::new(),
            sent_back: Vec::new(),
            subject,
            state: State::Writing,
            sheet,
        };
        standing.weigh(case, revision, facts, now);
        standing.state = standing.state_of(case, revision);
        Ok(standing)
    }

    /// Takes the decisions in the order in which they were made and keeps those that hold.
    fn weigh(&mut self, case: &Case<'_>, revision: &Revision, facts: &Facts, now: DateTime<Utc>) {
        let given = case.moves.iter().filter_map(|made| match &made.act {
            MoveAct::SignedOff(sign_off) => Some(&**sign_off),
            _ => None,
        });
        let given: Vec<&SignOff> = given.collect();
        let ends = |one: &SignOff| {
            matches!(one.meaning, Meaning::Withdrawn | Meaning::SentBack) && is_of_draft(one, case, facts).is_ok()
        };
        // What a person said before they thought otherwise is never said again, wherever somebody lays it in.
        let over: Vec<&SignOff> = given.iter().copied().filter(|one| ends(one)).collect();
        let mut seen: Vec<&str> = Vec::new();
        for sign_off in given {
            let name = sign_off.name.clone();
            if seen.contains(&sign_off.signature.as_str()) {
                self.lapsed.push((sign_off.clone(), Refusal::TakenBack { name }));
                continue;
            }
            seen.push(&sign_off.signature);
            let ended = over.iter().any(|end| {
                end.approver == sign_off.approver && end.signature != sign_off.signature && end.at >= sign_off.at
            });
            match sign_off.meaning {
                Meaning::Withdrawn => {}
                _ if ended => self.lapsed.push((sign_off.clone(), Refusal::TakenBack { name })),
                Meaning::SentBack => {
                    if self.is_said_of(sign_off, case, revision, facts) {
                        self.held.retain(|held| held.approver != sign_off.approver);
                        self.sent_back.push(sign_off.clone());
                    }
                }
                _ => match self.holds(sign_off, case, revision, facts, now) {
                    Ok(()) => {
                        self.sent_back.retain(|back| back.approver != sign_off.approver);
                        self.held.push(sign_off.clone());
                    }
                    Err(refusal) => {
                        // It counts for nothing by now, but whoever gave it no longer stops this text.
                        if self.is_said_of(sign_off, case, revision, facts) && sign_off.at <= now {
                            self.sent_back.retain(|back| back.approver != sign_off.approver);
                        }
                        self.lapsed.push((sign_off.clone(), refusal));
                    }
                },
            }
        }
    }

    /// Whether a decision was truly made on this very text, whatever it counts for by now.
    fn is_said_of(&self, sign_off: &SignOff, case: &Case<'_>, revision: &Revision, facts: &Facts) -> bool {
        sign_off.content == self.subject.content
            && sign_off.revision == revision.id
            && is_of_draft(sign_off, case, facts).is_ok()
    }

    /// Whether an approval holds for this text on these facts, as the next of the chain.
    fn holds(
        &self,
        sign_off: &SignOff,
        case: &Case<'_>,
        revision: &Revision,
        facts: &Facts,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        is_of_draft(sign_off, case, facts)?;
        self.is_on_this(sign_off, revision)?;
        let name = || sign_off.name.clone();
        if sign_off.at > now {
            return Err(Refusal::FromTheFuture { name: name() });
        }
        if sign_off.expires <= now {
            return Err(Refusal::Expired { name: name() });
        }
        if sign_off.expires - sign_off.at > Duration::days(i64::from(facts.policy.sign_off_days)) {
            return Err(Refusal::HoldsTooLong { name: name() });
        }
        if sign_off.before != before(&self.held) {
            return Err(Refusal::ChainChanged { name: name() });
        }
        let overridden = sign_off.meaning == Meaning::Overridden;
        if overridden && !facts.policy.overriders.contains(&sign_off.role) {
            return Err(self.may_not_override(sign_off, facts));
        }
        self.fits_next(sign_off, case, facts)
    }

    pub(crate) fn may_not_override(&self, sign_off: &SignOff, facts: &Facts) -> Refusal {
        let who: Vec<String> = facts.policy.overriders.iter().map(|role| role.words().to_lowercase()).collect();
        Refusal::MayNotOverride { role: sign_off.role, who: who.join(" or ") }
    }

    fn is_on_this(&self, sign_off: &SignOff, revision: &Revision) -> Result<(), Refusal> {
        let name = || sign_off.name.clone();
        let same_revision = sign_off.revision == revision.id
            && sign_off.number == revision.number
            && sign_off.author == self.subject.author;
        if !same_revision || sign_off.content != self.subject.content {
            return Err(Refusal::TextChanged { name: name() });
        }
        if sign_off.tier != self.subject.tier {
            return Err(Refusal::OtherTier { name: name(), then: sign_off.tier, now: self.subject.tier });
        }
        if sign_off.policy != self.subject.policy {
            return Err(Refusal::PolicyChanged { name: name() });
        }
        if sign_off.evidence != self.subject.evidence || sign_off.outgoing != self.subject.outgoing {
            return Err(Refusal::SourcesChanged { name: name() });
        }
        if sign_off.findings != self.subject.findings {
            return Err(Refusal::FindingsChanged { name: name() });
        }
        if sign_off.shown != self.subject.shown {
            return Err(Refusal::ShownOther { name: name() });
        }
        Ok(())
    }

    /// Whether a person may give the next sign-off: the right slot, a different person, and no author where four eyes
    /// are asked for.
    pub(crate) fn fits_next(&self, sign_off: &SignOff, case: &Case<'_>, facts: &Facts) -> Result<(), Refusal> {
        let (name, role) = (sign_off.name.clone(), sign_off.role);
        let Some(slot) = self.slots.get(self.held.len()) else {
            return Err(if self.slots.is_empty() { Refusal::NoSignOffNeeded } else { Refusal::Complete });
        };
        if self.decision.tier == Tier::ManagerApproved && case.wrote(sign_off.approver) {
            return Err(Refusal::AuthorSigned { name });
        }
        if self.held.iter().any(|held| held.approver == sign_off.approver) {
            return Err(Refusal::SamePerson { name });
        }
        match slot {
            Slot::Owner if facts.owner.is_none() => Err(Refusal::NoOwner),
            Slot::Owner if facts.owner != Some(sign_off.approver) => Err(Refusal::OwnerMissing),
            Slot::Role(need) if !need.0.contains(&role) => {
                Err(Refusal::OutOfTurn { who: need.to_string(), name, role })
            }
            _ => Ok(()),
        }
    }

    fn state_of(&self, case: &Case<'_>, revision: &Revision) -> State {
        if case.moves.iter().any(|made| matches!(made.act, MoveAct::GivenUp { .. })) {
            return State::GivenUp;
        }
        if !self.sent_back.is_empty() {
            return State::SentBack;
        }
        let content = &self.subject.content;
        if case.releases.iter().any(|record| record.revision == revision.id && record.content == *content) {
            return State::Released;
        }
        if !self.slots.is_empty() && self.held.len() == self.slots.len() {
            return State::SignedOff;
        }
        if is_submitted(case, revision) { State::InReview } else { State::Writing }
    }

    /// Findings that block.
    pub fn blocking(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Blocks)
    }

    /// Findings that a person must still accept by name.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| {
            finding.severity == Severity::Acknowledge && self.acknowledged.iter().all(|given| given.key != finding.key)
        })
    }

    /// Refuses while a finding blocks.
    pub(crate) fn nothing_blocks(&self) -> Result<(), Refusal> {
        match self.blocking().next() {
            Some(first) => Err(Refusal::Blocked {
                count: self.blocking().count(),
                code: first.code.clone(),
                says: first.says.clone(),
            }),
            None => Ok(()),
        }
    }

    /// Refuses while a finding waits to be acknowledged.
    ///
    /// # Errors
    /// How many wait, and the first of them.
    pub fn nothing_open(&self) -> Result<(), Refusal> {
        match self.open().next() {
            Some(first) => Err(Refusal::NotAcknowledged {
                count: self.open().count(),
                code: first.code.clone(),
                says: first.says.clone(),
            }),
            None => Ok(()),
        }
    }

    /// Whether somebody overrode the open findings, in a decision that holds.
    #[must_use]
    pub fn is_overridden(&self) -> bool {
        self.held.iter().any(|held| held.meaning == Meaning::Overridden)
    }

    /// Whether open findings are no matter of the next to sign: somebody before them overrode these very findings, or
    /// somebody after them may. Without an override in the end nothing is released.
    pub(crate) fn open_is_anothers(&self, facts: &Facts) -> bool {
        let overriders = &facts.policy.overriders;
        let may = |slot: &Slot| matches!(slot, Slot::Role(need) if need.0.iter().any(|role| overriders.contains(role)));
        // The slot of whoever signs now is left out: for them, accepting or overriding is the way.
        self.is_overridden() || self.slots.iter().skip(self.held.len() + 1).any(may)
    }

    /// Who must sign next, in words.
    #[must_use]
    pub fn next_in_words(&self) -> Option<String> {
        self.slots.get(self.held.len()).map(|slot| match slot {
            Slot::Owner => "the account's owner in person".to_owned(),
            Slot::Anybody => "you, with one click".to_owned(),
            Slot::Role(need) => need.to_string(),
        })
    }
}

/// Whether the newest revision was handed to its approvers.
pub(crate) fn is_submitted(case: &Case<'_>, revision: &Revision) -> bool {
    case.moves.iter().any(|made| matches!(&made.act, MoveAct::Submitted { revision: of, .. } if *of == revision.id))
}

/// Whether a decision was truly made by the person it names, in this workspace, on this draft.
pub(crate) fn is_of_draft(sign_off: &SignOff, case: &Case<'_>, facts: &Facts) -> Result<(), Refusal> {
    let name = sign_off.name.clone();
    let Some(known) = facts.roster.person(sign_off.approver) else {
        let revoked = facts.roster.is_revoked(sign_off.approver);
        return Err(if revoked { Refusal::KeyRevoked { name } } else { Refusal::PersonUnknown { name } });
    };
    if !is_signed_by(&seal(sign_off), &sign_off.signature, &known.key) {
        return Err(Refusal::BadSignature { name });
    }
    if sign_off.workspace != facts.workspace {
        return Err(Refusal::OtherWorkspace { name });
    }
    if sign_off.draft != case.draft.id {
        return Err(Refusal::OtherDraft { name });
    }
    if sign_off.name != known.person.name {
        return Err(Refusal::PersonUnknown { name });
    }
    if sign_off.role != known.person.role {
        return Err(Refusal::RoleNotHeld { name, role: sign_off.role });
    }
    Ok(())
}

fn slots(decision: &Decision) -> Vec<Slot> {
    let mut slots = Vec::new();
    if decision.owner_signs {
        slots.push(Slot::Owner);
    }
    if decision.one_click {
        slots.push(Slot::Anybody);
    }
    slots.extend(decision.needs.iter().cloned().map(Slot::Role));
    slots
}

/// The acknowledgements that still fit a finding; the newest for each.
fn acknowledged(case: &Case<'_>, findings: &[Finding]) -> Vec<Acknowledged> {
    let mut given: Vec<Acknowledged> = Vec::new();
    for made in case.moves {
        let MoveAct::Acknowledged(told) = &made.act else { continue };
        let fits = |finding: &Finding| finding.key == told.finding && finding.severity == Severity::Acknowledge;
        if told.reason.trim().is_empty() || !findings.iter().any(fits) {
            continue;
        }
        given.retain(|known| known.key != told.finding);
        given.push(Acknowledged {
            key: told.finding.clone(),
            code: told.code.clone(),
            by: made.by,
            name: made.name.clone(),
            reason: told.reason.clone(),
            at: made.at,
        });
    }
    given
}
