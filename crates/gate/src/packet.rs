//! A draft on its way to an approver without this workspace, and the decision that comes back. The packet carries all
//! that the seal needs; whoever decides checks it before they sign, and the workspace checks everything again.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    ContentHash, DraftId, Finding, Meaning, Person, PersonId, Recipient, RevisionId, Role, SignOff, TextHash, Tier,
};
use serde::{Deserialize, Serialize};

use crate::{
    diff::{DiffPart, diff},
    facts::{Case, Facts, SourceKind},
    outgoing::Outgoing,
    seal::before,
    standing::{Acknowledged, Standing},
};

/// Of the packets and decision files that this program writes.
pub const PACKET_FORM: u32 = 1;

/// One cited passage, as the approver reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketEvidence {
    /// `[^1]`, or the criterion it stands for.
    pub mark: String,
    pub quote: String,
    /// The whole passage; `quote` stands at these UTF-8 bytes of it.
    pub passage: String,
    pub start: u32,
    pub end: u32,
    pub title: String,
    pub date: NaiveDate,
    /// Such as `version 3, page 2, in force`.
    pub place: String,
}

/// A sign-off that was already given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketSigned {
    pub name: String,
    pub role: Role,
    pub meaning: Meaning,
    pub at: DateTime<Utc>,
}

/// Everything that an approver reads and signs, in one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    pub form: u32,
    pub workspace: String,
    pub workspace_name: String,
    pub draft: DraftId,
    pub revision: RevisionId,
    pub number: u32,
    pub author: PersonId,
    pub author_name: String,
    pub account: String,
    /// Such as `Follow-up`.
    pub kind: String,
    pub purpose: String,
    pub tier: Tier,
    /// Why this tier, in one line.
    pub explained: String,
    /// Who is asked next, in words.
    pub asked: String,
    pub policy: TextHash,
    pub content: ContentHash,
    pub outgoing: TextHash,
    pub evidence_hash: TextHash,
    pub findings_hash: TextHash,
    pub shown: TextHash,
    pub before: TextHash,
    /// Days for which a sign-off may hold.
    pub days: u32,
    /// What the seal's `shown` is the hash of.
    pub sheet: String,
    pub recipients: Vec<Recipient>,
    pub subject: String,
    pub body: String,
    pub sources: Vec<String>,
    pub change: Vec<String>,
    pub evidence: Vec<PacketEvidence>,
    pub findings: Vec<Finding>,
    pub acknowledged: Vec<(String, String, String)>,
    pub signed: Vec<PacketSigned>,
    /// What changed since the revision before; empty for a first one.
    pub diff: Vec<DiffPart>,
    pub made_at: DateTime<Utc>,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionFile {
    pub form: u32,
    pub sign_off: SignOff,
}

/// Why a packet cannot be decided on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PacketFault {
    #[error("This packet has form {found}; this program reads form {PACKET_FORM}. Get a newer program")]
    Form { found: u32 },
    #[error("The text shown in this packet is not the text it asks you to sign; ask for a new packet")]
    ShownOther,
    #[error("The outgoing text in this packet was changed after it was made; ask for a new packet")]
    OutgoingOther,
}

