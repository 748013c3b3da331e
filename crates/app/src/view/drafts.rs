//! Drafts, their findings and their gate bar, reviews, and what leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a draft is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftStateView {
    Writing,
    InReview,
    SentBack,
    SignedOff,
    Released,
    GivenUp,
}

/// The four tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TierView {
    ReadOnly,
    DraftOnly,
    ManagerApproved,
    AutomationSafe,
}

/// What a finding asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeverityView {
    Note,
    Acknowledge,
    Blocks,
}

/// The part of a draft that a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartView {
    Recipients,
    Subject,
    Body,
}

/// Words of a draft, in UTF-16 code units as a browser counts them; of recipients, the place in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceView {
    pub part: PartView,
    pub start: u32,
    pub end: u32,
    /// 1-based line of the body.
    pub line: u32,
}

/// Somebody the draft is addressed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecipientView {
    pub name: Option<String>,
    pub email: String,
}

/// A citation chip: `[^number]` in the body.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChipView {
    pub number: u32,
    pub passage: String,
    pub hash: String,
    pub quote: String,
    /// Of the document or entry; empty when it is gone.
    pub title: String,
    pub place: String,
    /// True for a library document, which a buyer may be told of.
    pub library: bool,
    /// Such as `in force` or `withdrawn`; `history` for account history.
    pub state: String,
    /// False when the passage no longer says this.
    pub holds: bool,
}

/// A chip as the editor keeps it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChipText {
    pub number: u32,
    pub passage: String,
    /// Exact words of the passage; empty cites the whole of it.
    pub quote: String,
}

/// What a rule found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    pub key: String,
    pub code: String,
    pub name: String,
    pub severity: SeverityView,
    pub place: PlaceView,
    pub words: String,
    pub says: String,
    pub why: String,
    pub fix: String,
    pub passages: Vec<String>,
    /// Who accepted it, and why.
    pub accepted_by: Option<String>,
    pub accepted_because: Option<String>,
}

/// Why a moment was found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignView {
    pub moment: String,
    pub topic: Option<String>,
    pub words: String,
    pub place: PlaceView,
}

/// A decision on the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignOffView {
    pub name: String,
    pub role: String,
    /// `approved`, `approved-with-edits`, `overridden`, `sent-back`, `withdrawn`.
    pub meaning: String,
    pub reason: Option<String>,
    pub at: String,
    pub expires: String,
    pub revision: u32,
    /// Whether it counts today.
    pub holds: bool,
    /// Why not, if it does not.
    pub why_not: Option<String>,
}

/// What a person can do now, or why not, in words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MayView {
    pub may: bool,
    pub why_not: Option<String>,
}

/// The gate bar: what the tier is, why, what is in the way, and who can clear it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GateBarView {
    pub tier: TierView,
    /// The one sentence.
    pub sentence: String,
    /// Why this tier, in one line: rule, moment, floor, who signs.
    pub explained: String,
    pub moments: Vec<String>,
    pub signs: Vec<SignView>,
    /// Who signs, in order, in words.
    pub asked: Vec<String>,
    /// How many of them have.
    pub given: u32,
    pub blocking: u32,
    pub open: u32,
    pub notes: u32,
    pub submit: MayView,
    /// Approve, by the person at this desk.
    pub approve: MayView,
    pub approve_with_edits: MayView,
    pub override_: MayView,
    pub send_back: MayView,
    pub take_back: MayView,
    pub release: MayView,
    /// True when this person's key is unlocked at this desk.
    pub unlocked: bool,
    /// True when this person has a key that an admin confirmed.
    pub has_key: bool,
}

/// One revision in the history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RevisionRow {
    pub number: u32,
    pub author: String,
    pub at: String,
    pub content: String,
    pub words: u32,
}

/// A remark, a submission, an acceptance or a decision, as a line of the history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveRow {
    pub number: u32,
    pub at: String,
    pub name: String,
    pub role: String,
    /// `submitted`, `commented`, `acknowledged`, `given_up`, or a sign-off's meaning.
    pub what: String,
    pub text: Option<String>,
    pub revision: Option<u32>,
}

/// What left, when and where to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseRow {
    pub number: u32,
    pub at: String,
    pub by: String,
    pub destination: String,
    pub revision: u32,
    pub line: String,
}

/// An exit criterion with its evidence, or an empty slot.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CriterionView {
    pub says: String,
    pub evidence: Vec<ChipView>,
}

/// One field of a deal change.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// `stage`, `close-date`, `amount`.
    pub field: String,
    pub from: Option<String>,
    pub to: String,
}

/// What a stage-change request asks for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DealChangeView {
    /// Its name.
    pub opportunity: String,
    pub record: String,
    pub fields: Vec<FieldView>,
    pub criteria: Vec<CriterionView>,
}

/// One draft with everything the window shows of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    pub id: String,
    pub account: String,
    pub account_name: String,
    pub kind: String,
    /// Such as `Follow-up`.
    pub kind_words: String,
    pub purpose: String,
    pub briefing: Option<String>,
    pub state: DraftStateView,
    /// Number of the newest revision: what an edit is based on.
    pub revision: u32,
    pub author: String,
    pub saved_at: String,
    pub recipients: Vec<RecipientView>,
    pub subject: String,
    /// With `[^n]` for chips.
    pub body: String,
    pub chips: Vec<ChipView>,
    pub show_sources: bool,
    pub change: Option<DealChangeView>,
    /// The body as the buyer will read it.
    pub outgoing: String,
    /// The list of sources under it.
    pub sources: Vec<String>,
    pub findings: Vec<FindingView>,
    pub gate: GateBarView,
    pub sign_offs: Vec<SignOffView>,
    pub revisions: Vec<RevisionRow>,
    pub moves: Vec<MoveRow>,
    pub releases: Vec<ReleaseRow>,
    /// Destinations that policy knows, with whether each may receive this text.
    pub destinations: Vec<DestinationView>,
    /// People of the account whom it could be addressed to.
    pub people: Vec<RecipientView>,
}

