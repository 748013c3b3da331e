// Wire types: camelCase. Times are RFC 3339 UTC strings, dates YYYY-MM-DD. Ids are strings with a prefix.
export type ErrorCode = "NotFound" | "Invalid" | "NotAllowed" | "Conflict" | "GateRefused" | "SourceChanged" | "Busy" | "Offline" | "AppTooOld" | "DiskFull" | "Internal";
export type Tag = "workspace" | "accounts" | "history" | "library" | "briefings" | "imports" | "settings" | "people";
export type Nothing = Record<string, never>;

// --- workspace
export type WorkspaceView = { open: boolean; name: string; path: string; sample: boolean; selfAttested: boolean; person: string; role: string; now: string; zoneMinutes: number; counts: CountsView; bytesSent: number; recent: string[] };
export type CountsView = { accounts: number; contacts: number; opportunities: number; entries: number; unattached: number; documents: number; quarantined: number; passages: number };
// --- today
export type MeetingRow = { entry: string; account: string; accountName: string; title: string; at: string; end: string | null; location: string | null; attendees: string[]; briefing: BriefingStateView };
export type BriefingStateView = { id: string | null; state: "none" | "ready" | "behind"; asOf: string | null; gaps: number; contradictions: number; behind: number /*newer entries*/; entries: number };
export type CommitmentRow = { account: string; accountName: string; side: "ours" | "theirs"; who: string; what: string; due: string | null; overdueDays: number; state: "open" | "overdue" | "kept"; citation: CitationView };
export type QuietRow = { account: string; accountName: string; lastAt: string; days: number; amount: string | null; currency: string | null; weeks: number[] /*entries a week, oldest first, 12*/ };
export type LeavingRow = { document: string; title: string; version: number; force: Force; expires: string; days: number };
export type TodayView = { now: string; zoneMinutes: number; meetings: MeetingRow[]; overdue: CommitmentRow[]; quiet: QuietRow[]; leaving: LeavingRow[]; unattached: number };
// --- accounts
export type AccountRow = { id: string; name: string; industry: string | null; owner: string | null; domains: string[]; entries: number; contacts: number; newest: string | null; stage: string | null; amount: string | null; currency: string | null; closeDate: string | null; nextMeeting: string | null };
export type AccountView = { row: AccountRow; facts: [string, string][]; counts: { timeline: number; people: number; opportunities: number; commitments: number }; meetings: MeetingRow[]; briefings: BriefingRowView[] };
export type BriefingRowView = { id: string; title: string; asOf: string; by: string; meeting: string | null };
export type TimelineRow = { entry: string; kind: EntryKind; at: string; zoneMinutes: number | null; allDay: boolean; title: string; who: string | null; snippet: string; changes: { field: string; from: string | null; to: string | null }[]; future: boolean; cancelled: boolean };
export type TimelineView = { total: number; offset: number; rows: TimelineRow[] };
export type EntryKind = "mail" | "call" | "meeting" | "note" | "task" | "crm-record" | "crm-change";
export type PeopleView = { theirs: PersonCard[]; ours: PersonCard[] };
export type PersonCard = { contact: string | null; name: string; title: string | null; emails: string[]; invited: boolean; facts: FactView[] };
export type FactView = { label: string | null; known: StatementView | null; gap: GapView | null };
export type DealView = { opportunities: { id: string; name: string; stage: string | null; amount: string | null; currency: string | null; closeDate: string | null; nextStep: string | null; owner: string | null; closed: boolean; won: boolean; citation: CitationView | null }[]; moves: StatementView[]; nextStep: StatementView | null; lanes: LaneView[]; letters: LetterView[]; facts: ItemView[] };
export type CommitmentsView = { rows: CommitmentRow[] };
// --- briefing
export type Force = "in_force" | "aging" | "not_yet" | "expired" | "superseded" | "withdrawn" | "quarantine";
export type CitationView = { number: number /*source number in this briefing, 0 outside one*/; passage: string; hash: string; quote: string; library: boolean; force: Force | null };
export type SpanView = { text: string; quote: boolean };  // the statement's text cut at “ ”
export type StatementView = { key: string /*stable within the briefing*/; spans: SpanView[]; date: string | null; label: string | null; mark: "new" | "gone" | null; citations: CitationView[] };
export type GapView = { text: string; label: string | null; lookedFor: string[]; entries: number; documents: number; who: string | null; question: string | null };
export type LetterView = { letter: string; name: string; state: "empty" | "suggested" | "noted" | "validated"; statement: StatementView | null; gap: GapView | null };
export type LaneView = { lane: string; name: string; state: "unknown" | "mentioned" | "started" | "blocked" | "done"; ownerHere: string | null; ownerThere: string | null; due: string | null; blocker: StatementView | null; evidence: StatementView[]; gap: GapView | null };
export type ItemView =
  | { kind: "statement"; statement: StatementView }
  | { kind: "gap"; gap: GapView }
  | { kind: "person"; person: PersonCard & { side: "ours" | "theirs" } }
  | { kind: "letter"; letter: LetterView }
  | { kind: "lane"; lane: LaneView }
  | { kind: "commitment"; side: "ours" | "theirs"; who: string; due: string | null; state: "open" | "overdue" | "kept"; overdueDays: number; statement: StatementView }
  | { kind: "contradiction"; text: string; sides: StatementView[] }
  | { kind: "concern"; raised: StatementView; answered: boolean; answer: StatementView | null; gap: GapView | null }
  | { kind: "choice"; choice: "framing" | "follow_up"; title: string; purpose: string; restsOn: StatementView[]; draft: string; tier: string | null }
  | { kind: "question"; text: string; because: StatementView | null }
  | { kind: "avoid"; text: string; because: StatementView | null }
  | { kind: "approval"; text: string; who: string; because: StatementView | null }
  | { kind: "source"; number: number; passage: string; hash: string; title: string; by: string | null; date: string; entryKind: EntryKind | null; version: number | null; force: Force | null; place: string };
