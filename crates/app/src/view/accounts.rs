//! Accounts, their timeline, people, deal and commitments, as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::briefings::{
    CitationView, ForceView, ItemView, LaneView, LetterView, PersonCard, PromiseState, SideView, StatementView,
};
/// How a meeting stands with its briefing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefingStateView {
    pub id: Option<String>,
    pub state: ReadyState,
    pub as_of: Option<String>,
    pub gaps: u32,
    pub contradictions: u32,
    /// Entries newer than the briefing.
    pub behind: u32,
    pub entries: u32,
}

/// Whether there is a briefing, and whether it is current.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadyState {
    None,
    Ready,
    Behind,
}

/// A meeting to come.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MeetingRow {
    pub entry: String,
    pub account: String,
    pub account_name: String,
    pub title: String,
    pub at: String,
    pub end: Option<String>,
    pub location: Option<String>,
    pub attendees: Vec<String>,
    pub briefing: BriefingStateView,
}

/// One promise, ours or theirs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentRow {
    pub account: String,
    pub account_name: String,
    pub side: SideView,
    pub who: String,
    pub what: String,
    pub due: Option<String>,
    pub overdue_days: u32,
    pub state: PromiseState,
    pub citation: CitationView,
}

/// A deal in which nobody has written for a while.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuietRow {
    pub account: String,
    pub account_name: String,
    pub last_at: String,
    pub days: u32,
    pub amount: Option<String>,
    pub currency: Option<String>,
    /// Entries a week over twelve weeks, oldest first.
    pub weeks: Vec<u32>,
}

/// A document about to leave force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LeavingRow {
    pub document: String,
    pub title: String,
    pub version: u32,
    pub force: ForceView,
    pub expires: String,
    pub days: u32,
}

/// The first thing a person sees.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    pub now: String,
    pub zone_minutes: i32,
    pub meetings: Vec<MeetingRow>,
    pub overdue: Vec<CommitmentRow>,
    pub quiet: Vec<QuietRow>,
    pub leaving: Vec<LeavingRow>,
    pub unattached: u32,
}

/// An account in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountRow {
    pub id: String,
    pub name: String,
    pub industry: Option<String>,
    pub owner: Option<String>,
    pub domains: Vec<String>,
    pub entries: u32,
    pub contacts: u32,
    pub newest: Option<String>,
    pub stage: Option<String>,
    pub amount: Option<String>,
    pub currency: Option<String>,
    pub close_date: Option<String>,
    pub next_meeting: Option<String>,
}

/// Counts on the tabs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountCounts {
    pub timeline: u32,
    pub people: u32,
    pub opportunities: u32,
    pub commitments: u32,
}

/// A kept briefing in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BriefingRowView {
    pub id: String,
    pub title: String,
    pub as_of: String,
    pub by: String,
    pub meeting: Option<String>,
}

/// One account: its facts and tab counts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    pub row: AccountRow,
    pub facts: Vec<(String, String)>,
    pub counts: AccountCounts,
    pub meetings: Vec<MeetingRow>,
    pub briefings: Vec<BriefingRowView>,
}

/// A CRM field that changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRow {
    pub entry: String,
    /// The entry's first passage; none where it has no text.
    pub passage: Option<String>,
    #[ts(type = "EntryKind")]
    pub kind: String,
    pub at: String,
    pub zone_minutes: Option<i32>,
    pub all_day: bool,
    pub title: String,
    pub who: Option<String>,
    pub snippet: String,
    pub changes: Vec<ChangeView>,
    pub future: bool,
    pub cancelled: bool,
}

/// A window of the timeline, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<TimelineRow>,
}

/// Everybody known at the account, and ours who dealt with it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PeopleView {
    pub theirs: Vec<PersonCard>,
    pub ours: Vec<PersonCard>,
}

/// One deal as the CRM states it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpportunityView {
    pub id: String,
    pub name: String,
    pub stage: Option<String>,
    pub amount: Option<String>,
    pub currency: Option<String>,
    pub close_date: Option<String>,
    pub next_step: Option<String>,
    pub owner: Option<String>,
    pub closed: bool,
    pub won: bool,
    pub citation: Option<CitationView>,
}

/// The Deal tab.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DealView {
    pub opportunities: Vec<OpportunityView>,
    pub moves: Vec<StatementView>,
    pub next_step: Option<StatementView>,
    pub lanes: Vec<LaneView>,
    pub letters: Vec<LetterView>,
    pub facts: Vec<ItemView>,
}

/// The Commitments tab; overdue first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentsView {
    pub rows: Vec<CommitmentRow>,
}

/// Accounts whose name or domain holds this text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListAccounts {
    pub filter: String,
}

/// One account.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfAccount {
    pub account: String,
}

/// A window of one account's timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GetTimeline {
    pub account: String,
    #[ts(type = "EntryKind[]")]
    pub kinds: Vec<String>,
    pub offset: u32,
    pub limit: u32,
}
