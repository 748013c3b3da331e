//! Release: the right to take one signed-off revision out. Private fields, one maker, which checks everything again.

use chrono::{DateTime, Utc};
use domain::{Citation, ContentHash, Person, PersonId, Revision, Role, SourceId, Tier};

use crate::{
    classify::classify,
    facts::{CitedSource, Facts},
    refusal::Refusal,
    seal::{SignOff, is_signed_by, seal},
};

/// Who signed, in which role, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub name: String,
    pub role: Role,
    pub at: DateTime<Utc>,
}

/// One signed-off revision on its way out. It cannot be copied, stored or built: exporting again asks again.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    number: u64,
    subject: String,
    text: String,
    recipients: Vec<String>,
    content: ContentHash,
    signed: Vec<Signed>,
    revision: u32,
    at: DateTime<Utc>,
}

impl Release {
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn recipients(&self) -> &[String] {
        &self.recipients
    }

    #[must_use]
    pub fn content(&self) -> &ContentHash {
        &self.content
    }

    #[must_use]
    pub fn signed(&self) -> &[Signed] {
        &self.signed
    }

    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Who signed, when, and the number: the line that every buyer file carries.
    #[must_use]
    pub fn line(&self) -> String {
        let signed: Vec<String> = self
            .signed
            .iter()
            .map(|by| format!("{} ({}) on {}", by.name, by.role.words(), by.at.format("%-d %B %Y, %H:%M UTC")))
            .collect();
        format!("Release {}, revision {}, signed off by {}", self.number, self.revision, signed.join(" and "))
    }
}

/// The only maker of a [`Release`].
///
/// # Errors
/// The first reason why the text may not leave. A sign-off that no longer holds is set aside; its reason is told if
/// what it would have given is missing.
pub fn release(
    revision: &Revision,
    facts: &Facts,
    sign_offs: &[SignOff],
    now: DateTime<Utc>,
) -> Result<Release, Refusal> {
    check_tier(revision, facts)?;
    if let Some(first) = facts.blocking.first() {
        let count = facts.blocking.len();
        return Err(Refusal::Blocked { count, code: first.code.clone(), says: first.says.clone() });
    }
    for citation in &revision.citations {
        check_citation(citation, facts)?;
    }
    let mut held: Vec<(&SignOff, &Person)> = Vec::new();
    let mut lapsed: Vec<(Role, PersonId, Refusal)> = Vec::new();
    for sign_off in sign_offs {
        match check_sign_off(sign_off, revision, facts, now) {
            Ok(person) => held.push((sign_off, person)),
            Err(refusal) => lapsed.push((sign_off.role, sign_off.approver.id, refusal)),
        }
    }
    check_enough(facts, &held, &lapsed)?;
    let signed = held
        .iter()
        .map(|(sign_off, person)| Signed { name: person.name.clone(), role: sign_off.role, at: sign_off.at })
        .collect();
    Ok(Release {
        number: facts.number,
        subject: revision.subject.clone(),
        text: revision.body.clone(),
        recipients: revision.recipients.clone(),
        content: revision.content_hash(),
        signed,
        revision: revision.number,
        at: now,
    })
}

fn check_tier(revision: &Revision, facts: &Facts) -> Result<(), Refusal> {
    if facts.tier == Tier::ReadOnly {
        return Err(Refusal::ReadOnly);
    }
    let needed = classify(revision, facts.executive, facts.template.as_deref()).floor;
    if facts.tier < needed {
        return Err(Refusal::TierTooLow { needed, tier: facts.tier });
    }
    Ok(())
}

fn check_citation(citation: &Citation, facts: &Facts) -> Result<(), Refusal> {
    let source = citation.passage.source;
    let Some(cited) = facts.sources.iter().find(|known| known.source == source) else {
        return Err(Refusal::SourceUnknown);
    };
    check_source(cited)?;
    let title = cited.title.clone();
    let Some(passage) = facts.passages.iter().find(|passage| passage.id == citation.passage) else {
        return Err(Refusal::SourceUnknown);
    };
    if passage.hash != citation.hash {
        return Err(Refusal::PassageChanged { title });
    }
    let quoted = passage.text.get(citation.start as usize..citation.end as usize);
    if quoted != Some(citation.quote.as_str()) {
        return Err(Refusal::QuoteMismatch { title });
    }
    Ok(())
}

fn check_source(cited: &CitedSource) -> Result<(), Refusal> {
    let title = cited.title.clone();
    let (SourceId::Version(_), Some(force)) = (cited.source, cited.force) else {
        return Err(Refusal::HistoryCited { title });
    };
    if !force.may_be_evidence() {
        return Err(Refusal::SourceNotInForce { title, state: force.word() });
    }
    if !cited.audience_allows {
        return Err(Refusal::AudienceNotAllowed { title });
    }
    Ok(())
}

/// The person behind a sign-off that holds for this text, today.
fn check_sign_off<'f>(
    sign_off: &SignOff,
    revision: &Revision,
    facts: &'f Facts,
    now: DateTime<Utc>,
) -> Result<&'f Person, Refusal> {
    let name = sign_off.approver.name.clone();
    let Some(known) = facts.people.iter().find(|known| known.person.id == sign_off.approver.id) else {
        return Err(Refusal::PersonUnknown { name });
    };
    let wrote = facts.authors.contains(&known.person.id) || revision.author == known.person.id;
    if sign_off.workspace != facts.workspace {
        return Err(Refusal::OtherWorkspace { name });
    }
    if sign_off.draft != revision.draft {
        return Err(Refusal::OtherDraft { name });
    }
    if sign_off.revision != revision.id || sign_off.content != revision.content_hash() {
        return Err(Refusal::TextChanged { name });
    }
    if sign_off.tier != facts.tier {
        return Err(Refusal::OtherTier { name });
    }
    if facts.tier == Tier::ManagerApproved && wrote {
        return Err(Refusal::AuthorSigned { name });
    }
    if known.person.role != sign_off.role {
        return Err(Refusal::RoleNotHeld { name, role: sign_off.role });
    }
    if sign_off.at > now {
        return Err(Refusal::FromTheFuture { name });
    }
    if sign_off.expires <= now {
        return Err(Refusal::Expired { name });
    }
    if !is_signed_by(&seal(revision, &facts.workspace, facts.tier, sign_off), &sign_off.signature, &known.key) {
        return Err(Refusal::BadSignature { name });
    }
    Ok(&known.person)
}

fn check_enough(
    facts: &Facts,
    held: &[(&SignOff, &Person)],
    lapsed: &[(Role, PersonId, Refusal)],
) -> Result<(), Refusal> {
    for role in &facts.required {
        if held.iter().all(|(sign_off, _)| sign_off.role != *role) {
            let told = lapsed.iter().find(|(of, _, _)| of == role).map(|(_, _, refusal)| refusal.clone());
            return Err(told.unwrap_or(Refusal::RoleMissing { role: *role }));
        }
    }
    if facts.tier == Tier::DraftOnly && held.iter().all(|(_, person)| Some(person.id) != facts.owner) {
        let told = lapsed.iter().find(|(_, id, _)| Some(*id) == facts.owner).map(|(_, _, refusal)| refusal.clone());
        return Err(told.unwrap_or(Refusal::OwnerMissing));
    }
    if held.is_empty() {
        let told = lapsed.first().map(|(_, _, refusal)| refusal.clone());
        return Err(told.unwrap_or(Refusal::NotSignedOff));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
