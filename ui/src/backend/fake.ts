import type { Backend, ReplyOf, RequestOf } from "./backend";
import { gateTable } from "./fake-gate";
import { questionnaireTable } from "./fake-questionnaires";
import { accountView, deal, kindAt, peopleView, timelineRow } from "./fixtures/account";
import { briefing } from "./fixtures/briefing";
import { finished, settings, unattached } from "./fixtures/imports";
import { documentView, library, rows } from "./fixtures/library";
import { objection, questions } from "./fixtures/objection";
import { PDF } from "./fixtures/pdf";
import { search, sourceView } from "./fixtures/sources";
import { commitments, today } from "./fixtures/today";
import { accounts, workspace } from "./fixtures/world";
import type { CommandName, CoreEvent, ImportView, StatementCheckView, WorkspaceView } from "./generated/contract";

type Table = { [C in CommandName]: (request: RequestOf<C>) => ReplyOf<C> };
type Options = { open?: boolean; empty?: boolean; fail?: CommandName; many?: number; delay?: number };

const missing = (what: string): never => {
  throw { code: "NotFound", message: `${what} is no longer here.`, detail: null };
};
const found = <T>(value: T | null | undefined, what: string): T => value ?? missing(what);

/** What the address asks the fixtures to be: `?fake&empty`, `&start`, `&fail=list_accounts`, `&many=10000`. */
function optionsOf(search: string): Options {
  const asked = new URLSearchParams(search);
  const fail = asked.get("fail") as CommandName | null;
  const number = Number(asked.get("many"));
  return { open: !asked.has("start"), empty: asked.has("empty"), ...(fail ? { fail } : {}), ...(number > 0 ? { many: number } : {}) };
}

