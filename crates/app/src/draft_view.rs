//! From a weighed draft to what the window shows of it: text, chips, findings, the gate bar.

use std::collections::BTreeMap;

use domain::{
    Citation, Finding, Meaning, Move, MoveAct, Opportunity, Part, Person, PersonId, Recipient, ReleaseRecord, Revision,
    Severity, SignOff, Span, Tier,
};
use gate::{Outgoing, SourceKind, State};

use crate::{
    caller::Caller,
    convert::{count, time},
    error::Result,
    facts::Weighed,
    open::App,
    view::*,
};

/// Destinations in the words of the window.
pub(crate) const DESTINATIONS: [(&str, &str); 8] = [
    ("clipboard", "Copy"),
    ("file.eml", "E-mail draft (.eml)"),
    ("file.docx", "Word (.docx)"),
    ("file.pdf", "PDF (.pdf)"),
    ("file.html", "Web page (.html)"),
    ("file.md", "Markdown (.md)"),
    ("file.txt", "Text (.txt)"),
    ("crm.csv", "CRM change file (.csv)"),
];

pub(crate) fn tier(tier: Tier) -> TierView {
    match tier {
        Tier::ReadOnly => TierView::ReadOnly,
        Tier::DraftOnly => TierView::DraftOnly,
        Tier::ManagerApproved => TierView::ManagerApproved,
        Tier::AutomationSafe => TierView::AutomationSafe,
    }
}

pub(crate) fn state(state: State) -> DraftStateView {
    match state {
        State::Writing => DraftStateView::Writing,
        State::InReview => DraftStateView::InReview,
        State::SentBack => DraftStateView::SentBack,
        State::SignedOff => DraftStateView::SignedOff,
        State::Released => DraftStateView::Released,
        State::GivenUp => DraftStateView::GivenUp,
    }
}

/// One draft, whole.
pub(crate) async fn draft_view(app: &App, caller: &Caller, weighed: &Weighed) -> Result<DraftView> {
    let revision = weighed.latest()?;
    let (draft, facts, standing) = (&weighed.row.draft, &weighed.facts, &weighed.standing);
    let people = app.store.read().people().await?;
    let name_of = Names::of(&people);
    let outgoing = Outgoing::of(revision, facts);
    let deals =
        if revision.change.is_some() { app.store.read().opportunities(draft.account).await? } else { Vec::new() };
    Ok(DraftView {
        id: draft.id.to_string(),
        account: draft.account.to_string(),
        account_name: facts.account.name.clone(),
        kind: draft.kind.word().to_owned(),
        kind_words: draft.kind.words().to_owned(),
        purpose: draft.purpose.clone(),
        briefing: draft.briefing.map(|id| id.to_string()),
        state: state(standing.state),
        revision: revision.number,
        author: name_of.name(revision.author),
        saved_at: time(revision.at),
        recipients: revision.recipients.iter().map(recipient).collect(),
        subject: revision.subject.clone(),
        body: revision.body.clone(),
        chips: revision.chips.iter().map(|chip| chip_view(chip.number, &chip.citation, weighed)).collect(),
        show_sources: revision.show_sources,
        change: change(revision, weighed, &deals),
        outgoing: outgoing.body,
        sources: outgoing.sources,
        findings: standing.findings.iter().map(|finding| finding_view(finding, revision, weighed)).collect(),
        gate: gate_bar(app, caller, weighed, revision),
        sign_offs: sign_offs(weighed),
        revisions: weighed.row.revisions.iter().map(|one| revision_row(one, &name_of)).collect(),
        moves: weighed.row.moves.iter().map(|made| move_row(made, &weighed.row.revisions)).collect(),
        releases: weighed.row.releases.iter().map(|one| release_row(one, &weighed.row.revisions, &name_of)).collect(),
        destinations: destinations(weighed),
        people: readers(weighed),
    })
}

/// Names by person.
pub(crate) struct Names(BTreeMap<PersonId, String>);

impl Names {
    pub(crate) fn of(people: &[Person]) -> Self {
        Self(people.iter().map(|person| (person.id, person.name.clone())).collect())
    }

    pub(crate) fn name(&self, person: PersonId) -> String {
        self.0.get(&person).cloned().unwrap_or_else(|| "somebody who left".to_owned())
    }
}

