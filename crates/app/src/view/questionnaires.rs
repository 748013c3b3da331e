//! Questionnaires of buyers, their rows, what came back filled, and the answers to use again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChipView, DraftStateView};

/// Takes a buyer's questionnaire into the workspace and prepares its rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeQuestionnaire {
    pub account: String,
    pub path: String,
    /// The day it is due, as `2026-11-27`.
    pub due: Option<String>,
    /// What the columns hold, where nobody could guess it; kept for every file of the same form.
    pub columns: Vec<SheetCorrection>,
}

/// Questionnaires of one account, or all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListQuestionnaires {
    pub account: Option<String>,
}

/// One questionnaire.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfQuestionnaire {
    pub questionnaire: String,
}

/// Rows of a questionnaire by number; none named: every row that is open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnRows {
    pub questionnaire: String,
    pub rows: Vec<u32>,
}

/// Leaves rows out, takes them in again, or says who has to answer them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MarkRows {
    pub questionnaire: String,
    pub rows: Vec<u32>,
    /// Why they are left out.
    pub skip: Option<String>,
    /// Takes them in again.
    pub ask: bool,
    /// Word of the role that has to answer them.
    pub role: Option<String>,
}

/// A person's own text for a row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WriteRow {
    pub questionnaire: String,
    pub row: u32,
}

/// A row with the revision of its text that a person read.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeenRow {
    pub row: u32,
    pub revision: u32,
}

/// Decides on rows, each for itself, and only on the revision that was read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideRows {
    pub questionnaire: String,
    pub rows: Vec<SeenRow>,
    /// `approved` or `sent-back`.
    pub meaning: String,
    pub reason: Option<String>,
    pub passphrase: Option<String>,
}

/// Fills the signed answers into the buyer's own file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReturnQuestionnaire {
    pub questionnaire: String,
    pub path: String,
    /// Only the signed answers, although others are prepared.
    pub partial: bool,
}

/// What the columns of a file were taken for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnsView {
    pub sheets: Vec<SheetView>,
    /// Whether a person corrected files of this form.
    pub corrected: bool,
    /// What was odd in the file, one sentence each.
    pub warnings: Vec<String>,
}

/// One sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// Empty for a CSV file.
    pub name: String,
    pub hidden: bool,
    /// Why it has no table, or where the guess comes from.
    pub reason: String,
    pub tables: Vec<TableView>,
}

/// One table of a sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TableView {
    pub header_row: Option<u32>,
    pub first_row: u32,
    pub last_row: u32,
    pub questions: u32,
    pub columns: Vec<ColumnView>,
}

/// One column that is used.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// Such as `D`.
    pub letters: String,
    pub title: String,
    /// `question`, `answer`, `comment`, `id` or `section`.
    pub role: String,
    pub reason: String,
}

/// A correction of the columns, kept for every file of the same form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CorrectColumns {
    pub questionnaire: String,
    pub sheets: Vec<SheetCorrection>,
}

/// The correction of one sheet; one that is not named keeps its guess.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetCorrection {
    pub sheet: String,
    /// Nothing is asked on it.
    pub skip: bool,
    pub header_row: Option<u32>,
    pub columns: Vec<ColumnChoice>,
}

/// What a column holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnChoice {
    pub letters: String,
    pub role: String,
}

/// Rows by how far they are.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowCounts {
    pub rows: u32,
    pub answered: u32,
    pub needs_review: u32,
    pub no_source: u32,
    pub skipped: u32,
    /// Submitted and not yet decided.
    pub in_review: u32,
    pub signed: u32,
    /// Waiting for this person's decision.
    pub waiting_for_me: u32,
}

/// Questionnaires, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnairesView {
    pub rows: Vec<QuestionnaireHead>,
}

