//! A briefing: sections of items. A statement has a citation, or it is a gap; there is no third way, by type.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AccountId, BriefingId, Citations, CommitmentState, ContactId, EntryId, EntryKind, Force, Lane, LaneState,
    PassageId, Place, Searched, TextHash, Tier,
};

/// Which side a person or promise is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Ours,
    Theirs,
}

/// How a statement relates to the last meeting or kept briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    New,
    Gone,
}

/// One sentence that its sources carry. Words between “ and ” in `text` are exact quotes of a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub text: String,
    /// The date shown in the margin, where the section is dated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// A short label before the sentence, such as `Stage` or `Next step`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    pub citations: Citations,
}

/// What a person found when they held a statement against its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Checked,
    Wrong,
    /// What was said before counts no longer.
    TakenBack,
}

/// A person's word on one statement of a kept briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementCheck {
    /// The statement's own words.
    pub words: String,
    pub verdict: Verdict,
    /// What is wrong with it; empty when nothing is.
    pub note: String,
    /// The passages that the statement cites, as printed ids.
    pub passages: Vec<String>,
}

/// Searched and not found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// What is not known, as a sentence.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    pub searched: Searched,
    /// Who could know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The question that would close the gap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// A fact about a person in the room, or the honest lack of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum PersonFact {
    Known(Statement),
    Unknown(Gap),
}

/// One person of part 3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    pub contact: Option<ContactId>,
    pub name: String,
    pub title: Option<String>,
    pub side: Side,
    /// Invited; false for a person who is missing and should be there.
    pub invited: bool,
    /// Labels: `Role in the decision`, `Stance`, `Last contact`, `In their words`, `Missing because`.
    pub facts: Vec<PersonFact>,
}

/// State of one letter of MEDDPICC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    Empty,
    Suggested,
    Noted,
    Validated,
}

/// One letter of MEDDPICC with its passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub letter: char,
    /// Such as `Economic buyer`.
    pub name: String,
    pub state: LetterState,
    /// `None` exactly when the state is empty.
    pub statement: Option<Statement>,
    pub gap: Option<Gap>,
}

/// One lane of the buying process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneLine {
    pub lane: Lane,
    pub state: LaneState,
    pub owner_here: Option<String>,
    pub owner_there: Option<String>,
    pub due: Option<NaiveDate>,
    pub blocker: Option<Statement>,
    pub evidence: Vec<Statement>,
    pub gap: Option<Gap>,
}

/// One open commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentLine {
    pub side: Side,
    pub who: String,
    pub due: Option<NaiveDate>,
    pub state: CommitmentState,
    /// Whole days past due at the as-of time; 0 if not overdue.
    pub overdue_days: u32,
    pub statement: Statement,
}

/// What a choice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    Framing,
    FollowUp,
}

/// One of several equal options; never ranked, none preselected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// `choice` in JSON, because `kind` there says what an item is.
    #[serde(rename = "choice")]
    pub kind: ChoiceKind,
    pub title: String,
    /// What it is for, in one sentence of ours about the option itself.
    pub purpose: String,
    /// What it rests on.
    pub rests_on: Vec<Statement>,
    /// Draft text for a follow-up, behind the gate; empty for a framing.
    pub draft: String,
    /// The tier of the draft; `None` for a framing.
    pub tier: Option<Tier>,
}

/// One thing in a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Item {
    Statement(Statement),
    Gap(Gap),
    Person(PersonLine),
    Letter(Letter),
    Lane(LaneLine),
    Commitment(CommitmentLine),
    /// Two sources that disagree, as equals.
    Contradiction {
        text: String,
        sides: Vec<Statement>,
    },
    /// A concern or objection, with what answers it or a gap.
    Concern {
        raised: Statement,
        answered: bool,
        answer: Option<Statement>,
        gap: Option<Gap>,
    },
    Choice(Choice),
    /// A question to ask, and why: the gap or the statement behind it.
    Question {
        text: String,
        because: Option<Statement>,
    },
    /// What not to say, and why.
    Avoid {
        text: String,
        because: Option<Statement>,
    },
    /// A concession that needs approval, by whom.
    NeedsApproval {
        text: String,
        who: String,
        because: Option<Statement>,
    },
    Source(SourceLine),
}

/// One part of the briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 1 to 13.
    pub number: u8,
    pub title: String,
    /// Such as `since 28 October`.
    pub note: Option<String>,
    pub items: Vec<Item>,
}

/// A numbered passage of part 13.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// From 1, in the order of first use.
    pub number: u32,
    pub passage: PassageId,
    pub hash: TextHash,
    /// Such as `Re: board paper, timing` or `Security overview`.
    pub title: String,
    /// Author, speaker or owner.
    pub by: Option<String>,
    pub date: NaiveDate,
    /// `None` for a library document.
    pub entry_kind: Option<EntryKind>,
    /// Version number of a library document.
    pub version: Option<u32>,
    /// Sanction state of a library document.
    pub force: Option<Force>,
    /// Such as `page 3`, `lines 4–9`, `00:12:40`.
    pub place: String,
}

/// The meeting a briefing prepares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingHead {
    pub entry: EntryId,
    pub title: String,
    pub at: DateTime<Utc>,
    pub end: Option<DateTime<Utc>>,
    pub location: Option<String>,
    pub host: Option<String>,
    pub attendees: Vec<String>,
}

/// Part 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefingHead {
    pub account: AccountId,
    pub account_name: String,
    pub title: String,
    pub meeting: Option<MeetingHead>,
    pub as_of: DateTime<Utc>,
    pub zone_minutes: i32,
    pub oldest: Option<DateTime<Utc>>,
    pub newest: Option<DateTime<Utc>>,
    pub entries_read: u32,
    pub documents_searched: u32,
}

/// An internal briefing. Its JSON form is the documented export: field names here are its schema, `schema` its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefing {
    /// 1.
    pub schema: u32,
    pub id: Option<BriefingId>,
    /// `executive`.
    pub kind: String,
    pub head: BriefingHead,
    pub sections: Vec<Section>,
}

impl Place {
    /// The place in words: `page 3`, `lines 4–9`, `00:12:40`, `row 7`, `sheet Answers, A5:F5`, `slide 7`; empty where
    /// none is known.
    #[must_use]
    pub fn words(&self) -> String {
        if let Some(sheet) = &self.sheet {
            return self
                .cells
                .as_ref()
                .map_or_else(|| format!("sheet {sheet}"), |cells| format!("sheet {sheet}, {cells}"));
        }
        if let Some(slide) = self.slide {
            return format!("slide {slide}");
        }
        if let Some((first, last)) = self.pages {
            return if first == last { format!("page {first}") } else { format!("pages {first}–{last}") };
        }
        if let Some((start, _)) = self.time {
            let seconds = start / 1000;
            return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
        if let Some(row) = self.row {
            return format!("row {row}");
        }
        match self.lines {
            Some((first, last)) if first == last => format!("line {first}"),
            Some((first, last)) => format!("lines {first}–{last}"),
            None => String::new(),
        }
    }
}