fn recipient(one: &Recipient) -> RecipientView {
    RecipientView { name: one.name.clone(), email: one.email.clone() }
}

/// People of the account with an address, by name.
fn readers(weighed: &Weighed) -> Vec<RecipientView> {
    let mut all: Vec<RecipientView> = weighed
        .facts
        .contacts
        .iter()
        .filter_map(|contact| {
            let email = contact.emails.first()?.clone();
            Some(RecipientView { name: Some(contact.name.clone()), email })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

pub(crate) fn chip_view(number: u32, citation: &Citation, weighed: &Weighed) -> ChipView {
    let passage = weighed.facts.passages.iter().find(|passage| passage.id == citation.passage);
    let source = weighed.facts.source(citation.passage.source);
    let (library, state) = match source.map(|source| &source.kind) {
        Some(SourceKind::Library { force, .. }) => (true, force.word().to_owned()),
        Some(SourceKind::History { .. }) => (false, "history".to_owned()),
        None => (false, "gone".to_owned()),
    };
    let there = passage.and_then(|passage| passage.text.get(citation.start as usize..citation.end as usize));
    ChipView {
        number,
        passage: citation.passage.to_string(),
        hash: citation.hash.to_string(),
        quote: citation.quote.clone(),
        title: source.map(|source| source.title.clone()).unwrap_or_default(),
        place: passage.map(|passage| passage.place.words()).unwrap_or_default(),
        library,
        state,
        holds: there == Some(citation.quote.as_str()),
    }
}

/// The deal by its name; by its id where the CRM no longer names it.
fn change(revision: &Revision, weighed: &Weighed, deals: &[Opportunity]) -> Option<DealChangeView> {
    let change = revision.change.as_ref()?;
    let named = deals.iter().find(|deal| deal.id == change.opportunity).map(|deal| deal.name.clone());
    let criteria = change.criteria.iter().map(|criterion| CriterionView {
        says: criterion.says.clone(),
        evidence: criterion.evidence.iter().zip(1..).map(|(one, number)| chip_view(number, one, weighed)).collect(),
    });
    let fields = change.fields.iter().map(|(field, from, to)| FieldView {
        field: field.word().to_owned(),
        from: from.clone(),
        to: to.clone(),
    });
    Some(DealChangeView {
        opportunity: named.unwrap_or_else(|| change.opportunity.to_string()),
        record: change.record.clone(),
        fields: fields.collect(),
        criteria: criteria.collect(),
    })
}

/// Bytes become UTF-16 code units, as a browser counts.
fn place(span: Span, revision: &Revision) -> PlaceView {
    let (part, text) = match span.part {
        Part::Recipients => {
            return PlaceView { part: PartView::Recipients, start: span.start, end: span.end, line: 1 };
        }
        Part::Subject => (PartView::Subject, &revision.subject),
        Part::Body => (PartView::Body, &revision.body),
    };
    let units = |at: u32| count(text.get(..at as usize).unwrap_or(text).encode_utf16().count());
    PlaceView { part, start: units(span.start), end: units(span.end), line: count(gate::line(text, span.start)) }
}

fn finding_view(finding: &Finding, revision: &Revision, weighed: &Weighed) -> FindingView {
    let accepted = weighed.standing.acknowledged.iter().find(|given| given.key == finding.key);
    FindingView {
        key: finding.key.to_string(),
        code: finding.code.clone(),
        name: finding.name.clone(),
        severity: match finding.severity {
            Severity::Note => SeverityView::Note,
            Severity::Acknowledge => SeverityView::Acknowledge,
            Severity::Blocks => SeverityView::Blocks,
        },
        place: place(finding.span, revision),
        words: finding.words.clone(),
        says: finding.says.clone(),
        why: finding.why.clone(),
        fix: finding.fix.clone(),
        passages: finding.passages.iter().map(ToString::to_string).collect(),
        accepted_by: accepted.map(|given| given.name.clone()),
        accepted_because: accepted.map(|given| given.reason.clone()),
    }
}

fn may(asked: std::result::Result<impl Sized, gate::Refusal>) -> MayView {
    match asked {
        Ok(_) => MayView { may: true, why_not: None },
        Err(refusal) => MayView { may: false, why_not: Some(refusal.to_string()) },
    }
}

fn gate_bar(app: &App, caller: &Caller, weighed: &Weighed, revision: &Revision) -> GateBarView {
    let (facts, standing, case) = (&weighed.facts, &weighed.standing, weighed.case());
    let now = app.real_now();
    let me = caller.person();
    let decide = |meaning: Meaning| {
        let reason = matches!(meaning, Meaning::SentBack | Meaning::Overridden).then(|| "a reason".to_owned());
        if facts.roster.person(me.id).is_none() {
            let name = me.name.clone();
            let revoked = facts.roster.is_revoked(me.id);
            return may(Err::<(), _>(if revoked {
                gate::Refusal::KeyRevoked { name }
            } else {
                gate::Refusal::PersonUnknown { name }
            }));
        }
        may(gate::prepare(&case, facts, standing, me, (meaning, reason), now))
    };
    let notes = standing.findings.iter().filter(|finding| finding.severity == Severity::Note).count();
    GateBarView {
        tier: tier(standing.decision.tier),
        sentence: gate::sentence(standing, revision),
        explained: standing.decision.explained(),
        moments: standing.class.moments.iter().map(|moment| moment.word().to_owned()).collect(),
        signs: standing
            .class
            .signs
            .iter()
            .map(|sign| SignView {
                moment: sign.moment.word().to_owned(),
                topic: sign.topic.map(|topic| topic.word().to_owned()),
                words: sign.words.clone(),
                place: place(sign.span, revision),
            })
            .collect(),
        asked: asked(weighed),
        given: count(standing.held.len()),
        blocking: count(standing.blocking().count()),
        open: count(standing.open().count()),
        notes: count(notes),
        submit: may(gate::may_submit(standing)),
        approve: decide(Meaning::Approved),
        approve_with_edits: decide(Meaning::ApprovedWithEdits),
        override_: decide(Meaning::Overridden),
        send_back: decide(Meaning::SentBack),
        take_back: decide(Meaning::Withdrawn),
        release: may(gate::check_release(standing)),
        unlocked: app.keys.is_held(me.id, now),
        has_key: facts.roster.person(me.id).is_some(),
    }
}

/// Who signs, in order; the owner by name.
fn asked(weighed: &Weighed) -> Vec<String> {
    let owner =
        weighed.facts.owner.and_then(|id| weighed.facts.roster.person(id)).map(|known| known.person.name.clone());
    weighed
        .standing
        .slots
        .iter()
        .map(|slot| match slot {
            gate::Slot::Owner => owner.clone().unwrap_or_else(|| "the account's owner".to_owned()),
            gate::Slot::Anybody => "one click".to_owned(),
            gate::Slot::Role(need) => need.to_string(),
        })
        .collect()
}

fn sign_offs(weighed: &Weighed) -> Vec<SignOffView> {
    let view = |given: &SignOff, why_not: Option<String>| SignOffView {
        name: given.name.clone(),
        role: given.role.words().to_owned(),
        meaning: given.meaning.word().to_owned(),
        reason: given.reason.clone(),
        at: time(given.at),
        expires: time(given.expires),
        revision: given.number,
        holds: why_not.is_none(),
        why_not,
    };
    let standing = &weighed.standing;
    let mut all: Vec<SignOffView> = standing.held.iter().map(|held| view(held, None)).collect();
    all.extend(standing.sent_back.iter().map(|back| view(back, None)));
    all.extend(standing.lapsed.iter().map(|(given, refusal)| view(given, Some(refusal.to_string()))));
    all.sort_by(|a, b| a.at.cmp(&b.at));
    all
}

fn revision_row(revision: &Revision, names: &Names) -> RevisionRow {
    RevisionRow {
        number: revision.number,
        author: names.name(revision.author),
        at: time(revision.at),
        content: revision.content_hash().0.to_string(),
        words: count(revision.body.split_whitespace().count()),
    }
}

fn number_of(id: domain::RevisionId, revisions: &[Revision]) -> Option<u32> {
    revisions.iter().find(|revision| revision.id == id).map(|revision| revision.number)
}

fn move_row(made: &Move, revisions: &[Revision]) -> MoveRow {
    let (what, text, revision) = match &made.act {
        MoveAct::Submitted { revision, note } => ("submitted", note.clone(), number_of(*revision, revisions)),
        MoveAct::Commented { revision, text } => ("commented", Some(text.clone()), number_of(*revision, revisions)),
        MoveAct::Acknowledged(told) => ("acknowledged", Some(format!("{}: {}", told.code, told.reason)), None),
        MoveAct::SignedOff(given) => (given.meaning.word(), given.reason.clone(), Some(given.number)),
        MoveAct::GivenUp { reason } => ("given_up", Some(reason.clone()).filter(|text| !text.is_empty()), None),
    };
    MoveRow {
        number: made.number,
        at: time(made.at),
        name: made.name.clone(),
        role: made.role.words().to_owned(),
        what: what.to_owned(),
        text,
        revision,
    }
}

fn release_row(record: &ReleaseRecord, revisions: &[Revision], names: &Names) -> ReleaseRow {
    ReleaseRow {
        number: u32::try_from(record.number).unwrap_or(u32::MAX),
        at: time(record.at),
        by: names.name(record.by),
        destination: record.destination.clone(),
        revision: number_of(record.revision, revisions).unwrap_or_default(),
        line: record.line.clone(),
    }
}

fn destinations(weighed: &Weighed) -> Vec<DestinationView> {
    let changes = weighed.row.draft.kind == domain::DraftKind::StageChange;
    DESTINATIONS
        .iter()
        .filter(|(name, _)| changes == (*name == "crm.csv"))
        .map(|(name, words)| {
            let asked = gate::check_release(&weighed.standing)
                .and_then(|()| gate::check_destination(&weighed.case(), &weighed.facts, name));
            DestinationView { name: (*name).to_owned(), words: (*words).to_owned(), may: may(asked) }
        })
        .collect()
}

/// A draft in a list.
pub(crate) fn draft_row(caller: &Caller, weighed: &Weighed, names: &Names) -> Result<DraftRow> {
    let revision = weighed.latest()?;
    let (draft, standing) = (&weighed.row.draft, &weighed.standing);
    let mine = |made: &&Move| made.by == caller.person().id;
    let seen = weighed.row.moves.iter().filter(mine).map(|made| made.at).max();
    let seen =
        seen.max(weighed.row.revisions.iter().filter(|one| one.author == caller.person().id).map(|one| one.at).max());
    Ok(DraftRow {
        id: draft.id.to_string(),
        account: draft.account.to_string(),
        account_name: weighed.facts.account.name.clone(),
        kind: draft.kind.word().to_owned(),
        kind_words: draft.kind.words().to_owned(),
        purpose: draft.purpose.clone(),
        subject: revision.subject.clone(),
        state: state(standing.state),
        tier: tier(standing.decision.tier),
        moments: standing.class.moments.iter().map(|moment| moment.word().to_owned()).collect(),
        sentence: gate::sentence(standing, revision),
        author: names.name(revision.author),
        revision: revision.number,
        saved_at: time(revision.at),
        blocking: count(standing.blocking().count()),
        open: count(standing.open().count()),
        waits_for_me: waits_for(caller, weighed),
        risk: risk(weighed),
        changed_since_seen: seen.is_some_and(|seen| revision.at > seen),
    })
}

/// Whether the next decision is this person's: it was submitted, or they own it and may sign it themselves.
pub(crate) fn waits_for(caller: &Caller, weighed: &Weighed) -> bool {
    let standing = &weighed.standing;
    let Some(slot) = standing.slots.get(standing.held.len()) else { return false };
    let me = caller.person();
    let fits = match slot {
        gate::Slot::Owner => weighed.facts.owner == Some(me.id),
        gate::Slot::Anybody => weighed.row.draft.made_by == me.id,
        gate::Slot::Role(need) => need.0.contains(&me.role) && !weighed.case().wrote(me.id),
    };
    fits && standing.state == State::InReview
}

/// Riskiest first: money and terms, then objections, then executives; findings that a person must accept; age is not risk.
pub(crate) fn risk(weighed: &Weighed) -> u32 {
    let standing = &weighed.standing;
    let moments = standing.class.moments.iter().map(|moment| match moment {
        domain::Moment::Negotiation => 40,
        domain::Moment::Objection => 20,
        domain::Moment::Executive => 10,
        _ => 0,
    });
    let findings = standing.findings.iter().map(|finding| match finding.severity {
        Severity::Blocks => 6,
        Severity::Acknowledge => 3,
        Severity::Note => 0,
    });
    moments.chain(findings).sum::<u32>() + if weighed.row.draft.kind == domain::DraftKind::StageChange { 30 } else { 0 }
}
