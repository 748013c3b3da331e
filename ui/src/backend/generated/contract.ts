// Written by `cargo xtask bindings` from crates/app/src/contract.rs; never edited.

export type AccountCounts = { timeline: number, people: number, opportunities: number, commitments: number, };
export type AccountRow = { id: string, name: string, industry: string | null, owner: string | null, domains: Array<string>, entries: number, contacts: number, newest: string | null, stage: string | null, amount: string | null, currency: string | null, closeDate: string | null, nextMeeting: string | null, };
export type AccountView = { row: AccountRow, facts: Array<[string, string]>, counts: AccountCounts, meetings: Array<MeetingRow>, briefings: Array<BriefingRowView>, };
export type AppError = { code: ErrorCode, message: string, detail: string | null, };
export type AudienceView = "internal" | "nda" | "public";
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
number: number, by: string, sections: Array<SectionView>, };
export type CandidateView = { id: string, name: string, };
export type ChangeView = { field: string, from: string | null, to: string | null, };
export type ChoiceView = "framing" | "follow_up";
export type CitationView = { 
/**
 * Source number in this briefing, 0 outside one.
 */
number: number, passage: string, hash: string, quote: string, library: boolean, force: Force | null, };
export type CommitmentRow = { account: string, accountName: string, side: SideView, who: string, what: string, due: string | null, overdueDays: number, state: PromiseState, citation: CitationView, };
export type CommitmentsView = { rows: Array<CommitmentRow>, };
export type CoreEvent = { "kind": "changed", tags: Array<Tag>, } | { "kind": "importProgress", import: ImportView, } | { "kind": "filesDropped", paths: Array<string>, };
export type CountsView = { accounts: number, contacts: number, opportunities: number, entries: number, unattached: number, documents: number, quarantined: number, passages: number, };
export type CreateBriefing = { account: string, meeting: string | null, };
export type CreateWorkspace = { path: string, name: string, person: string, email: string | null, ourDomains: Array<string>, };
export type DealView = { opportunities: Array<OpportunityView>, moves: Array<StatementView>, nextStep: StatementView | null, lanes: Array<LaneView>, letters: Array<LetterView>, facts: Array<ItemView>, };
export type DocumentRow = { id: string, title: string, path: string, format: string, version: number, versions: number, force: Force, audience: string | null, sensitivity: string | null, owner: string | null, sanctionedBy: string | null, effective: string | null, expires: string | null, imported: string, bytes: number, pages: number | null, passages: number, usedIn: number, };
export type DocumentView = { row: DocumentRow, versions: Array<VersionRow>, maySanction: boolean, whyNot: string | null, };
export type DoorView = "history" | "library";
export type ErrorCode = "NotFound" | "Invalid" | "NotAllowed" | "Conflict" | "GateRefused" | "SourceChanged" | "Busy" | "Offline" | "AppTooOld" | "DiskFull" | "Internal";
export type ExpandedView = { word: string, to: Array<string>, };
export type ExportBriefing = { briefing: string, format: ExportFormat, path: string | null, };
export type ExportFormat = "markdown" | "html" | "json";
export type ExportView = { path: string | null, text: string, name: string, };
export type FactView = { label: string | null, known: StatementView | null, gap: GapView | null, };
export type FileNote = { path: string, reason: string, };
export type FileView = { name: string, format: string, base64: string, };
export type Force = "in_force" | "aging" | "not_yet" | "expired" | "superseded" | "withdrawn" | "quarantine";
export type GapView = { text: string, label: string | null, lookedFor: Array<string>, entries: number, documents: number, who: string | null, question: string | null, };
export type GetBriefing = { briefing: string, };
export type GetDocument = { document: string, };
export type GetTimeline = { account: string, kinds: EntryKind[], offset: number, limit: number, };
export type GuessView = { path: string, table: string, vendor: string, rows: number, columns: Array<[string, string | null]>, };
export type ImportView = { id: string, door: DoorView, running: boolean, cancelled: boolean, started: string, finished: string | null, total: number | null, done: number, imported: number, unchanged: number, entries: number, documents: number, failed: Array<FileNote>, warnings: Array<FileNote>, guesses: Array<GuessView>, };
export type ItemView = { "kind": "statement", statement: StatementView, } | { "kind": "gap", gap: GapView, } | { "kind": "person", side: SideView, person: PersonCard, } | { "kind": "letter", letter: LetterView, } | { "kind": "lane", lane: LaneView, } | { "kind": "commitment", side: SideView, who: string, due: string | null, state: PromiseState, overdueDays: number, statement: StatementView, } | { "kind": "contradiction", text: string, sides: Array<StatementView>, } | { "kind": "concern", raised: StatementView, answered: boolean, answer: StatementView | null, gap: GapView | null, } | { "kind": "choice", choice: ChoiceView, title: string, purpose: string, restsOn: Array<StatementView>, draft: string, tier: string | null, } | { "kind": "question", text: string, because: StatementView | null, } | { "kind": "avoid", text: string, because: StatementView | null, } | { "kind": "approval", text: string, who: string, because: StatementView | null, } | { "kind": "source", number: number, passage: string, hash: string, title: string, by: string | null, date: string, entryKind: EntryKind | null, version: number | null, force: Force | null, place: string, };
export type KeepSynonyms = { text: string, };
export type LaneStateView = "unknown" | "mentioned" | "started" | "blocked" | "done";
export type LaneView = { lane: string, name: string, state: LaneStateView, ownerHere: string | null, ownerThere: string | null, due: string | null, blocker: StatementView | null, evidence: Array<StatementView>, gap: GapView | null, };
export type LeavingRow = { document: string, title: string, version: number, force: Force, expires: string, days: number, };
export type LetterStateView = "empty" | "suggested" | "noted" | "validated";
export type LetterView = { letter: string, name: string, state: LetterStateView, statement: StatementView | null, gap: GapView | null, };
export type LibraryView = { today: string, rows: Array<DocumentRow>, };
export type ListAccounts = { filter: string, };
export type ListUnattached = { offset: number, limit: number, };
export type MarkView = "new" | "gone";
export type MarkedSpan = { text: string, marked: boolean, };
export type MeetingHeadView = { entry: string, title: string, at: string, end: string | null, location: string | null, host: string | null, attendees: Array<string>, };
export type MeetingRow = { entry: string, account: string, accountName: string, title: string, at: string, end: string | null, location: string | null, attendees: Array<string>, briefing: BriefingStateView, };
export type Nothing = Record<symbol, never>;
export type OfAccount = { account: string, };
export type OfImport = { import: string, };
export type OfVersion = { version: string, };
export type OpenSource = { passage: string, hash: string | null, quote: string | null, query: string | null, 
/**
 * Passages before and after, all when absent.
 */
around: number | null, };
export type OpenWorkspace = { path: string, };
export type OpportunityView = { id: string, name: string, stage: string | null, amount: string | null, currency: string | null, closeDate: string | null, nextStep: string | null, owner: string | null, closed: boolean, won: boolean, citation: CitationView | null, };
export type PageBoxView = { page: number, x: number, y: number, width: number, height: number, };
export type PeopleView = { theirs: Array<PersonCard>, ours: Array<PersonCard>, };
export type PersonCard = { contact: string | null, name: string, title: string | null, emails: Array<string>, invited: boolean, facts: Array<FactView>, };
export type PersonRow = { name: string, role: string, email: string | null, };
export type PlaceEntry = { entry: string, account: string, };
export type PromiseState = "open" | "overdue" | "kept";
export type QuietRow = { account: string, accountName: string, lastAt: string, days: number, amount: string | null, currency: string | null, 
/**
 * Entries a week over twelve weeks, oldest first.
 */
weeks: Array<number>, };
export type ReadyState = "none" | "ready" | "behind";
export type SanctionDocument = { version: string, audience: AudienceView, sensitivity: SensitivityView, owner: string | null, effective: string | null, expires: string | null, };
export type SearchHit = { passage: string, hash: string, title: string, kind: string, library: boolean, force: Force | null, account: string | null, accountName: string | null, by: string | null, at: string, place: string, heading: Array<string>, snippet: Array<MarkedSpan>, why: Array<string>, };
export type SearchPassages = { query: string, account: string | null, typing: boolean, limit: number, };
export type SearchView = { query: string, hits: Array<SearchHit>, corrected: Array<[string, string]>, expanded: Array<ExpandedView>, 
/**
 * Filters that were not understood.
 */
unknown: Array<string>, searched: number, dropped: number, tookMs: number, };
export type SectionView = { number: number, title: string, note: string | null, items: Array<ItemView>, };
export type SensitivityView = "public" | "internal" | "confidential" | "restricted";
export type SettingsView = { person: string, role: string, people: Array<PersonRow>, synonyms: string, synonymsProblem: string | null, ourDomains: Array<string>, path: string, database: string, protections: Array<string>, };
export type SideView = "ours" | "theirs";
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
export type StartImport = { door: DoorView, paths: Array<string>, account: string | null, };
export type StatementView = { 
/**
 * Stable within the briefing.
 */
key: string, spans: Array<SpanView>, date: string | null, label: string | null, mark: MarkView | null, citations: Array<CitationView>, };
export type Tag = "workspace" | "accounts" | "history" | "library" | "briefings" | "imports" | "settings" | "people";
export type TimelineRow = { entry: string, 
/**
 * The entry's first passage; none where it has no text.
 */
passage: string | null, kind: EntryKind, at: string, zoneMinutes: number | null, allDay: boolean, title: string, who: string | null, snippet: string, changes: Array<ChangeView>, future: boolean, cancelled: boolean, };
export type TimelineView = { total: number, offset: number, rows: Array<TimelineRow>, };
export type TodayView = { now: string, zoneMinutes: number, meetings: Array<MeetingRow>, overdue: Array<CommitmentRow>, quiet: Array<QuietRow>, leaving: Array<LeavingRow>, unattached: number, };
export type UnattachedRow = { entry: string, kind: EntryKind, at: string, title: string, who: string | null, snippet: string, candidates: Array<CandidateView>, why: string, };
export type UnattachedView = { total: number, rows: Array<UnattachedRow>, };
export type UsedIn = { briefing: string, title: string, times: number, };
export type VersionRow = { id: string, number: number, imported: string, force: Force, file: string, };
export type WorkspaceView = { open: boolean, name: string, path: string, sample: boolean, 
/**
 * Embedded mode: the log is attested by this machine alone.
 */
selfAttested: boolean, person: string, role: string, now: string, zoneMinutes: number, counts: CountsView, bytesSent: number, recent: Array<string>, };
export type EntryKind = "mail" | "call" | "meeting" | "note" | "task" | "crm-record" | "crm-change";

export type Contract = {
  get_workspace: { request: Nothing; reply: WorkspaceView };
  open_sample: { request: Nothing; reply: WorkspaceView };
  create_workspace: { request: CreateWorkspace; reply: WorkspaceView };
  open_workspace: { request: OpenWorkspace; reply: WorkspaceView };
  close_workspace: { request: Nothing; reply: WorkspaceView };
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
  get_settings: { request: Nothing; reply: SettingsView };
  keep_synonyms: { request: KeepSynonyms; reply: SettingsView };
  pick_files: { request: { folder: boolean }; reply: { paths: string[] } };
  save_file: { request: { name: string }; reply: { path: string | null } };
};

export type CommandName = keyof Contract;
