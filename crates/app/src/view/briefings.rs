//! Briefings as the window draws them: every statement carries its citations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ours or theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SideView {
    Ours,
    Theirs,
}

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    Open,
    Overdue,
    Kept,
}

/// Sanction state of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Force")]
pub enum ForceView {
    InForce,
    Aging,
    NotYet,
    Expired,
    Superseded,
    Withdrawn,
    Quarantine,
}

/// How a statement relates to the last briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkView {
    New,
    Gone,
}

/// What a choice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceView {
    Framing,
    FollowUp,
}

/// State of one MEDDPICC letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterStateView {
    Empty,
    Suggested,
    Noted,
    Validated,
}

/// State of one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LaneStateView {
    Unknown,
    Mentioned,
    Started,
    Blocked,
    Done,
}

/// A citation mark.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitationView {
    /// Source number in this briefing, 0 outside one.
    pub number: u32,
    pub passage: String,
    pub hash: String,
    pub quote: String,
    pub library: bool,
    pub force: Option<ForceView>,
}

/// A piece of a statement; quotes are set apart.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SpanView {
    pub text: String,
    pub quote: bool,
}

/// One sentence with its sources.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatementView {
    /// Stable within the briefing.
    pub key: String,
    pub spans: Vec<SpanView>,
    pub date: Option<String>,
    pub label: Option<String>,
    pub mark: Option<MarkView>,
    pub citations: Vec<CitationView>,
}

/// Searched and not found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GapView {
    pub text: String,
    pub label: Option<String>,
    pub looked_for: Vec<String>,
    pub entries: u32,
    pub documents: u32,
    pub who: Option<String>,
    pub question: Option<String>,
}

/// A known fact or a gap.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    pub label: Option<String>,
    pub known: Option<StatementView>,
    pub gap: Option<GapView>,
}

/// A person with what is known of them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonCard {
    pub contact: Option<String>,
    pub name: String,
    pub title: Option<String>,
    pub emails: Vec<String>,
    pub invited: bool,
    pub facts: Vec<FactView>,
}

/// One letter of MEDDPICC.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetterView {
    pub letter: String,
    pub name: String,
    pub state: LetterStateView,
    pub statement: Option<StatementView>,
    pub gap: Option<GapView>,
}

/// One lane of the buying process.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LaneView {
    pub lane: String,
    pub name: String,
    pub state: LaneStateView,
    pub owner_here: Option<String>,
    pub owner_there: Option<String>,
    pub due: Option<String>,
    pub blocker: Option<StatementView>,
    pub evidence: Vec<StatementView>,
    pub gap: Option<GapView>,
}

/// One thing in a section.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", rename_all_fields = "camelCase", tag = "kind")]
pub enum ItemView {
    Statement {
        statement: StatementView,
    },
    Gap {
        gap: GapView,
    },
    Person {
        side: SideView,
        person: PersonCard,
    },
    Letter {
        letter: LetterView,
    },
    Lane {
        lane: LaneView,
    },
    Commitment {
        side: SideView,
        who: String,
        due: Option<String>,
        state: PromiseState,
        overdue_days: u32,
        statement: StatementView,
    },
    Contradiction {
        text: String,
        sides: Vec<StatementView>,
    },
    Concern {
        raised: StatementView,
        answered: bool,
        answer: Option<StatementView>,
        gap: Option<GapView>,
    },
    Choice {
        choice: ChoiceView,
        title: String,
        purpose: String,
        rests_on: Vec<StatementView>,
        draft: String,
        tier: Option<String>,
    },
    Question {
        text: String,
        because: Option<StatementView>,
    },
    Avoid {
        text: String,
        because: Option<StatementView>,
    },
    Approval {
        text: String,
        who: String,
        because: Option<StatementView>,
    },
    Source {
        number: u32,
        passage: String,
        hash: String,
        title: String,
        by: Option<String>,
        date: String,
        #[ts(type = "EntryKind | null")]
        entry_kind: Option<String>,
        version: Option<u32>,
        force: Option<ForceView>,
        place: String,
    },
}

/// One part of the briefing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionView {
    pub number: u32,
    pub title: String,
    pub note: Option<String>,
    pub items: Vec<ItemView>,
}

/// The meeting a briefing prepares.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingHeadView {
    pub entry: String,
    pub title: String,
    pub at: String,
    pub end: Option<String>,
    pub location: Option<String>,
    pub host: Option<String>,
    pub attendees: Vec<String>,
}

/// A kept briefing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefingView {
    pub id: String,
    pub account: String,
    pub account_name: String,
    pub title: String,
    pub meeting: Option<MeetingHeadView>,
    pub as_of: String,
    pub zone_minutes: i32,
    pub oldest: Option<String>,
    pub newest: Option<String>,
    pub entries_read: u32,
    pub documents_searched: u32,
    /// How many are kept for this account, up to this one.
    pub number: u32,
    pub by: String,
    pub sections: Vec<SectionView>,
    /// What was said of its statements and holds; the newest word on each.
    pub checks: Vec<StatementCheckView>,
}

/// What a person found when they held a statement against its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictView {
    Checked,
    Wrong,
    /// What was said before counts no longer.
    TakenBack,
}

/// A person's word on one statement.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatementCheckView {
    /// The statement's own words.
    pub words: String,
    pub verdict: VerdictView,
    pub note: String,
    pub by: String,
    pub at: String,
}

/// Say of a statement that it was checked, or what is wrong with it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckStatement {
    pub briefing: String,
    /// Key of the statement in this briefing.
    pub statement: String,
    pub verdict: VerdictView,
    /// Needed when it is wrong.
    pub note: String,
}

/// A statement that somebody marked as wrong.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissView {
    pub briefing: String,
    pub account_name: String,
    pub title: String,
    pub check: StatementCheckView,
    /// The passages that it cites, as printed ids.
    pub passages: Vec<String>,
}

impl BriefingView {
    /// Every statement of the page, wherever it stands.
    pub(crate) fn statements(&self) -> Vec<&StatementView> {
        self.sections.iter().flat_map(|section| &section.items).flat_map(ItemView::statements).collect()
    }
}

impl ItemView {
    fn statements(&self) -> Vec<&StatementView> {
        match self {
            Self::Statement { statement } | Self::Commitment { statement, .. } => vec![statement],
            Self::Person { person, .. } => person.facts.iter().filter_map(|fact| fact.known.as_ref()).collect(),
            Self::Letter { letter } => letter.statement.iter().collect(),
            Self::Lane { lane } => lane.blocker.iter().chain(&lane.evidence).collect(),
            Self::Contradiction { sides, .. } => sides.iter().collect(),
            Self::Concern { raised, answer, .. } => std::iter::once(raised).chain(answer).collect(),
            Self::Choice { rests_on, .. } => rests_on.iter().collect(),
            Self::Question { because, .. } | Self::Avoid { because, .. } | Self::Approval { because, .. } => {
                because.iter().collect()
            }
            Self::Gap { .. } | Self::Source { .. } => Vec::new(),
        }
    }
}

impl StatementView {
    /// Its own words.
    pub(crate) fn words(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Make the executive briefing of an account, for a meeting if one is named.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreateBriefing {
    pub account: String,
    pub meeting: Option<String>,
}

/// One kept briefing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GetBriefing {
    pub briefing: String,
}

/// Forms of an internal export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Markdown,
    Html,
    Json,
}

/// Take an internal briefing out, marked INTERNAL.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportBriefing {
    pub briefing: String,
    pub format: ExportFormat,
    pub path: Option<String>,
}

/// What was written, and where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    pub path: Option<String>,
    pub text: String,
    pub name: String,
}
