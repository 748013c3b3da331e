//! From a draft's words and readers to its moments. A moment can only raise the tier: a word too many costs a sign-off, a
//! word too few costs trust.

mod readers;
mod words;

use std::collections::BTreeSet;

use domain::{DealField, Draft, DraftKind, Moment, Part, Revision, Span};

use crate::{
    claims::place,
    facts::Facts,
    policy::{Action, Topic},
};

pub use readers::is_executive_title;

/// Why a moment was found: the words, where they stand, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    pub moment: Moment,
    pub topic: Option<Topic>,
    pub span: Span,
    /// The words as they stand in the draft.
    pub words: String,
}

/// What a draft is about, as its words and readers tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Class {
    pub moments: BTreeSet<Moment>,
    pub topics: BTreeSet<Topic>,
    /// In the order of the text.
    pub signs: Vec<Sign>,
}

impl Class {
    /// The first sign of the leading moment, for the sentence that says why.
    #[must_use]
    pub fn first_sign(&self, moment: Moment) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.moment == moment)
    }
}

/// Detects the moments of a revision from its subject, its body and its readers.
#[must_use]
pub fn classify(draft: &Draft, revision: &Revision, facts: &Facts) -> Class {
    let mut class = Class::default();
    for (part, text) in [(Part::Subject, &revision.subject), (Part::Body, &revision.body)] {
        for hit in words::find(text) {
            let span = Span { part, start: place(hit.start), end: place(hit.end) };
            let words = text.get(hit.start..hit.end).unwrap_or_default().to_owned();
            class.signs.push(Sign { moment: hit.moment, topic: hit.topic, span, words });
        }
    }
    if draft.kind == DraftKind::StageChange || readers::all_ours(revision, facts) {
        // Nobody outside reads it: its signs are kept to be seen, but ask for no sign-off.
        class.moments.insert(Moment::Internal);
        return class;
    }
    class.signs.extend(readers::executives(revision, facts));
    class.topics = class.signs.iter().filter_map(|sign| sign.topic).collect();
    class.moments = class.signs.iter().map(|sign| sign.moment).collect();
    class.moments.extend(declared(draft.kind));
    if class.moments.is_empty() {
        let fixed = is_fixed(draft, revision, facts);
        class.moments.insert(if fixed { Moment::Reminder } else { Moment::General });
    }
    class
}

/// Whether a revision is a reminder template of the policy in force, filled, and nothing else.
pub(crate) fn is_fixed(draft: &Draft, revision: &Revision, facts: &Facts) -> bool {
    draft.kind == DraftKind::Reminder
        && revision.chips.is_empty()
        && draft.template.as_ref().is_some_and(|filled| {
            filled.body == revision.body
                && filled.subject == revision.subject
                && facts.policy.templates.iter().any(|template| template.gave(filled))
        })
}

/// What a person said the draft is. It counts beside the words, never instead of them.
fn declared(kind: DraftKind) -> Option<Moment> {
    match kind {
        DraftKind::ObjectionAnswer | DraftKind::QuestionnaireAnswer => Some(Moment::Objection),
        DraftKind::ProcurementReply => Some(Moment::Negotiation),
        DraftKind::FollowUp
        | DraftKind::Reminder
        | DraftKind::MeetingRequest
        | DraftKind::StageChange
        | DraftKind::InternalNote => None,
    }
}

/// What policy is asked about a draft.
#[must_use]
pub fn action(draft: &Draft, revision: &Revision, facts: &Facts, class: &Class) -> Action {
    let fields = revision.change.iter().flat_map(|change| &change.fields).map(|(field, _, _)| *field);
    Action {
        kind: draft.kind,
        moments: class.moments.clone(),
        topics: class.topics.clone(),
        fields: fields.collect::<BTreeSet<DealField>>(),
        strategic: facts.strategic,
        account: facts.account.name.clone(),
    }
}

#[cfg(test)]
mod tests;