/// A way out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationView {
    /// `clipboard`, `file.eml`, `file.docx`, `file.pdf`, `file.html`, `file.md`, `file.txt`, `crm.csv`.
    pub name: String,
    pub words: String,
    pub may: MayView,
}

/// A draft in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRow {
    pub id: String,
    pub account: String,
    pub account_name: String,
    pub kind: String,
    pub kind_words: String,
    pub purpose: String,
    pub subject: String,
    pub state: DraftStateView,
    pub tier: TierView,
    pub moments: Vec<String>,
    pub sentence: String,
    pub author: String,
    pub revision: u32,
    pub saved_at: String,
    pub blocking: u32,
    pub open: u32,
    /// True when the next decision is this person's.
    pub waits_for_me: bool,
    /// Why it should be looked at first: 0 is the least.
    pub risk: u32,
    /// True when the text changed since this person last decided or remarked.
    pub changed_since_seen: bool,
}

/// Drafts, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftsView {
    pub rows: Vec<DraftRow>,
}

/// Drafts of one account, or all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListDrafts {
    pub account: Option<String>,
}

/// One draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfDraft {
    pub draft: String,
}

/// Start a draft: empty, from an option of a briefing's part 12, or from a reminder template.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartDraft {
    pub account: String,
    /// `follow-up`, `objection-answer`, `reminder`, `meeting-request`, `procurement-reply`, `internal-note`.
    pub kind: String,
    pub purpose: Option<String>,
    pub briefing: Option<String>,
    /// Which follow-up of the briefing's part 12, from 0.
    pub option: Option<u32>,
    pub meeting: Option<String>,
    /// Name of a reminder template.
    pub template: Option<String>,
}

/// Start a request to change a deal. Fields left out stay as they are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartStageChange {
    pub account: String,
    /// Id or name of the opportunity.
    pub opportunity: String,
    pub stage: Option<String>,
    /// `2026-06-30`.
    pub close_date: Option<String>,
    pub amount: Option<String>,
}

/// Save an edit as a new revision, based on the revision that was edited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveDraft {
    pub draft: String,
    pub base: u32,
    pub recipients: Vec<RecipientView>,
    pub subject: String,
    pub body: String,
    pub chips: Vec<ChipText>,
    pub show_sources: bool,
    /// Evidence of each criterion, in their order; only for stage changes.
    pub criteria: Option<Vec<Vec<ChipText>>>,
}

/// Compare two revisions of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompareRevisions {
    pub draft: String,
    pub from: u32,
    pub to: u32,
}

/// A stretch of text: `same`, `added` or `removed`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiffPartView {
    pub changed: String,
    pub text: String,
}

/// What changed between two revisions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiffView {
    pub from: u32,
    pub to: u32,
    pub recipients: Vec<DiffPartView>,
    pub subject: Vec<DiffPartView>,
    pub body: Vec<DiffPartView>,
}

/// Accept a finding by name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcknowledgeFinding {
    pub draft: String,
    pub revision: u32,
    pub finding: String,
    pub code: String,
    pub reason: String,
}

/// Hand the newest revision to its approvers, or remark on it, or give the draft up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OnDraft {
    pub draft: String,
    pub revision: u32,
    pub text: Option<String>,
}

/// Decide on the newest revision with this person's own key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecideDraft {
    pub draft: String,
    pub revision: u32,
    /// `approved`, `approved-with-edits`, `overridden`, `sent-back`, `withdrawn`.
    pub meaning: String,
    pub reason: Option<String>,
    /// Unlocks the key for this decision; left out when it is unlocked already.
    pub passphrase: Option<String>,
}

/// Sign several reminders at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignReminders {
    pub drafts: Vec<String>,
    pub passphrase: Option<String>,
}

/// What came of each.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedReminders {
    pub signed: Vec<String>,
    pub refused: Vec<RefusedDraft>,
}

/// A draft that was not signed, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RefusedDraft {
    pub draft: String,
    pub why: String,
}

/// Take the signed-off revision out, once, to one destination.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseDraft {
    pub draft: String,
    pub revision: u32,
    pub destination: String,
    /// Of the file to write; not for the clipboard.
    pub path: Option<String>,
}

/// What left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleasedView {
    pub number: u32,
    pub line: String,
    pub path: Option<String>,
    /// For the clipboard.
    pub plain: Option<String>,
    pub html: Option<String>,
}

/// Look at an unsigned draft as a file, marked DRAFT – NOT SIGNED OFF.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreviewDraft {
    pub draft: String,
    /// As a destination's name, such as `file.html`.
    pub format: String,
    pub path: String,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WrittenView {
    pub path: String,
}

/// Name suggested for a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NameDraftFile {
    pub draft: String,
    pub format: String,
    /// True for a release, false for a preview.
    pub released: bool,
}

/// A name.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileNameView {
    pub name: String,
}

/// Write the review packet for an approver elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportPacket {
    pub draft: String,
    pub path: String,
}

/// Take in a decision file that came back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptDecision {
    pub path: String,
}
