// Written by `cargo xtask bindings` from crates/app/src/contract.rs; never edited.

export type AcceptDecision = { path: string, };
export type AccountCounts = { timeline: number, people: number, opportunities: number, commitments: number, };
export type AccountRow = { id: string, name: string, industry: string | null, owner: string | null, domains: Array<string>, entries: number, contacts: number, newest: string | null, stage: string | null, amount: string | null, currency: string | null, closeDate: string | null, nextMeeting: string | null, };
export type AccountView = { row: AccountRow, facts: Array<[string, string]>, counts: AccountCounts, meetings: Array<MeetingRow>, briefings: Array<BriefingRowView>, };
export type AcknowledgeFinding = { draft: string, revision: number, finding: string, code: string, reason: string, };
export type AdoptPolicy = { text: string, };
export type Agreement = "agrees" | "differs" | "compare" | "alone";
export type AnswerRow = { id: string, question: string, answer: string, 
/**
 * Documents with their versions.
 */
sources: Array<string>, accountName: string, owner: string, signedBy: string, signedAt: string, reviewOn: string, draft: string, 
/**
 * Why it is not used now; none: it is.
 */
outOfUse: string | null, 
/**
 * Other answers in use to the same question.
 */
sameAs: Array<string>, };
export type AnswerState = "yes" | "yes_with_condition" | "partly" | "planned" | "no_with_control" | "no" | "stated" | "not_applicable" | "cannot_disclose" | "no_source";
export type AnswersView = { rows: Array<AnswerRow>, };
export type AppError = { code: ErrorCode, message: string, detail: string | null, };
export type ApprovalView = { tier: TierView, who: Array<string>, because: string, };
export type AskObjection = { account: string, question: string, };
export type AudienceView = "internal" | "nda" | "public";
export type AuditEntryView = { row: AuditRow, 
/**
 * The body as JSON, indented.
 */
body: string, previous: string, };
export type AuditRow = { number: number, at: string, person: string, 
/**
 * Such as `signed_off`.
 */
act: string, 
/**
 * Such as `signed off`.
 */
actWords: string, 
/**
 * Id of what it was done to.
 */
subject: string, 
/**
 * Its name, where it has one.
 */
subjectWords: string, 
/**
 * One line that says what was done.
 */
says: string, signed: boolean, hash: string, };
export type AuditView = { rows: Array<AuditRow>, 
/**
 * Of the whole log.
 */
size: number, 
/**
 * True when older entries fit the filter too.
 */
more: boolean, people: Array<string>, acts: Array<string>, 
/**
 * Embedded mode: this machine alone attests the log.
 */
selfAttested: boolean, };
export type BriefingRowView = { id: string, title: string, asOf: string, by: string, meeting: string | null, };
export type BriefingStateView = { id: string | null, state: ReadyState, asOf: string | null, gaps: number, contradictions: number, 
/**
 * Entries newer than the briefing.
 */
behind: number, entries: number, };
export type BriefingView = { id: string, account: string, accountName: string, title: string, meeting: MeetingHeadView | null, asOf: string, zoneMinutes: number, oldest: string | null, newest: string | null, entriesRead: number, documentsSearched: number, 
/**
 * How many are kept for this account, up to this one.
 */
number: number, by: string, sections: Array<SectionView>, 
/**
 * What was said of its statements and holds; the newest word on each.
 */
checks: Array<StatementCheckView>, };
export type CandidateView = { id: string, name: string, };
export type CertifyPerson = { person: string, 
/**
 * Public key in hex, when it was made on another machine.
 */
key: string | null, passphrase: string | null, };
export type ChangeAnswer = { answer: string, 
/**
 * Why it is used no longer.
 */
retire: string | null, 
/**
 * The answer to the same question that takes its place.
 */
mergeInto: string | null, 
/**
 * A new last day of use, after a person looked at it again.
 */
reviewOn: string | null, };
export type ChangeView = { field: string, from: string | null, to: string | null, };
export type CheckRow = { code: string, name: string, severity: string, what: string, why: string, fix: string, };
export type CheckStatement = { briefing: string, 
/**
 * Key of the statement in this briefing.
 */
statement: string, verdict: VerdictView, 
/**
 * Needed when it is wrong.
 */
note: string, };
export type ChipText = { number: number, passage: string, 
/**
 * Exact words of the passage; empty cites the whole of it.
 */
quote: string, };
export type ChipView = { number: number, passage: string, hash: string, quote: string, 
/**
 * Of the document or entry; empty when it is gone.
 */
title: string, place: string, 
/**
 * True for a library document, which a buyer may be told of.
 */
library: boolean, 
/**
 * Such as `in force` or `withdrawn`; `history` for account history.
 */
state: string, 
/**
 * False when the passage no longer says this.
 */
holds: boolean, };
export type ChoiceView = "framing" | "follow_up";
export type CitationView = { 
/**
 * Source number in this briefing, 0 outside one.
 */
number: number, passage: string, hash: string, quote: string, library: boolean, force: Force | null, };
export type ColumnChoice = { letters: string, role: string, };
export type ColumnView = { 
/**
 * Such as `D`.
 */
letters: string, title: string, 
/**
 * `question`, `answer`, `comment`, `id` or `section`.
 */
role: string, reason: string, };
export type ColumnsView = { sheets: Array<SheetView>, 
/**
 * Whether a person corrected files of this form.
 */
corrected: boolean, 
/**
 * What was odd in the file, one sentence each.
 */
warnings: Array<string>, };
export type CommitmentRow = { account: string, accountName: string, side: SideView, who: string, what: string, due: string | null, overdueDays: number, state: PromiseState, citation: CitationView, };
export type CommitmentsView = { rows: Array<CommitmentRow>, };
export type CompareRevisions = { draft: string, from: number, to: number, };
export type CoreEvent = { "kind": "changed", tags: Array<Tag>, } | { "kind": "importProgress", import: ImportView, } | { "kind": "filesDropped", paths: Array<string>, };
export type CorrectColumns = { questionnaire: string, sheets: Array<SheetCorrection>, };
export type CountsView = { accounts: number, contacts: number, opportunities: number, entries: number, unattached: number, documents: number, quarantined: number, passages: number, };
export type CreateBriefing = { account: string, meeting: string | null, };
export type CreateWorkspace = { path: string, name: string, person: string, email: string | null, ourDomains: Array<string>, };
export type CriterionView = { says: string, evidence: Array<ChipView>, };
export type DealChangeView = { 
/**
 * Its name.
 */
opportunity: string, record: string, fields: Array<FieldView>, criteria: Array<CriterionView>, };
export type DealView = { opportunities: Array<OpportunityView>, moves: Array<StatementView>, nextStep: StatementView | null, lanes: Array<LaneView>, letters: Array<LetterView>, facts: Array<ItemView>, };
export type DecideDraft = { draft: string, revision: number, 
/**
 * `approved`, `approved-with-edits`, `overridden`, `sent-back`, `withdrawn`.
 */
meaning: string, reason: string | null, 
/**
 * Unlocks the key for this decision; left out when it is unlocked already.
 */
passphrase: string | null, };
export type DecideRows = { questionnaire: string, rows: Array<SeenRow>, 
/**
 * `approved` or `sent-back`.
 */
meaning: string, reason: string | null, passphrase: string | null, };
export type DestinationView = { 
/**
 * `clipboard`, `file.eml`, `file.docx`, `file.pdf`, `file.html`, `file.md`, `file.txt`, `crm.csv`.
 */
name: string, words: string, may: MayView, };
export type DiffPartView = { changed: string, text: string, };
export type DiffView = { from: number, to: number, recipients: Array<DiffPartView>, subject: Array<DiffPartView>, body: Array<DiffPartView>, };
export type DoNotSayView = { text: string, because: StatementView | null, };
export type DocumentRow = { id: string, title: string, path: string, format: string, version: number, versions: number, force: Force, audience: string | null, sensitivity: string | null, owner: string | null, sanctionedBy: string | null, effective: string | null, expires: string | null, imported: string, bytes: number, pages: number | null, passages: number, usedIn: number, };
export type DocumentView = { row: DocumentRow, versions: Array<VersionRow>, maySanction: boolean, whyNot: string | null, };
export type DoorView = "history" | "library";
export type DraftRow = { id: string, account: string, accountName: string, kind: string, kindWords: string, purpose: string, subject: string, state: DraftStateView, tier: TierView, moments: Array<string>, sentence: string, author: string, revision: number, savedAt: string, blocking: number, open: number, 
/**
 * True when the next decision is this person's.
 */
waitsForMe: boolean, 
/**
 * Why it should be looked at first: 0 is the least.
 */
risk: number, 
/**
 * True when the text changed since this person last decided or remarked.
 */
changedSinceSeen: boolean, };
export type DraftStateView = "writing" | "in_review" | "sent_back" | "signed_off" | "released" | "given_up";
export type DraftView = { id: string, account: string, accountName: string, kind: string, 
/**
 * Such as `Follow-up`.
 */
kindWords: string, purpose: string, briefing: string | null, state: DraftStateView, 
/**
 * Number of the newest revision: what an edit is based on.
 */
revision: number, author: string, savedAt: string, recipients: Array<RecipientView>, subject: string, 
/**
 * With `[^n]` for chips.
 */
body: string, chips: Array<ChipView>, showSources: boolean, change: DealChangeView | null, 
/**
 * The body as the buyer will read it.
 */
outgoing: string, 
/**
 * The list of sources under it.
 */
sources: Array<string>, findings: Array<FindingView>, gate: GateBarView, signOffs: Array<SignOffView>, revisions: Array<RevisionRow>, moves: Array<MoveRow>, releases: Array<ReleaseRow>, 
/**
 * Destinations that policy knows, with whether each may receive this text.
 */
destinations: Array<DestinationView>, 
/**
 * People of the account whom it could be addressed to.
 */
people: Array<RecipientView>, };
export type DraftsView = { rows: Array<DraftRow>, };
export type ErrorCode = "NotFound" | "Invalid" | "NotAllowed" | "Conflict" | "GateRefused" | "SourceChanged" | "Busy" | "Offline" | "AppTooOld" | "DiskFull" | "Internal";
export type ExpandedView = { word: string, to: Array<string>, };
export type ExplainAction = { kind: string, moments: Array<string>, topics: Array<string>, fields: Array<string>, strategic: boolean, account: string | null, text: string | null, };
export type ExplainView = { tier: string, explained: string, };
export type ExportAudit = { path: string, };
export type ExportBriefing = { briefing: string, format: ExportFormat, path: string | null, };
export type ExportFormat = "markdown" | "html" | "json";
export type ExportObjection = { account: string, question: string, 
/**
 * The card's own time, so that the file is what was read.
 */
asOf: string | null, format: ExportFormat, path: string | null, };
export type ExportPacket = { draft: string, path: string, };
export type ExportView = { path: string | null, text: string, name: string, };
export type FactView = { label: string | null, known: StatementView | null, gap: GapView | null, };
export type FieldView = { 
/**
 * `stage`, `close-date`, `amount`.
 */
field: string, from: string | null, to: string, };
export type FileNameView = { name: string, };
export type FileNote = { path: string, reason: string, };
export type FilePartView = { name: string, 
/**
 * SHA-256 of its unpacked bytes.
 */
before: string, after: string, 
/**
 * `identical`, or what changed in words.
 */
change: string, identical: boolean, };
export type FileView = { name: string, format: string, base64: string, };
export type FindingView = { key: string, code: string, name: string, severity: SeverityView, place: PlaceView, words: string, says: string, why: string, fix: string, passages: Array<string>, 
/**
 * Who accepted it, and why.
 */
acceptedBy: string | null, acceptedBecause: string | null, };
export type Force = "in_force" | "aging" | "not_yet" | "expired" | "superseded" | "withdrawn" | "quarantine";
export type FoundQuestionView = { words: string, who: string, date: string, category: string | null, reply: Reply, replyWords: string, asked: StatementView, replied: StatementView | null, };
export type GapView = { text: string, label: string | null, lookedFor: Array<string>, entries: number, documents: number, who: string | null, question: string | null, };
export type GateBarView = { tier: TierView, 
/**
 * The one sentence.
 */
sentence: string, 
/**
 * Why this tier, in one line: rule, moment, floor, who signs.
 */
explained: string, moments: Array<string>, signs: Array<SignView>, 
/**
 * Who signs, in order, in words.
 */
asked: Array<string>, 
/**
 * How many of them have.
 */
given: number, blocking: number, open: number, notes: number, submit: MayView, 
/**
 * Approve, by the person at this desk.
 */
approve: MayView, approveWithEdits: MayView, override: MayView, sendBack: MayView, takeBack: MayView, release: MayView, 
/**
 * True when this person's key is unlocked at this desk.
 */
unlocked: boolean, 
/**
 * True when this person has a key that an admin confirmed.
 */
hasKey: boolean, };
export type GetBriefing = { briefing: string, };
export type GetDocument = { document: string, };
export type GetTimeline = { account: string, kinds: EntryKind[], offset: number, limit: number, };
export type GuessView = { path: string, table: string, vendor: string, rows: number, columns: Array<[string, string | null]>, };
export type HoldsView = { title: string, version: number, from: string | null, 
/**
 * Last day in force.
 */
until: string | null, force: Force, };
export type ImportView = { id: string, door: DoorView, running: boolean, cancelled: boolean, started: string, finished: string | null, total: number | null, done: number, imported: number, unchanged: number, entries: number, documents: number, failed: Array<FileNote>, warnings: Array<FileNote>, guesses: Array<GuessView>, };
export type ItemView = { "kind": "statement", statement: StatementView, } | { "kind": "gap", gap: GapView, } | { "kind": "person", side: SideView, person: PersonCard, } | { "kind": "letter", letter: LetterView, } | { "kind": "lane", lane: LaneView, } | { "kind": "commitment", side: SideView, who: string, due: string | null, state: PromiseState, overdueDays: number, statement: StatementView, } | { "kind": "contradiction", text: string, sides: Array<StatementView>, } | { "kind": "concern", raised: StatementView, answered: boolean, answer: StatementView | null, gap: GapView | null, } | { "kind": "choice", choice: ChoiceView, title: string, purpose: string, restsOn: Array<StatementView>, draft: string, tier: string | null, } | { "kind": "question", text: string, because: StatementView | null, } | { "kind": "avoid", text: string, because: StatementView | null, } | { "kind": "approval", text: string, who: string, because: StatementView | null, } | { "kind": "source", number: number, passage: string, hash: string, title: string, by: string | null, date: string, entryKind: EntryKind | null, version: number | null, force: Force | null, place: string, };
export type KeepPerson = { 
/**
 * Of the person to change; left out for a new one.
 */
person: string | null, name: string, email: string | null, role: string, 
/**
 * Of the admin's key, when a confirmed person's certificate must be written anew.
 */
passphrase: string | null, };
export type KeepSynonyms = { text: string, };
export type LaneStateView = "unknown" | "mentioned" | "started" | "blocked" | "done";
export type LaneView = { lane: string, name: string, state: LaneStateView, ownerHere: string | null, ownerThere: string | null, due: string | null, blocker: StatementView | null, evidence: Array<StatementView>, gap: GapView | null, };
export type LeavingRow = { document: string, title: string, version: number, force: Force, expires: string, days: number, };
export type LetterStateView = "empty" | "suggested" | "noted" | "validated";
export type LetterView = { letter: string, name: string, state: LetterStateView, statement: StatementView | null, gap: GapView | null, };
export type LibraryView = { today: string, rows: Array<DocumentRow>, };
export type ListAccounts = { filter: string, };
export type ListAudit = { 
/**
 * Only entries below this number.
 */
before: number | null, person: string | null, act: string | null, 
/**
 * Id of a draft, document or account.
 */
subject: string | null, limit: number, };
export type ListDrafts = { account: string | null, };
export type ListQuestionnaires = { account: string | null, };
export type ListUnattached = { offset: number, limit: number, };
export type MakeKey = { passphrase: string, };
export type MarkRows = { questionnaire: string, rows: Array<number>, 
/**
 * Why they are left out.
 */
skip: string | null, 
/**
 * Takes them in again.
 */
ask: boolean, 
/**
 * Word of the role that has to answer them.
 */
role: string | null, };
export type MarkView = "new" | "gone";
export type MarkedSpan = { text: string, marked: boolean, };
export type MayView = { may: boolean, whyNot: string | null, };
export type MeetingHeadView = { entry: string, title: string, at: string, end: string | null, location: string | null, host: string | null, attendees: Array<string>, };
export type MeetingRow = { entry: string, account: string, accountName: string, title: string, at: string, end: string | null, location: string | null, attendees: Array<string>, briefing: BriefingStateView, };
export type MissView = { briefing: string, accountName: string, title: string, check: StatementCheckView, 
/**
 * The passages that it cites, as printed ids.
 */
passages: Array<string>, };
export type MoveRow = { number: number, at: string, name: string, role: string, 
/**
 * `submitted`, `commented`, `acknowledged`, `given_up`, or a sign-off's meaning.
 */
what: string, text: string | null, revision: number | null, };
export type NameDraftFile = { draft: string, format: string, 
/**
 * True for a release, false for a preview.
 */
released: boolean, };
export type Nothing = Record<symbol, never>;
export type ObjectionView = { account: string, accountName: string, asOf: string, zoneMinutes: number, 
/**
 * What this buyer may read: `nda` with an agreement on file, else `public`.
 */
reader: string, entriesRead: number, documentsSearched: number, question: string, 
/**
 * Where the buyer asked it, if it stands in the account's history.
 */
asked: StatementView | null, category: string | null, behind: Array<string>, clarify: Array<string>, parts: Array<QuestionPartView>, doNotSay: Array<DoNotSayView>, told: Array<ToldBeforeView>, approval: ApprovalView | null, settled: Array<string>, 
/**
 * Every cited passage once.
 */
sources: Array<ItemView>, };
export type OfAccount = { account: string, };
export type OfDraft = { draft: string, };
export type OfEntry = { number: number, };
export type OfImport = { import: string, };
export type OfQuestionnaire = { questionnaire: string, };
export type OfVersion = { version: string, };
export type OfferView = { title: string, version: number, 
/**
 * `nda` or `public`.
 */
audience: string, place: string, citation: CitationView, };
export type OnDraft = { draft: string, revision: number, text: string | null, };
export type OnRows = { questionnaire: string, rows: Array<number>, };
export type OpenSource = { passage: string, hash: string | null, quote: string | null, query: string | null, 
/**
 * Passages before and after, all when absent.
 */
around: number | null, };
export type OpenWorkspace = { path: string, };
export type OpportunityView = { id: string, name: string, stage: string | null, amount: string | null, currency: string | null, closeDate: string | null, nextStep: string | null, owner: string | null, closed: boolean, won: boolean, citation: CitationView | null, };
export type PageBoxView = { page: number, x: number, y: number, width: number, height: number, };
export type PartView = "recipients" | "subject" | "body";
export type PeopleView = { theirs: Array<PersonCard>, ours: Array<PersonCard>, };
export type PersonCard = { contact: string | null, name: string, title: string | null, emails: Array<string>, invited: boolean, facts: Array<FactView>, };
export type PersonRow = { name: string, role: string, email: string | null, };
export type PlaceEntry = { entry: string, account: string, };
export type PlaceView = { part: PartView, start: number, end: number, 
/**
 * 1-based line of the body.
 */
line: number, };
export type PolicyCheckView = { fault: PolicyFaultView | null, rules: Array<PolicyRuleRow>, };
export type PolicyFaultView = { line: number, says: string, };
export type PolicyRuleRow = { number: number, name: string, line: number, when: string, tier: string, roles: string, };
export type PolicyText = { text: string, };
export type PolicyVersionRow = { number: number, hash: string, adoptedAt: string, adoptedBy: string, };
export type PolicyView = { 
/**
 * 0 for the built-in one.
 */
number: number, hash: string, text: string, rules: Array<PolicyRuleRow>, versions: Array<PolicyVersionRow>, checks: Array<CheckRow>, 
/**
 * Where `policy.toml` is, and its text where it differs from the policy in force.
 */
path: string, waiting: string | null, waitingFault: PolicyFaultView | null, mayAdopt: boolean, whyNot: string | null, };
export type PreviewDraft = { draft: string, 
/**
 * As a destination's name, such as `file.html`.
 */
format: string, path: string, };
export type PromiseState = "open" | "overdue" | "kept";
export type QuestionPartView = { asked: string, 
/**
 * The plain question that the state answers, where the buyer's words are turned.
 */
readAs: string | null, state: AnswerState, stateWords: string, 
/**
 * Whether there are words that this buyer may be told.
 */
hasAnswer: boolean, because: string, answer: Array<StatementView>, 
/**
 * What the sources say of product, plan, region, condition, exclusion; labelled.
 */
scope: Array<StatementView>, holds: Array<HoldsView>, offers: Array<OfferView>, 
/**
 * The role that answers where no source does.
 */
role: string | null, 
/**
 * Our people in that role.
 */
people: Array<string>, lookedFor: Array<string>, documents: number, rejected: Array<RejectedView>, };
export type QuestionnaireHead = { id: string, account: string, accountName: string, name: string, format: string, macros: boolean, due: string | null, takenBy: string, takenAt: string, counts: RowCounts, };
export type QuestionnaireView = { head: QuestionnaireHead, rows: Array<RowView>, 
/**
 * What a person should know, one sentence each: taken in before, rows that share a cell.
 */
notes: Array<string>, };
export type QuestionnairesView = { rows: Array<QuestionnaireHead>, };
export type QuestionsView = { rows: Array<FoundQuestionView>, };
export type QuietRow = { account: string, accountName: string, lastAt: string, days: number, amount: string | null, currency: string | null, 
/**
 * Entries a week over twelve weeks, oldest first.
 */
weeks: Array<number>, };
export type ReadyState = "none" | "ready" | "behind";
export type RecipientView = { name: string | null, email: string, };
export type RecordTerms = { account: string, ndaFrom: string | null, ndaUntil: string | null, strategic: boolean, 
/**
 * Id of our person who signs draft-only texts; left out: the CRM's owner.
 */
owner: string | null, };
export type RefusedDraft = { draft: string, why: string, };
export type RefusedRow = { row: number, 
/**
 * Of the answer, such as `D14`.
 */
cell: string, why: string, };
export type RejectedView = { 
/**
 * Such as `superseded`.
 */
reason: string, statement: StatementView, };
export type ReleaseDraft = { draft: string, revision: number, destination: string, 
/**
 * Of the file to write; not for the clipboard.
 */
path: string | null, };
export type ReleaseRow = { number: number, at: string, by: string, destination: string, revision: number, line: string, };
export type ReleasedView = { number: number, line: string, path: string | null, 
/**
 * For the clipboard.
 */
plain: string | null, html: string | null, };
export type Reply = "settled" | "replied" | "open";
export type ReturnQuestionnaire = { questionnaire: string, path: string, 
/**
 * Only the signed answers, although others are prepared.
 */
partial: boolean, };
export type ReturnedView = { path: string, 
/**
 * Rows whose answers are in the file.
 */
filled: Array<number>, 
/**
 * Rows that stay as they were.
 */
left: Array<RefusedRow>, 
/**
 * First and last release number.
 */
firstRelease: number, lastRelease: number, 
/**
 * The file part by part: what is identical, and which cells changed.
 */
parts: Array<FilePartView>, notes: Array<string>, };
export type RevisionRow = { number: number, author: string, at: string, content: string, words: number, };
export type RoleView = { word: string, words: string, };
export type RowCounts = { rows: number, answered: number, needsReview: number, noSource: number, skipped: number, 
/**
 * Submitted and not yet decided.
 */
inReview: number, signed: number, 
/**
 * Waiting for this person's decision.
 */
waitingForMe: number, };
export type RowStateView = "answered" | "needs_review" | "no_source";
export type RowTextView = { draft: string, revision: number, state: DraftStateView, 
/**
 * With `[^n]` where a source is cited.
 */
body: string, 
/**
 * What would be written, without chips.
 */
answer: string, sources: Array<ChipView>, 
/**
 * Equal for rows that rest on the same passages.
 */
evidence: string, 
/**
 * Why the buyer's cell would not take it.
 */
unfit: string | null, blocking: number, open: number, 
/**
 * Higher first.
 */
risk: number, 
/**
 * Who has to sign, in order.
 */
needs: Array<string>, 
/**
 * What the gate says, in one sentence.
 */
sentence: string, waitsForMe: boolean, };
export type RowView = { number: number, 
/**
 * Empty for a CSV file.
 */
sheet: string, 
/**
 * Of the answer, such as `D14`; empty where the file has none.
 */
cell: string, section: Array<string>, id: string | null, question: string, 
/**
 * What the cell takes, in words; empty for free text.
 */
form: string, choices: Array<string>, 
/**
 * What stands in the file already.
 */
existing: string | null, state: RowStateView | null, because: string, category: string | null, 
/**
 * Who has to answer it, in words.
 */
role: string | null, skipped: string | null, 
/**
 * It repeats an answer that was signed off before.
 */
reused: boolean, 
/**
 * None until there is a text.
 */
text: RowTextView | null, };
export type RowsDone = { done: Array<number>, refused: Array<RefusedRow>, };
export type SanctionDocument = { version: string, audience: AudienceView, sensitivity: SensitivityView, owner: string | null, effective: string | null, expires: string | null, };
export type SaveDraft = { draft: string, base: number, recipients: Array<RecipientView>, subject: string, body: string, chips: Array<ChipText>, showSources: boolean, 
/**
 * Evidence of each criterion, in their order; only for stage changes.
 */
criteria: Array<Array<ChipText>> | null, };
export type SearchHit = { passage: string, hash: string, title: string, kind: string, library: boolean, force: Force | null, account: string | null, accountName: string | null, by: string | null, at: string, place: string, heading: Array<string>, snippet: Array<MarkedSpan>, why: Array<string>, };
export type SearchPassages = { query: string, account: string | null, typing: boolean, limit: number, };
export type SearchView = { query: string, hits: Array<SearchHit>, corrected: Array<[string, string]>, expanded: Array<ExpandedView>, 
/**
 * Filters that were not understood.
 */
unknown: Array<string>, searched: number, dropped: number, tookMs: number, };
export type SectionView = { number: number, title: string, note: string | null, items: Array<ItemView>, };
export type SeenRow = { row: number, revision: number, };
export type SensitivityView = "public" | "internal" | "confidential" | "restricted";
export type SettingsView = { person: string, role: string, people: Array<PersonRow>, synonyms: string, synonymsProblem: string | null, ourDomains: Array<string>, path: string, database: string, protections: Array<string>, };
export type SeverityView = "note" | "acknowledge" | "blocks";
export type SheetCorrection = { sheet: string, 
/**
 * Nothing is asked on it.
 */
skip: boolean, headerRow: number | null, columns: Array<ColumnChoice>, };
export type SheetView = { 
/**
 * Empty for a CSV file.
 */
name: string, hidden: boolean, 
/**
 * Why it has no table, or where the guess comes from.
 */
reason: string, tables: Array<TableView>, };
export type SideView = "ours" | "theirs";
export type SignOffView = { name: string, role: string, 
/**
 * `approved`, `approved-with-edits`, `overridden`, `sent-back`, `withdrawn`.
 */
meaning: string, reason: string | null, at: string, expires: string, revision: number, 
/**
 * Whether it counts today.
 */
holds: boolean, 
/**
 * Why not, if it does not.
 */
whyNot: string | null, };
export type SignReminders = { drafts: Array<string>, passphrase: string | null, };
export type SignView = { moment: string, topic: string | null, words: string, place: PlaceView, };
export type SignedReminders = { signed: Array<string>, refused: Array<RefusedDraft>, };
export type SimulatedRow = { draft: string, accountName: string, purpose: string, now: string, then: string, differs: boolean, };
export type SimulationView = { rows: Array<SimulatedRow>, differ: number, };
export type SourcePassage = { id: string, heading: Array<string>, speaker: string | null, place: string, quoted: boolean, paragraphs: Array<Array<MarkedSpan>>, 
/**
 * Of the marked words, else of the passage.
 */
boxes: Array<PageBoxView>, };
export type SourceView = { source: string, library: boolean, title: string, kind: string, document: string | null, account: string | null, accountName: string | null, from: string | null, to: Array<string>, at: string, zoneMinutes: number | null, location: string | null, version: number | null, force: Force | null, audience: string | null, sanctionedBy: string | null, owner: string | null, expires: string | null, 
/**
 * The cited passage still has the cited hash.
 */
unchanged: boolean, pages: number | null, passages: Array<SourcePassage>, focus: string | null, usedIn: Array<UsedIn>, };
export type SpanView = { text: string, quote: boolean, };
export type StartDraft = { account: string, 
/**
 * `follow-up`, `objection-answer`, `reminder`, `meeting-request`, `procurement-reply`, `internal-note`.
 */
kind: string, purpose: string | null, briefing: string | null, 
/**
 * Which follow-up of the briefing's part 12, from 0.
 */
option: number | null, meeting: string | null, 
/**
 * Name of a reminder template.
 */
template: string | null, };
export type StartImport = { door: DoorView, paths: Array<string>, account: string | null, };
export type StartStageChange = { account: string, 
/**
 * Id or name of the opportunity.
 */
opportunity: string, stage: string | null, 
/**
 * `2026-06-30`.
 */
closeDate: string | null, amount: string | null, };
export type StatementCheckView = { 
/**
 * The statement's own words.
 */
words: string, verdict: VerdictView, note: string, by: string, at: string, };
export type StatementView = { 
/**
 * Stable within the briefing.
 */
key: string, spans: Array<SpanView>, date: string | null, label: string | null, mark: MarkView | null, citations: Array<CitationView>, };
export type SwitchPerson = { person: string, };
export type TableView = { headerRow: number | null, firstRow: number, lastRow: number, questions: number, columns: Array<ColumnView>, };
export type Tag = "workspace" | "accounts" | "history" | "library" | "briefings" | "imports" | "settings" | "people" | "drafts" | "questionnaires" | "policy" | "audit";
export type TakeQuestionnaire = { account: string, path: string, 
/**
 * The day it is due, as `2026-11-27`.
 */
due: string | null, 
/**
 * What the columns hold, where nobody could guess it; kept for every file of the same form.
 */
columns: Array<SheetCorrection>, };
export type TeamMember = { id: string, name: string, email: string | null, 
/**
 * Such as `sales-manager`.
 */
role: string, roleWords: string, 
/**
 * `none`, `waiting` (made, not confirmed), `confirmed`, `revoked`.
 */
key: string, 
/**
 * First letters of the public key, to compare by telephone.
 */
fingerprint: string | null, confirmedAt: string | null, 
/**
 * The person at this desk.
 */
me: boolean, 
/**
 * Whether this desk holds the person's key.
 */
keyHere: boolean, };
export type TeamView = { members: Array<TeamMember>, roles: Array<RoleView>, mayAdminister: boolean, whyNot: string | null, 
/**
 * True when my key is unlocked here.
 */
unlocked: boolean, 
/**
 * True until the workspace has its first confirmed key.
 */
unsealed: boolean, 
/**
 * Certificates that did not hold, in words.
 */
refused: Array<string>, 
/**
 * The passphrase of every key in a sample workspace; nothing elsewhere.
 */
samplePassphrase: string | null, };
export type TermsView = { account: string, ndaFrom: string | null, ndaUntil: string | null, 
/**
 * Whether it is on file today.
 */
nda: boolean, strategic: boolean, 
/**
 * Id of the person recorded as the owner; left out: the CRM's owner counts.
 */
owner: string | null, 
/**
 * The owner who counts.
 */
ownerName: string | null, mayRecord: boolean, whyNot: string | null, };
export type TierView = "read-only" | "draft-only" | "manager-approved" | "automation-safe";
export type TimelineRow = { entry: string, 
/**
 * The entry's first passage; none where it has no text.
 */
passage: string | null, kind: EntryKind, at: string, zoneMinutes: number | null, allDay: boolean, title: string, who: string | null, snippet: string, changes: Array<ChangeView>, future: boolean, cancelled: boolean, };
export type TimelineView = { total: number, offset: number, rows: Array<TimelineRow>, };
export type TodayView = { now: string, zoneMinutes: number, meetings: Array<MeetingRow>, overdue: Array<CommitmentRow>, quiet: Array<QuietRow>, leaving: Array<LeavingRow>, unattached: number, };
export type ToldBeforeView = { statement: StatementView, agreement: Agreement, agreementWords: string, differs: Array<string>, };
export type UnattachedRow = { entry: string, kind: EntryKind, at: string, title: string, who: string | null, snippet: string, candidates: Array<CandidateView>, why: string, };
export type UnattachedView = { total: number, rows: Array<UnattachedRow>, };
export type UnlockKey = { passphrase: string | null, };
export type UsedIn = { briefing: string, title: string, times: number, };
export type VerdictView = "checked" | "wrong" | "taken_back";
export type VerifiedView = { good: boolean, entries: number, checkpoints: number, signatures: number, root: string, 
/**
 * Number of the first bad entry, and what is wrong with it.
 */
firstBad: number | null, says: string, };
export type VersionRow = { id: string, number: number, imported: string, force: Force, file: string, };
export type WorkspaceView = { open: boolean, name: string, path: string, sample: boolean, 
/**
 * Embedded mode: the log is attested by this machine alone.
 */
selfAttested: boolean, person: string, role: string, now: string, zoneMinutes: number, counts: CountsView, bytesSent: number, recent: Array<string>, };
export type WriteRow = { questionnaire: string, row: number, };
export type WrittenView = { path: string, };
export type EntryKind = "mail" | "call" | "meeting" | "note" | "task" | "crm-record" | "crm-change";

