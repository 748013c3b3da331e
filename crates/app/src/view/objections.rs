//! The objection briefing as the window draws it: one card for one question, and the questions found in a history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CitationView, ExportFormat, ForceView, ItemView, StatementView, TierView};

/// What the sources say to one part of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "AnswerState")]
pub enum AnswerStateView {
    Yes,
    YesWithCondition,
    Partly,
    Planned,
    NoWithControl,
    No,
    Stated,
    NotApplicable,
    CannotDisclose,
    NoSource,
}

/// Whether what a buyer was told agrees with the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Agreement")]
pub enum AgreementView {
    Agrees,
    Differs,
    Compare,
    Alone,
}

/// Whether a question of the history was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Reply")]
pub enum ReplyView {
    Settled,
    Replied,
    Open,
}

/// How long a document that answers is in force.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HoldsView {
    pub title: String,
    pub version: u32,
    pub from: Option<String>,
    /// Last day in force.
    pub until: Option<String>,
    pub force: ForceView,
}

/// A document that may be given to this buyer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    pub title: String,
    pub version: u32,
    /// `nda` or `public`.
    pub audience: String,
    pub place: String,
    pub citation: CitationView,
}

/// A passage that speaks to the question and was not used.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RejectedView {
    /// Such as `superseded`.
    pub reason: String,
    pub statement: StatementView,
}

/// One part of the question with its answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionPartView {
    pub asked: String,
    /// The plain question that the state answers, where the buyer's words are turned.
    pub read_as: Option<String>,
    pub state: AnswerStateView,
    pub state_words: String,
    /// Whether there are words that this buyer may be told.
    pub has_answer: bool,
    pub because: String,
    pub answer: Vec<StatementView>,
    /// What the sources say of product, plan, region, condition, exclusion; labelled.
    pub scope: Vec<StatementView>,
    pub holds: Vec<HoldsView>,
    pub offers: Vec<OfferView>,
    /// The role that answers where no source does.
    pub role: Option<String>,
    /// Our people in that role.
    pub people: Vec<String>,
    pub looked_for: Vec<String>,
    pub documents: u32,
    pub rejected: Vec<RejectedView>,
}

/// What not to say, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DoNotSayView {
    pub text: String,
    pub because: Option<StatementView>,
}

/// Something this buyer was told before.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ToldBeforeView {
    pub statement: StatementView,
    pub agreement: AgreementView,
    pub agreement_words: String,
    pub differs: Vec<String>,
}

/// Who must approve the answer before a buyer reads it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    pub tier: TierView,
    pub who: Vec<String>,
    pub because: String,
}

/// One question of a buyer with everything a person needs to answer it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ObjectionView {
    pub account: String,
    pub account_name: String,
    pub as_of: String,
    pub zone_minutes: i32,
    /// What this buyer may read: `nda` with an agreement on file, else `public`.
    pub reader: String,
    pub entries_read: u32,
    pub documents_searched: u32,
    pub question: String,
    /// Where the buyer asked it, if it stands in the account's history.
    pub asked: Option<StatementView>,
    pub category: Option<String>,
    pub behind: Vec<String>,
    pub clarify: Vec<String>,
    pub parts: Vec<QuestionPartView>,
    pub do_not_say: Vec<DoNotSayView>,
    pub told: Vec<ToldBeforeView>,
    pub approval: Option<ApprovalView>,
    pub settled: Vec<String>,
    /// Every cited passage once.
    pub sources: Vec<ItemView>,
}

/// A question that the buyer asked in a mail or a call.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundQuestionView {
    pub words: String,
    pub who: String,
    pub date: String,
    pub category: Option<String>,
    pub reply: ReplyView,
    pub reply_words: String,
    pub asked: StatementView,
    pub replied: Option<StatementView>,
}

/// The questions found in an account's history, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionsView {
    pub rows: Vec<FoundQuestionView>,
}

/// One question of a buyer, in their words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AskObjection {
    pub account: String,
    pub question: String,
}

/// Take an objection briefing out, marked INTERNAL.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportObjection {
    pub account: String,
    pub question: String,
    /// The card's own time, so that the file is what was read.
    pub as_of: Option<String>,
    pub format: ExportFormat,
    pub path: Option<String>,
}
