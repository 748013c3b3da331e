//! Release: the right to take one signed-off revision out, once, to one destination. Private fields, one maker, which
//! checks everything again.

use chrono::{DateTime, Utc};
use domain::{ContentHash, DraftKind, Meaning, PersonId, Recipient, ReleaseRecord, Role, Sensitivity, TextHash, Tier};

use crate::{
    facts::{Case, Facts},
    outgoing::Outgoing,
    refusal::Refusal,
    review::may_edit,
    standing::{Slot, Standing},
};

/// Who signed, in which role, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub name: String,
    pub role: Role,
    pub meaning: Meaning,
    pub at: DateTime<Utc>,
}

/// One signed-off revision on its way out. It cannot be copied, stored or built: exporting again asks again.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    record: ReleaseRecord,
    kind: DraftKind,
    outgoing: Outgoing,
    signed: Vec<Signed>,
    change: Option<domain::DealChange>,
    revision: u32,
    internal: bool,
}

impl Release {
    /// What is kept of it.
    #[must_use]
    pub fn record(&self) -> &ReleaseRecord {
        &self.record
    }

    #[must_use]
    pub fn number(&self) -> u64 {
        self.record.number
    }

    #[must_use]
    pub fn kind(&self) -> DraftKind {
        self.kind
    }

    #[must_use]
    pub fn destination(&self) -> &str {
        &self.record.destination
    }

    #[must_use]
    pub fn subject(&self) -> &str {
        &self.outgoing.subject
    }

    /// The body as the buyer reads it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.outgoing.body
    }

    /// The documents listed under the text; `[1]` is the first.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.outgoing.sources
    }

    #[must_use]
    pub fn recipients(&self) -> &[Recipient] {
        &self.outgoing.recipients
    }

    #[must_use]
    pub fn change(&self) -> Option<&domain::DealChange> {
        self.change.as_ref()
    }

    #[must_use]
    pub fn content(&self) -> &ContentHash {
        &self.record.content
    }

    #[must_use]
    pub fn signed(&self) -> &[Signed] {
        &self.signed
    }

    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.record.at
    }

    /// True for a note whose readers are all inside our own company.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.internal
    }

    /// Who signed, when, and the number: the line that every file carries.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.record.line
    }
}

/// The only maker of a [`Release`].
///
/// # Errors
/// The first reason why the text may not leave. A sign-off that no longer holds is set aside; its reason is told if what
/// it would have given is missing.
pub fn release(
    case: &Case<'_>,
    facts: &Facts,
    destination: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Release, Refusal> {
    let revision = case.latest().ok_or(Refusal::NoRevision)?;
    let standing = Standing::of(case, facts, now)?;
    check_release(&standing)?;
    check_destination(case, facts, destination)?;
    let signed: Vec<Signed> = standing
        .held
        .iter()
        .map(|held| Signed { name: held.name.clone(), role: held.role, meaning: held.meaning, at: held.at })
        .collect();
    let outgoing = Outgoing::of(revision, facts);
    let internal = standing.slots.is_empty();
    let line = line(facts.next_release, revision.number, &signed, internal);
    let record = ReleaseRecord {
        number: facts.next_release,
        draft: case.draft.id,
        revision: revision.id,
        content: standing.subject.content.clone(),
        outgoing: outgoing.hash(),
        destination: destination.to_owned(),
        by,
        at: now,
        line,
    };
    let (kind, change) = (case.draft.kind, revision.change.clone());
    Ok(Release { record, kind, outgoing, signed, change, revision: revision.number, internal })
}

impl Release {
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// BLAKE3 over the exact outgoing parts.
    #[must_use]
    pub fn outgoing_hash(&self) -> &TextHash {
        &self.record.outgoing
    }
}

/// Whether this draft could be released now, to a destination that may receive it.
///
/// # Errors
/// The first thing in the way.
pub fn check_release(standing: &Standing) -> Result<(), Refusal> {
    may_edit(standing)?;
    if standing.decision.tier == Tier::ReadOnly {
        return Err(Refusal::ReadOnly { why: standing.decision.explained() });
    }
    if let Some(back) = standing.sent_back.first() {
        let reason = back.reason.clone().unwrap_or_default();
        return Err(Refusal::SentBack { name: back.name.clone(), reason });
    }
    standing.nothing_blocks()?;
    if !standing.is_overridden() {
        standing.nothing_open()?;
    }
    let Some(slot) = standing.slots.get(standing.held.len()) else {
        return Ok(());
    };
    // The newest decision that lapsed says best why the next one is missing.
    if let Some((_, refusal)) = standing.lapsed.last() {
        return Err(refusal.clone());
    }
    Err(match slot {
        Slot::Owner => Refusal::OwnerMissing,
        Slot::Anybody => Refusal::NotSignedOff,
        Slot::Role(need) => Refusal::RoleMissing { who: need.to_string() },
    })
}

/// Whether a destination may receive what this draft rests on.
///
/// # Errors
/// The destination is not sanctioned, or not for text this sensitive.
pub fn check_destination(case: &Case<'_>, facts: &Facts, destination: &str) -> Result<(), Refusal> {
    let Some(highest) = facts.policy.destinations.get(destination).copied() else {
        return Err(Refusal::DestinationUnknown { destination: destination.to_owned() });
    };
    let given = sensitivity(case, facts);
    if given > highest {
        return Err(Refusal::TooSensitive { destination: destination.to_owned(), highest, given });
    }
    Ok(())
}

/// The highest sensitivity of the newest revision's sources.
#[must_use]
pub fn sensitivity(case: &Case<'_>, facts: &Facts) -> Sensitivity {
    let cited = case.latest().into_iter().flat_map(domain::Revision::citations);
    let given = cited.map(|citation| {
        facts.source(citation.passage.source).map_or(Sensitivity::Restricted, crate::facts::CitedSource::sensitivity)
    });
    given.max().unwrap_or(Sensitivity::Public)
}

fn line(number: u64, revision: u32, signed: &[Signed], internal: bool) -> String {
    if internal {
        return format!("Internal note {number}, revision {revision}; not for the buyer");
    }
    let signed: Vec<String> = signed
        .iter()
        .map(|by| {
            let how = if by.meaning == Meaning::Overridden { ", with findings overridden" } else { "" };
            format!("{} ({}{how}) on {}", by.name, by.role.words(), by.at.format("%-d %B %Y, %H:%M UTC"))
        })
        .collect();
    format!("Release {number}, revision {revision}, signed off by {}", signed.join(" and "))
}

#[cfg(test)]
mod tests;