/// Packs the newest revision for an approver elsewhere.
#[must_use]
pub fn packet(
    case: &Case<'_>,
    facts: &Facts,
    standing: &Standing,
    names: (&str, &str),
    now: DateTime<Utc>,
) -> Option<Packet> {
    let revision = case.latest()?;
    let (workspace_name, author_name) = names;
    let outgoing = Outgoing::of(revision, facts);
    let previous = case.revisions.len().checked_sub(2).and_then(|index| case.revisions.get(index));
    let subject = &standing.subject;
    Some(Packet {
        form: PACKET_FORM,
        workspace: facts.workspace.clone(),
        workspace_name: workspace_name.to_owned(),
        draft: case.draft.id,
        revision: revision.id,
        number: revision.number,
        author: revision.author,
        author_name: author_name.to_owned(),
        account: facts.account.name.clone(),
        kind: case.draft.kind.words().to_owned(),
        purpose: case.draft.purpose.clone(),
        tier: subject.tier,
        explained: standing.decision.explained(),
        asked: standing.next_in_words().unwrap_or_default(),
        policy: subject.policy.clone(),
        content: subject.content.clone(),
        outgoing: subject.outgoing.clone(),
        evidence_hash: subject.evidence.clone(),
        findings_hash: subject.findings.clone(),
        shown: subject.shown.clone(),
        before: before(&standing.held),
        days: facts.policy.sign_off_days,
        sheet: standing.sheet.clone(),
        recipients: outgoing.recipients,
        subject: outgoing.subject,
        body: outgoing.body,
        sources: outgoing.sources,
        change: outgoing.change,
        evidence: evidence(case, facts),
        findings: standing.findings.clone(),
        acknowledged: standing
            .acknowledged
            .iter()
            .map(|given: &Acknowledged| (given.code.clone(), given.name.clone(), given.reason.clone()))
            .collect(),
        signed: standing
            .held
            .iter()
            .map(|held| PacketSigned { name: held.name.clone(), role: held.role, meaning: held.meaning, at: held.at })
            .collect(),
        diff: previous.map(|previous| diff(&previous.body, &revision.body)).unwrap_or_default(),
        made_at: now,
    })
}

fn evidence(case: &Case<'_>, facts: &Facts) -> Vec<PacketEvidence> {
    let Some(revision) = case.latest() else { return Vec::new() };
    let chips = revision.chips.iter().map(|chip| (format!("[^{}]", chip.number), &chip.citation));
    let criteria = revision.change.iter().flat_map(|change| &change.criteria);
    let criteria =
        criteria.flat_map(|criterion| criterion.evidence.iter().map(|citation| (criterion.says.clone(), citation)));
    chips
        .chain(criteria)
        .filter_map(|(mark, citation)| {
            let source = facts.source(citation.passage.source)?;
            let passage = facts.passages.iter().find(|passage| passage.id == citation.passage)?;
            let mut place = Vec::new();
            if let SourceKind::Library { version, force, .. } = &source.kind {
                place.push(format!("version {version}"));
                place.push(passage.place.words());
                place.push(force.word().to_owned());
            } else {
                place.push(passage.place.words());
            }
            place.retain(|part| !part.is_empty());
            Some(PacketEvidence {
                mark,
                quote: citation.quote.clone(),
                passage: passage.text.clone(),
                start: citation.start,
                end: citation.end,
                title: source.title.clone(),
                date: source.date,
                place: place.join(", "),
            })
        })
        .collect()
}

impl Packet {
    /// Checks that what is shown is what would be signed.
    ///
    /// # Errors
    /// The packet was changed on its way, or is of another form.
    pub fn check(&self) -> Result<(), PacketFault> {
        if self.form != PACKET_FORM {
            return Err(PacketFault::Form { found: self.form });
        }
        if TextHash::of(&self.sheet) != self.shown {
            return Err(PacketFault::ShownOther);
        }
        let outgoing = Outgoing {
            recipients: self.recipients.clone(),
            subject: self.subject.clone(),
            body: self.body.clone(),
            sources: self.sources.clone(),
            change: self.change.clone(),
        };
        if outgoing.hash() != self.outgoing || !self.sheet.contains(&crate::hidden::marked(&self.body)) {
            return Err(PacketFault::OutgoingOther);
        }
        Ok(())
    }

    /// A decision on this packet, ready to be signed with the approver's key.
    ///
    /// # Errors
    /// As [`Packet::check`].
    pub fn decide(
        &self,
        approver: &Person,
        meaning: Meaning,
        reason: Option<String>,
        at: DateTime<Utc>,
    ) -> Result<SignOff, PacketFault> {
        self.check()?;
        Ok(SignOff {
            workspace: self.workspace.clone(),
            draft: self.draft,
            revision: self.revision,
            number: self.number,
            author: self.author,
            tier: self.tier,
            policy: self.policy.clone(),
            content: self.content.clone(),
            outgoing: self.outgoing.clone(),
            evidence: self.evidence_hash.clone(),
            findings: self.findings_hash.clone(),
            shown: self.shown.clone(),
            before: self.before.clone(),
            approver: approver.id,
            name: approver.name.clone(),
            role: approver.role,
            meaning,
            reason: reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            at,
            expires: at + Duration::days(i64::from(self.days)),
            signature: String::new(),
        })
    }
}