export type SectionView = { number: number; title: string; note: string | null; items: ItemView[] };
export type BriefingView = { id: string; account: string; accountName: string; title: string; meeting: { entry: string; title: string; at: string; end: string | null; location: string | null; host: string | null; attendees: string[] } | null; asOf: string; zoneMinutes: number; oldest: string | null; newest: string | null; entriesRead: number; documentsSearched: number; number: number /*how many kept for this account up to it*/; by: string; sections: SectionView[] };
// --- sources
export type SourceView = { source: string; library: boolean; title: string; kind: string /*mail … or format*/; document: string | null; account: string | null; accountName: string | null; from: string | null; to: string[]; at: string; zoneMinutes: number | null; location: string | null; version: number | null; force: Force | null; audience: string | null; sanctionedBy: string | null; owner: string | null; expires: string | null; unchanged: boolean /*the cited passage still has the cited hash*/; pages: number | null; passages: SourcePassage[]; focus: string | null /*passage id*/; usedIn: { briefing: string; title: string; times: number }[] };
export type SourcePassage = { id: string; heading: string[]; speaker: string | null; place: string; quoted: boolean; paragraphs: MarkedSpan[][]; boxes: PageBoxView[] /*of the marked words, else of the passage*/ };
export type MarkedSpan = { text: string; marked: boolean };
export type PageBoxView = { page: number; x: number; y: number; width: number; height: number };
// --- library
export type DocumentRow = { id: string; title: string; path: string; format: string; version: number; versions: number; force: Force; audience: string | null; sensitivity: string | null; owner: string | null; sanctionedBy: string | null; effective: string | null; expires: string | null; imported: string; bytes: number; pages: number | null; passages: number; usedIn: number };
export type LibraryView = { today: string; rows: DocumentRow[] };
export type DocumentView = { row: DocumentRow; versions: { id: string; number: number; imported: string; force: Force; file: string }[]; maySanction: boolean; whyNot: string | null };
// --- search
export type SearchHit = { passage: string; hash: string; title: string; kind: string; library: boolean; force: Force | null; account: string | null; accountName: string | null; by: string | null; at: string; place: string; heading: string[]; snippet: MarkedSpan[]; why: string[] };
export type SearchView = { query: string; hits: SearchHit[]; corrected: [string, string][]; expanded: { word: string; to: string[] }[]; unknown: string[] /*filters not understood*/; searched: number; dropped: number; tookMs: number };
// --- import
export type ImportView = { id: string; door: "history" | "library"; running: boolean; cancelled: boolean; started: string; finished: string | null; total: number | null; done: number; imported: number; unchanged: number; entries: number; documents: number; failed: { path: string; reason: string }[]; warnings: { path: string; reason: string }[]; guesses: { path: string; table: string; vendor: string; rows: number; columns: [string, string | null][] }[] };
export type UnattachedRow = { entry: string; kind: EntryKind; at: string; title: string; who: string | null; snippet: string; candidates: { id: string; name: string }[]; why: string };
export type UnattachedView = { total: number; rows: UnattachedRow[] };
export type SettingsView = { person: string; role: string; people: { name: string; role: string; email: string | null }[]; synonyms: string; synonymsProblem: string | null; ourDomains: string[]; path: string; database: string; protections: string[] };