/** The contract from a table of fixtures, for tests and for looking at the screens. */
export function fake(options: Options = optionsOf(globalThis.location?.search ?? "")): Backend {
  const ears = new Set<(event: CoreEvent) => void>();
  const tell = (event: CoreEvent) => ears.forEach((ear) => ear(event));
  const space: WorkspaceView = { ...workspace, open: options.open ?? true };
  let waiting = [...unattached];
  let running: ImportView | null = null;
  let kept = settings;
  let said: StatementCheckView[] = [];
  const open = () => {
    space.open = true;
    tell({ kind: "changed", tags: ["workspace"] });
    return { ...space };
  };
  const list = () =>
    options.many ? Array.from({ length: options.many }, (_, at) => ({ ...(accounts[at % accounts.length] as (typeof accounts)[number]), id: `acc_${at}`, name: `${accounts[at % accounts.length]?.name} ${at + 1}` })) : options.empty ? [] : accounts;
  const timeline = (account: string) => options.many ?? accountView(account)?.row.entries ?? 0;
  const unattachedView = (limit = 50) => ({ total: waiting.length, rows: waiting.slice(0, limit) });
  function advance() {
    if (!running?.running) return;
    const done = Math.min(running.total ?? 0, running.done + 17);
    running = { ...running, done, imported: done - 4, entries: done * 6, running: done < (running.total ?? 0), finished: done < (running.total ?? 0) ? null : workspace.now };
    tell({ kind: "importProgress", import: running });
    if (running.running) setTimeout(advance, 250);
    else tell({ kind: "changed", tags: ["imports", "history", "accounts"] });
  }

  const table: Table = {
    ...gateTable(tell, space, options.empty ?? false),
    ...questionnaireTable(tell, options.empty ?? false),
    get_workspace: () => ({ ...space, counts: { ...space.counts, unattached: options.empty ? 0 : waiting.length } }),
    open_sample: open,
    create_workspace: open,
    open_workspace: open,
    close_workspace: () => {
      space.open = false;
      return { ...space };
    },
    get_today: () => (options.empty ? { ...today, meetings: [], overdue: [], quiet: [], leaving: [], unattached: 0 } : { ...today, unattached: waiting.length }),
    list_accounts: ({ filter }) => list().filter((row) => `${row.name} ${row.domains.join(" ")} ${row.owner}`.toLowerCase().includes(filter.toLowerCase())),
    get_account: ({ account }) => found(accountView(account), "This account"),
    get_timeline: ({ account, kinds, offset, limit }) => {
      const every = Array.from({ length: timeline(account) }, (_, at) => at).filter((at) => kinds.length === 0 || kinds.includes(kindAt(at) ?? "mail"));
      return { total: every.length, offset, rows: every.slice(offset, offset + limit).map(timelineRow) };
    },
    get_people: () => (options.empty ? { theirs: [], ours: [] } : peopleView),
    get_deal: () => deal,
    get_commitments: ({ account }) => ({ rows: commitments.filter((row) => row.account === account) }),
    create_briefing: () => briefing,
    get_briefing: ({ briefing: id }) => ({ ...briefing, id, checks: said }),
    check_statement: ({ briefing: id, statement, verdict, note }) => {
      const words = briefing.sections.flatMap(({ items }) => items.flatMap((item) => (item.kind === "statement" || item.kind === "commitment" ? [item.statement] : []))).find(({ key }) => key === statement)?.spans.map(({ text }) => text).join("") ?? missing("The statement");
      said = said.filter((one) => one.words !== words);
      if (verdict !== "taken_back") said = [...said, { words, verdict, note, by: space.person, at: space.now }];
      return { ...briefing, id, checks: said };
    },
    list_misses: () => said.filter(({ verdict }) => verdict === "wrong").map((check) => ({ briefing: briefing.id, accountName: briefing.accountName, title: briefing.title, check, passages: [] })),
    export_briefing: ({ path, format }) => ({ path, text: "INTERNAL", name: `briefing.${format}` }),
    brief_objection: ({ account, question }) => ({ ...objection, account, question }),
    list_questions: () => (options.empty ? { rows: [] } : questions),
    export_objection: ({ path, format }) => ({ path, text: "INTERNAL", name: `objection.${format}` }),
    list_documents: () => (options.empty ? { ...library, rows: [] } : library),
    get_document: ({ document }) => found(documentView(document), "This document"),
    sanction_document: ({ version }) => {
      const id = version.replace(/_v\d+$/, "");
      const row = found(rows.find((one) => one.id === id), "This version");
      Object.assign(row, { force: "in_force", sanctionedBy: workspace.person });
      tell({ kind: "changed", tags: ["library"] });
      return found(documentView(id), "This document");
    },
    withdraw_document: ({ version }) => {
      const id = version.replace(/_v\d+$/, "");
      Object.assign(found(rows.find((one) => one.id === id), "This version"), { force: "withdrawn" });
      tell({ kind: "changed", tags: ["library"] });
      return found(documentView(id), "This document");
    },
    search_passages: ({ query }) => (options.empty ? { ...search(query), hits: [] } : search(query)),
    open_source: ({ passage, quote, query }) => sourceView(passage, quote || query?.split(/\s+/)[0] || null),
    get_file: () => ({ name: "Service level schedule v3.pdf", format: "pdf", base64: PDF }),
    start_import: ({ door }) => {
      running = { ...finished, id: "imp_2", door, running: true, started: workspace.now, finished: null, total: 214, done: 31, imported: 28, unchanged: 0, failed: finished.failed.slice(0, 1), warnings: [], guesses: [] };
      setTimeout(advance, 400);
      return running;
    },
    get_import: ({ import: id }) => found([running, finished].find((one) => one?.id === id), "This import"),
    cancel_import: () => {
      running = { ...found(running, "This import"), running: false, cancelled: true, finished: workspace.now };
      return running;
    },
    list_imports: () => (options.empty ? [] : running ? [running, finished] : [finished]),
    list_unattached: ({ limit }) => (options.empty ? { total: 0, rows: [] } : unattachedView(limit)),
    place_entry: ({ entry }) => {
      waiting = waiting.filter((row) => row.entry !== entry);
      tell({ kind: "changed", tags: ["history", "accounts"] });
      return unattachedView();
    },
    get_settings: () => kept,
    keep_synonyms: ({ text }) => {
      const wrong = text.split("\n").findIndex((line) => line.trim() !== "" && !line.includes("="));
      kept = { ...kept, synonyms: text, synonymsProblem: wrong < 0 ? null : `Line ${wrong + 1} has no “=”.` };
      return kept;
    },
    pick_files: ({ folder }) => ({ paths: folder ? ["/home/mara/Export"] : ["/home/mara/Export/mail.mbox"] }),
    save_file: ({ name }) => ({ path: `/home/mara/Documents/${name}` }),
  };

  return {
    async call(name, request) {
      await new Promise((resolve) => setTimeout(resolve, options.delay ?? 30));
      if (options.fail === name) throw { code: "Internal", message: "The database did not answer.", detail: "sqlite: disk I/O error (10)" };
      return structuredClone(table[name](request));
    },
    listen(hear) {
      ears.add(hear);
      return () => ears.delete(hear);
    },
  };
}
