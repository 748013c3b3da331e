//! Buyer-facing text in numbered revisions; each revision has a content hash.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{AccountId, BriefingId, Citation, DraftId, EntryId, OpportunityId, PersonId, RevisionId, TextHash};

/// What a draft is for. Its moments and its tier come from its words and readers, never from this alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    FollowUp,
    ObjectionAnswer,
    /// The answer to one row of a buyer's questionnaire; its subject is the question.
    QuestionnaireAnswer,
    /// From a fixed template.
    Reminder,
    MeetingRequest,
    ProcurementReply,
    /// A change of stage, close date or amount, with its evidence.
    StageChange,
    /// For readers inside our own company.
    InternalNote,
}

impl DraftKind {
    pub const ALL: [Self; 8] = [
        Self::FollowUp,
        Self::ObjectionAnswer,
        Self::QuestionnaireAnswer,
        Self::Reminder,
        Self::MeetingRequest,
        Self::ProcurementReply,
        Self::StageChange,
        Self::InternalNote,
    ];

    /// The word in the policy file, at the command line and in seals.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FollowUp => "follow-up",
            Self::ObjectionAnswer => "objection-answer",
            Self::QuestionnaireAnswer => "questionnaire-answer",
            Self::Reminder => "reminder",
            Self::MeetingRequest => "meeting-request",
            Self::ProcurementReply => "procurement-reply",
            Self::StageChange => "stage-change",
            Self::InternalNote => "internal-note",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::FollowUp => "Follow-up",
            Self::ObjectionAnswer => "Objection answer",
            Self::QuestionnaireAnswer => "Questionnaire answer",
            Self::Reminder => "Reminder",
            Self::MeetingRequest => "Meeting request",
            Self::ProcurementReply => "Procurement reply",
            Self::StageChange => "Stage-change request",
            Self::InternalNote => "Internal note",
        }
    }
}

/// Who a draft is addressed to. The address decides; the name is what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recipient {
    pub name: Option<String>,
    /// In lower case.
    pub email: String,
}

/// A citation chip: `[^3]` in the body stands for the chip with number 3 and ends the words that it supports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    pub number: u32,
    pub citation: Citation,
}

/// A field of a deal that a stage-change request may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealField {
    Stage,
    CloseDate,
    Amount,
}

impl DealField {
    pub const ALL: [Self; 3] = [Self::Stage, Self::CloseDate, Self::Amount];

    /// The word in the policy file, the change file and seals.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::CloseDate => "close-date",
            Self::Amount => "amount",
        }
    }

    /// The field of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// An exit criterion with the words that show it met, or without: an empty slot is shown as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// As the policy file states it.
    pub says: String,
    pub evidence: Vec<Citation>,
}

/// What a stage-change request asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealChange {
    pub opportunity: OpportunityId,
    /// The deal's CRM id or, where there is none, its name.
    pub record: String,
    /// Each field with its value now and the value asked for.
    pub fields: Vec<(DealField, Option<String>, String)>,
    /// The exit criteria of the stage that is left.
    pub criteria: Vec<Criterion>,
}

/// Buyer-facing text over all its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub id: DraftId,
    pub account: AccountId,
    pub kind: DraftKind,
    /// What it is meant to do, in a few words: `Confirm the open points`.
    pub purpose: String,
    /// The briefing it was opened from.
    pub briefing: Option<BriefingId>,
    /// The meeting it speaks of; its attendees count as readers.
    pub meeting: Option<EntryId>,
    /// The fixed template it was made from, exactly as filled; only reminders have one.
    pub template: Option<Template>,
    pub made_by: PersonId,
    pub made_at: DateTime<Utc>,
}

/// A fixed text with its blanks filled from the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Of the policy file.
    pub name: String,
    pub subject: String,
    pub body: String,
}

/// The hash of everything in a revision that a buyer could read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(pub TextHash);

/// One revision of buyer-facing text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub id: RevisionId,
    pub draft: DraftId,
    /// From 1, without holes.
    pub number: u32,
    pub author: PersonId,
    pub at: DateTime<Utc>,
    pub recipients: Vec<Recipient>,
    pub subject: String,
    /// Plain text; paragraphs are divided by a blank line; `[^n]` are chips.
    pub body: String,
    pub chips: Vec<Chip>,
    /// Whether the buyer sees a list of the cited documents under the text.
    pub show_sources: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<DealChange>,
}

impl Revision {
    /// BLAKE3 over the length-prefixed fields a buyer could read and what they rest on, so that no two contents share
    /// bytes.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        let mut bytes = b"countersign revision 2\0".to_vec();
        let mut field = |text: &str| {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        field(&self.recipients.len().to_string());
        for recipient in &self.recipients {
            field(recipient.name.as_deref().unwrap_or_default());
            field(&recipient.email);
        }
        field(&self.subject);
        field(&self.body);
        field(if self.show_sources { "sources" } else { "no sources" });
        field(&self.chips.len().to_string());
        for chip in &self.chips {
            field(&chip.number.to_string());
            cited(&chip.citation, &mut field);
        }
        if let Some(change) = &self.change {
            change.write(&mut field);
        }
        ContentHash(TextHash::of(bytes))
    }

    /// Every citation of the revision: its chips and the evidence of a deal change.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        let criteria = self.change.iter().flat_map(|change| &change.criteria);
        self.chips.iter().map(|chip| &chip.citation).chain(criteria.flat_map(|criterion| &criterion.evidence))
    }
}

fn cited(citation: &Citation, field: &mut impl FnMut(&str)) {
    field(&citation.passage.to_string());
    field(&citation.hash.0);
    field(&citation.quote);
    field(&format!("{}..{}", citation.start, citation.end));
}

impl DealChange {
    fn write(&self, field: &mut impl FnMut(&str)) {
        field(&self.opportunity.to_string());
        field(&self.record);
        field(&self.fields.len().to_string());
        for (name, from, to) in &self.fields {
            field(name.word());
            field(if from.is_some() { "from" } else { "from nothing" });
            field(from.as_deref().unwrap_or_default());
            field(to);
        }
        field(&self.criteria.len().to_string());
        for criterion in &self.criteria {
            field(&criterion.says);
            field(&criterion.evidence.len().to_string());
            criterion.evidence.iter().for_each(|citation| cited(citation, field));
        }
    }
}
