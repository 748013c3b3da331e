import type { ReplyOf, RequestOf } from "./backend";
import { asCallError, type CallError } from "./errors";
import type { CommandName, Tag } from "./generated/contract";

/** Which tags make the kept reply of a reading command stale. A command that is not here is never kept. */
export const TAGS: Partial<Record<CommandName, readonly Tag[]>> = {
  get_workspace: ["workspace", "accounts", "history", "library", "imports", "people"],
  get_today: ["workspace", "accounts", "history", "library", "briefings"],
  list_accounts: ["workspace", "accounts", "history"],
  get_account: ["workspace", "accounts", "history", "briefings"],
  get_timeline: ["workspace", "history"],
  get_people: ["workspace", "accounts", "history"],
  get_deal: ["workspace", "accounts", "history"],
  get_commitments: ["workspace", "history"],
  list_misses: ["workspace", "briefings"],
  get_briefing: ["workspace", "briefings", "library"],
  brief_objection: ["workspace", "history", "library", "accounts", "policy", "people"],
  list_questions: ["workspace", "history", "accounts"],
  list_documents: ["workspace", "library", "briefings"],
  get_document: ["workspace", "library"],
  search_passages: ["workspace", "history", "library"],
  open_source: ["workspace", "history", "library", "briefings"],
  get_file: ["workspace"],
  list_imports: ["workspace", "imports"],
  list_unattached: ["workspace", "history", "accounts", "imports"],
  get_settings: ["workspace", "settings", "people"],
  list_drafts: ["workspace", "drafts", "policy", "library", "people"],
  get_draft: ["workspace", "drafts", "policy", "library", "people"],
  list_reviews: ["workspace", "drafts", "policy", "library", "people"],
  compare_revisions: ["workspace", "drafts"],
  list_questionnaires: ["workspace", "questionnaires", "drafts", "policy", "library", "people"],
  get_questionnaire: ["workspace", "questionnaires", "drafts", "policy", "library", "people"],
  get_columns: ["workspace", "questionnaires"],
  list_answers: ["workspace", "questionnaires", "drafts", "policy", "library", "people"],
  get_policy: ["workspace", "policy", "people"],
  get_terms: ["workspace", "accounts", "people"],
  get_team: ["workspace", "people"],
  list_audit: ["workspace", "audit"],
  get_audit_entry: ["workspace"],
};

/** How many unwatched replies are kept before the oldest are dropped. */
const KEPT = 60;

export type Snapshot<C extends CommandName> = {
  value: ReplyOf<C> | undefined;
  error: CallError | undefined;
  loading: boolean;
};
type Entry = {
  name: CommandName;
  request: unknown;
  snapshot: Snapshot<CommandName>;
  turn: number;
  stale: boolean;
  watchers: Set<() => void>;
};
type Ask = <C extends CommandName>(name: C, request: RequestOf<C>) => Promise<ReplyOf<C>>;

const blank = (): Snapshot<CommandName> => ({ value: undefined, error: undefined, loading: false });

/** The same request in any key order is the same key. */
export function keyOf(name: CommandName, request: unknown): string {
  const sorted = (value: unknown): unknown =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]))
      : value;
  return `${name} ${JSON.stringify(sorted(request))}`;
}

/** The core's state as the screens have it, keyed by command and refreshed by tag. */
export class Cache {
  readonly #entries = new Map<string, Entry>();
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What is known now, without asking. */
  peek<C extends CommandName>(name: C, request: RequestOf<C>): Snapshot<C> {
    return (this.#entries.get(keyOf(name, request))?.snapshot ?? blank()) as Snapshot<C>;
  }

  /** Watches one reply: asks at once when it is unknown or stale, and again whenever a tag of it changes. */
  watch<C extends CommandName>(name: C, request: RequestOf<C>, told: (snapshot: Snapshot<C>) => void): () => void {
    const key = keyOf(name, request);
    const entry: Entry = this.#entries.get(key) ?? { name, request, snapshot: blank(), turn: 0, stale: true, watchers: new Set() };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const watcher = () => told(entry.snapshot as Snapshot<C>);
    entry.watchers.add(watcher);
    if (entry.stale || entry.snapshot.error) this.#load(entry);
    else watcher();
    return () => {
      entry.watchers.delete(watcher);
      this.#trim();
    };
  }

  /** Asks again for one reply, keeping the old one on the screen until the new one is here. */
  reload<C extends CommandName>(name: C, request: RequestOf<C>): void {
    const entry = this.#entries.get(keyOf(name, request));
    if (entry) this.#load(entry);
  }

  /** Puts a reply that a writing command returned where a reading one would have put it. */
  put<C extends CommandName>(name: C, request: RequestOf<C>, value: ReplyOf<C>): void {
    const entry = this.#entries.get(keyOf(name, request));
    if (!entry) return;
    entry.turn += 1;
    entry.stale = false;
    this.#tell(entry, { value, error: undefined, loading: false });
  }

  /** Everything under these tags is stale; what is on a screen is asked for again. */
  refresh(tags: readonly Tag[]): void {
    for (const entry of this.#entries.values()) {
      if (!TAGS[entry.name]?.some((tag) => tags.includes(tag))) continue;
      entry.stale = true;
      if (entry.watchers.size > 0) this.#load(entry);
    }
  }

  /** Drops everything, as when another workspace opens; what is watched is asked for again. */
  forget(): void {
    for (const [key, entry] of this.#entries) {
      entry.turn += 1;
      if (entry.watchers.size === 0) this.#entries.delete(key);
      else {
        entry.snapshot = blank();
        this.#load(entry);
      }
    }
  }

  #load(entry: Entry): void {
    const turn = (entry.turn += 1);
    entry.stale = !TAGS[entry.name];
    this.#tell(entry, { ...entry.snapshot, loading: true });
    this.#ask(entry.name, entry.request as RequestOf<CommandName>).then(
      (value) => turn === entry.turn && this.#tell(entry, { value, error: undefined, loading: false }),
      (thrown) => turn === entry.turn && this.#tell(entry, { ...entry.snapshot, error: asCallError(thrown), loading: false }),
    );
  }

  #tell(entry: Entry, snapshot: Snapshot<CommandName>): void {
    entry.snapshot = snapshot;
    for (const watcher of [...entry.watchers]) watcher();
  }

  #trim(): void {
    let spare = [...this.#entries.values()].filter((entry) => entry.watchers.size === 0).length - KEPT;
    for (const [key, entry] of this.#entries) {
      if (spare <= 0) return;
      if (entry.watchers.size > 0) continue;
      this.#entries.delete(key);
      spare -= 1;
    }
  }
}