/// One questionnaire in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireHead {
    pub id: String,
    pub account: String,
    pub account_name: String,
    pub name: String,
    pub format: String,
    pub macros: bool,
    pub due: Option<String>,
    pub taken_by: String,
    pub taken_at: String,
    pub counts: RowCounts,
}

/// One questionnaire with its rows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireView {
    pub head: QuestionnaireHead,
    pub rows: Vec<RowView>,
    /// What a person should know, one sentence each: taken in before, rows that share a cell.
    pub notes: Vec<String>,
}

/// Where a row stands from its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowStateView {
    Answered,
    NeedsReview,
    NoSource,
}

/// One row.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowView {
    pub number: u32,
    /// Empty for a CSV file.
    pub sheet: String,
    /// Of the answer, such as `D14`; empty where the file has none.
    pub cell: String,
    pub section: Vec<String>,
    pub id: Option<String>,
    pub question: String,
    /// What the cell takes, in words; empty for free text.
    pub form: String,
    pub choices: Vec<String>,
    /// What stands in the file already.
    pub existing: Option<String>,
    pub state: Option<RowStateView>,
    pub because: String,
    pub category: Option<String>,
    /// Who has to answer it, in words.
    pub role: Option<String>,
    pub skipped: Option<String>,
    /// It repeats an answer that was signed off before.
    pub reused: bool,
    /// None until there is a text.
    pub text: Option<RowTextView>,
}

/// The text of a row with its way through the gate.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowTextView {
    pub draft: String,
    pub revision: u32,
    pub state: DraftStateView,
    /// With `[^n]` where a source is cited.
    pub body: String,
    /// What would be written, without chips.
    pub answer: String,
    pub sources: Vec<ChipView>,
    /// Equal for rows that rest on the same passages.
    pub evidence: String,
    /// Why the buyer's cell would not take it.
    pub unfit: Option<String>,
    pub blocking: u32,
    pub open: u32,
    /// Higher first.
    pub risk: u32,
    /// Who has to sign, in order.
    pub needs: Vec<String>,
    /// What the gate says, in one sentence.
    pub sentence: String,
    pub waits_for_me: bool,
}

/// What happened to rows that were asked for together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowsDone {
    pub done: Vec<u32>,
    pub refused: Vec<RefusedRow>,
}

/// A row that could not be decided or written, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedRow {
    pub row: u32,
    /// Of the answer, such as `D14`.
    pub cell: String,
    pub why: String,
}

/// The buyer's file, filled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReturnedView {
    pub path: String,
    /// Rows whose answers are in the file.
    pub filled: Vec<u32>,
    /// Rows that stay as they were.
    pub left: Vec<RefusedRow>,
    /// First and last release number.
    pub first_release: u32,
    pub last_release: u32,
    /// The file part by part: what is identical, and which cells changed.
    pub parts: Vec<FilePartView>,
    pub notes: Vec<String>,
}

/// One part of a file before and after.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilePartView {
    pub name: String,
    /// SHA-256 of its unpacked bytes.
    pub before: String,
    pub after: String,
    /// `identical`, or what changed in words.
    pub change: String,
    pub identical: bool,
}

/// The answers that were signed off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswersView {
    pub rows: Vec<AnswerRow>,
}

/// One signed-off answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerRow {
    pub id: String,
    pub question: String,
    pub answer: String,
    /// Documents with their versions.
    pub sources: Vec<String>,
    pub account_name: String,
    pub owner: String,
    pub signed_by: String,
    pub signed_at: String,
    pub review_on: String,
    pub draft: String,
    /// Why it is not used now; none: it is.
    pub out_of_use: Option<String>,
    /// Other answers in use to the same question.
    pub same_as: Vec<String>,
}

/// Changes what is known of a signed-off answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAnswer {
    pub answer: String,
    /// Why it is used no longer.
    pub retire: Option<String>,
    /// The answer to the same question that takes its place.
    pub merge_into: Option<String>,
    /// A new last day of use, after a person looked at it again.
    pub review_on: Option<String>,
}