export type Contract = {
  get_workspace: { request: Nothing; reply: WorkspaceView };
  open_sample: { request: Nothing; reply: WorkspaceView };
  create_workspace: { request: { path: string; name: string; person: string; email: string | null; ourDomains: string[] }; reply: WorkspaceView };
  open_workspace: { request: { path: string }; reply: WorkspaceView };
  close_workspace: { request: Nothing; reply: WorkspaceView };
  get_today: { request: Nothing; reply: TodayView };
  list_accounts: { request: { filter: string }; reply: AccountRow[] };
  get_account: { request: { account: string }; reply: AccountView };
  get_timeline: { request: { account: string; kinds: EntryKind[]; offset: number; limit: number }; reply: TimelineView };
  get_people: { request: { account: string }; reply: PeopleView };
  get_deal: { request: { account: string }; reply: DealView };
  get_commitments: { request: { account: string }; reply: CommitmentsView };
  create_briefing: { request: { account: string; meeting: string | null }; reply: BriefingView };
  get_briefing: { request: { briefing: string }; reply: BriefingView };
  export_briefing: { request: { briefing: string; format: "markdown" | "html" | "json"; path: string | null }; reply: { path: string | null; text: string; name: string } };
  list_documents: { request: Nothing; reply: LibraryView };
  get_document: { request: { document: string }; reply: DocumentView };
  sanction_document: { request: { version: string; audience: "internal" | "nda" | "public"; sensitivity: "public" | "internal" | "confidential" | "restricted"; owner: string | null; effective: string | null; expires: string | null }; reply: DocumentView };
  withdraw_document: { request: { version: string }; reply: DocumentView };
  search_passages: { request: { query: string; account: string | null; typing: boolean; limit: number }; reply: SearchView };
  open_source: { request: { passage: string; hash: string | null; quote: string | null; query: string | null; around: number | null /*how many passages before and after; null: all*/ }; reply: SourceView };
  get_file: { request: { version: string }; reply: { name: string; format: string; base64: string } };
  start_import: { request: { door: "history" | "library"; paths: string[]; account: string | null }; reply: ImportView };
  get_import: { request: { import: string }; reply: ImportView };
  cancel_import: { request: { import: string }; reply: ImportView };
  list_imports: { request: Nothing; reply: ImportView[] };
  list_unattached: { request: { offset: number; limit: number }; reply: UnattachedView };
  place_entry: { request: { entry: string; account: string }; reply: UnattachedView };
  get_settings: { request: Nothing; reply: SettingsView };
  keep_synonyms: { request: { text: string }; reply: SettingsView };
  // of the window itself (dialogs)
  pick_files: { request: { folder: boolean }; reply: { paths: string[] } };
  save_file: { request: { name: string }; reply: { path: string | null } };
};
export type CommandName = keyof Contract;
// events: payload of 'countersign'
export type CoreEvent = { kind: "changed"; tags: Tag[] } | { kind: "importProgress"; import: ImportView } | { kind: "filesDropped"; paths: string[] };