export type Contract = {
  get_workspace: { request: Nothing; reply: WorkspaceView };
  open_sample: { request: Nothing; reply: WorkspaceView };
  create_workspace: { request: CreateWorkspace; reply: WorkspaceView };
  open_workspace: { request: OpenWorkspace; reply: WorkspaceView };
  close_workspace: { request: Nothing; reply: WorkspaceView };
  switch_person: { request: SwitchPerson; reply: WorkspaceView };
  get_today: { request: Nothing; reply: TodayView };
  list_accounts: { request: ListAccounts; reply: Array<AccountRow> };
  get_account: { request: OfAccount; reply: AccountView };
  get_timeline: { request: GetTimeline; reply: TimelineView };
  get_people: { request: OfAccount; reply: PeopleView };
  get_deal: { request: OfAccount; reply: DealView };
  get_commitments: { request: OfAccount; reply: CommitmentsView };
  create_briefing: { request: CreateBriefing; reply: BriefingView };
  get_briefing: { request: GetBriefing; reply: BriefingView };
  export_briefing: { request: ExportBriefing; reply: ExportView };
  check_statement: { request: CheckStatement; reply: BriefingView };
  list_misses: { request: Nothing; reply: Array<MissView> };
  brief_objection: { request: AskObjection; reply: ObjectionView };
  list_questions: { request: OfAccount; reply: QuestionsView };
  export_objection: { request: ExportObjection; reply: ExportView };
  start_objection_draft: { request: AskObjection; reply: DraftView };
  list_documents: { request: Nothing; reply: LibraryView };
  get_document: { request: GetDocument; reply: DocumentView };
  sanction_document: { request: SanctionDocument; reply: DocumentView };
  withdraw_document: { request: OfVersion; reply: DocumentView };
  open_source: { request: OpenSource; reply: SourceView };
  get_file: { request: OfVersion; reply: FileView };
  search_passages: { request: SearchPassages; reply: SearchView };
  start_import: { request: StartImport; reply: ImportView };
  get_import: { request: OfImport; reply: ImportView };
  cancel_import: { request: OfImport; reply: ImportView };
  list_imports: { request: Nothing; reply: Array<ImportView> };
  list_unattached: { request: ListUnattached; reply: UnattachedView };
  place_entry: { request: PlaceEntry; reply: UnattachedView };
  list_drafts: { request: ListDrafts; reply: DraftsView };
  start_draft: { request: StartDraft; reply: DraftView };
  start_stage_change: { request: StartStageChange; reply: DraftView };
  get_draft: { request: OfDraft; reply: DraftView };
  save_draft: { request: SaveDraft; reply: DraftView };
  compare_revisions: { request: CompareRevisions; reply: DiffView };
  list_reviews: { request: Nothing; reply: DraftsView };
  submit_draft: { request: OnDraft; reply: DraftView };
  comment_draft: { request: OnDraft; reply: DraftView };
  give_up_draft: { request: OnDraft; reply: DraftView };
  acknowledge_finding: { request: AcknowledgeFinding; reply: DraftView };
  decide_draft: { request: DecideDraft; reply: DraftView };
  sign_reminders: { request: SignReminders; reply: SignedReminders };
  export_packet: { request: ExportPacket; reply: WrittenView };
  accept_decision: { request: AcceptDecision; reply: DraftView };
  release_draft: { request: ReleaseDraft; reply: ReleasedView };
  preview_draft: { request: PreviewDraft; reply: WrittenView };
  name_draft_file: { request: NameDraftFile; reply: FileNameView };
  take_questionnaire: { request: TakeQuestionnaire; reply: QuestionnaireView };
  list_questionnaires: { request: ListQuestionnaires; reply: QuestionnairesView };
  get_questionnaire: { request: OfQuestionnaire; reply: QuestionnaireView };
  get_columns: { request: OfQuestionnaire; reply: ColumnsView };
  correct_columns: { request: CorrectColumns; reply: QuestionnaireView };
  answer_rows: { request: OnRows; reply: QuestionnaireView };
  write_row: { request: WriteRow; reply: QuestionnaireView };
  mark_rows: { request: MarkRows; reply: QuestionnaireView };
  submit_rows: { request: OnRows; reply: RowsDone };
  decide_rows: { request: DecideRows; reply: RowsDone };
  return_questionnaire: { request: ReturnQuestionnaire; reply: ReturnedView };
  list_answers: { request: Nothing; reply: AnswersView };
  change_answer: { request: ChangeAnswer; reply: AnswersView };
  get_policy: { request: Nothing; reply: PolicyView };
  check_policy: { request: PolicyText; reply: PolicyCheckView };
  explain_action: { request: ExplainAction; reply: ExplainView };
  simulate_policy: { request: PolicyText; reply: SimulationView };
  adopt_policy: { request: AdoptPolicy; reply: PolicyView };
  get_terms: { request: OfAccount; reply: TermsView };
  record_terms: { request: RecordTerms; reply: TermsView };
  get_team: { request: Nothing; reply: TeamView };
  keep_person: { request: KeepPerson; reply: TeamView };
  make_key: { request: MakeKey; reply: TeamView };
  unlock_key: { request: UnlockKey; reply: TeamView };
  confirm_key: { request: CertifyPerson; reply: TeamView };
  revoke_key: { request: CertifyPerson; reply: TeamView };
  list_audit: { request: ListAudit; reply: AuditView };
  get_audit_entry: { request: OfEntry; reply: AuditEntryView };
  verify_audit: { request: Nothing; reply: VerifiedView };
  export_audit: { request: ExportAudit; reply: WrittenView };
  get_settings: { request: Nothing; reply: SettingsView };
  keep_synonyms: { request: KeepSynonyms; reply: SettingsView };
  pick_files: { request: { folder: boolean }; reply: { paths: string[] } };
  save_file: { request: { name: string }; reply: { path: string | null } };
};

export type CommandName = keyof Contract;
