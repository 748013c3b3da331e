import type { ReplyOf, RequestOf } from "./backend";
import { auditOf, entryOf, verified } from "./fixtures/audit";
import { draftOf, drafts, row, started } from "./fixtures/drafts";
import { checked, policy } from "./fixtures/policy";
import { team, terms } from "./fixtures/team";
import { NOW } from "./fixtures/world";
import type { CommandName, CoreEvent, DraftView, MayView, WorkspaceView } from "./generated/contract";

export type GateCommand = CommandName & ("list_drafts" | "start_draft" | "start_objection_draft" | "start_stage_change" | "get_draft" | "save_draft" | "compare_revisions" | "list_reviews" | "submit_draft" | "comment_draft" | "give_up_draft" | "acknowledge_finding" | "decide_draft" | "sign_reminders" | "export_packet" | "accept_decision" | "release_draft" | "preview_draft" | "name_draft_file" | "get_policy" | "check_policy" | "explain_action" | "simulate_policy" | "adopt_policy" | "get_terms" | "record_terms" | "get_team" | "keep_person" | "make_key" | "unlock_key" | "confirm_key" | "revoke_key" | "switch_person" | "list_audit" | "get_audit_entry" | "verify_audit" | "export_audit");
type Table = { [C in GateCommand]: (request: RequestOf<C>) => ReplyOf<C> };

const closed = (whyNot: string): MayView => ({ may: false, whyNot });
const open: MayView = { may: true, whyNot: null };

/** The drafts, the policy, the people and the log of the made-up world. */
export function gateTable(tell: (event: CoreEvent) => void, space: WorkspaceView, empty: boolean): Table {
  const of = (id: string): DraftView => {
    const draft = draftOf(id);
    if (!draft) throw { code: "NotFound", message: "This draft is no longer here.", detail: null };
    return draft;
  };
  const changed = <T>(value: T): T => {
    tell({ kind: "changed", tags: ["drafts", "audit"] });
    return value;
  };
  const moved = (draft: DraftView, what: string, text: string | null) => {
    draft.moves.push({ number: draft.moves.length + 1, at: NOW, name: space.person, role: space.role, what, text, revision: draft.revision });
    return changed(draft);
  };
  const peopled = () => {
    tell({ kind: "changed", tags: ["people"] });
    return team;
  };
  const sign = (draft: DraftView) => {
    Object.assign(draft, { state: "signed_off" });
    draft.signOffs.push({ name: space.person, role: space.role, meaning: "approved", reason: null, at: NOW, expires: NOW, revision: draft.revision, holds: true, whyNot: null });
    Object.assign(draft.gate, { given: draft.gate.asked.length, sentence: `Signed off by ${space.person}. It may leave.`, approve: closed("It is signed off already."), takeBack: open, release: open });
    draft.destinations = draft.destinations.map((one) => ({ ...one, may: open }));
  };
  return {
    switch_person: ({ person }) => {
      const member = team.members.find(({ id }) => id === person);
      for (const one of team.members) one.me = one.id === person;
      team.unlocked = false;
      Object.assign(space, { person: member?.name, role: member?.roleWords });
      tell({ kind: "changed", tags: ["workspace", "people", "drafts"] });
      return { ...space };
    },
    list_drafts: ({ account }) => ({ rows: empty ? [] : drafts.filter((one) => !account || one.account === account).map(row) }),
    start_draft: (request) => changed(started(request)),
    start_objection_draft: ({ account, question }) => changed(started({ account, kind: "objection-answer", purpose: question, briefing: null, option: null, meeting: null, template: null })),
    start_stage_change: () => of("drf_8"),
    get_draft: ({ draft }) => of(draft),
    save_draft: (request) => {
      const draft = of(request.draft);
      if (request.base !== draft.revision) throw { code: "Conflict", message: `Revision ${draft.revision} was saved in the meantime.`, detail: null };
      const { recipients, subject, body, showSources } = request;
      const chips = request.chips.map((one) => draft.chips.find(({ number }) => number === one.number) ?? { ...one, hash: "h", title: "A passage", place: "page 1", library: true, state: "in force", holds: true });
      const revision = draft.revision + 1;
      Object.assign(draft, { recipients, subject, body, showSources, chips, revision, savedAt: NOW, outgoing: body.replace(/\[\^(\d+)\]/g, " [$1]") });
      draft.revisions.unshift({ number: revision, author: space.person, at: NOW, content: `c${revision}`, words: body.split(/\s+/).length });
      draft.findings = draft.findings.filter((one) => body.includes(one.words)).map((one) => {
        const start = body.indexOf(one.words);
        return { ...one, place: { ...one.place, start, end: start + one.words.length, line: body.slice(0, start).split("\n").length } };
      });
      if (draft.change && request.criteria) draft.change.criteria.forEach((one, at) => (one.evidence = (request.criteria?.[at] ?? []).map((chip) => ({ ...chip, hash: "h", title: "A passage", place: "", library: false, state: "history", holds: true }))));
      if (draft.signOffs.length) {
        Object.assign(draft, { state: "writing" });
        draft.signOffs = draft.signOffs.map((one) => ({ ...one, holds: false, whyNot: "The text changed after it was signed." }));
        Object.assign(draft.gate, { given: 0, approve: open, takeBack: closed("Nothing that holds has been signed."), release: closed("The text changed after it was signed."), sentence: "Draft-only: the text changed after it was signed. Sign it off again." });
        draft.destinations = draft.destinations.map((one) => ({ ...one, may: closed("The text changed after it was signed.") }));
      }
      return changed(draft);
    },
    compare_revisions: ({ draft, from, to }) => ({ from, to, recipients: [], subject: [{ changed: "same", text: of(draft).subject }], body: [{ changed: "same", text: "Dear Ileana,\n\nIf the exchange stops, " }, { changed: "removed", text: "we aim to restore it" }, { changed: "added", text: "we will always restore it within four hours" }, { changed: "same", text: ".\n" }] }),
    list_reviews: () => ({ rows: empty ? [] : drafts.filter(({ state }) => state === "in_review").map(row) }),
    submit_draft: ({ draft, text }) => moved(Object.assign(of(draft), { state: "in_review" }), "submitted", text),
    comment_draft: ({ draft, text }) => moved(of(draft), "commented", text),
    give_up_draft: ({ draft, text }) => moved(Object.assign(of(draft), { state: "given_up" }), "given_up", text),
    acknowledge_finding: ({ draft, finding, reason }) => {
      const one = of(draft);
      const found = one.findings.find(({ key }) => key === finding);
      if (found) Object.assign(found, { acceptedBy: space.person, acceptedBecause: reason });
      one.gate.open = one.findings.filter(({ severity, acceptedBy }) => severity === "acknowledge" && !acceptedBy).length;
      if (one.state === "in_review" && one.gate.open === 0) one.gate.approve = open;
      return moved(one, "acknowledged", reason);
    },
    decide_draft: ({ draft, meaning, reason, passphrase }) => {
      const one = of(draft);
      if (passphrase !== null && passphrase !== team.samplePassphrase) throw { code: "NotAllowed", message: "This passphrase does not open your key.", detail: null };
      if (meaning === "sent-back") one.state = "sent_back";
      else if (meaning === "withdrawn") one.state = "writing";
      else sign(one);
      return moved(one, meaning, reason);
    },
    sign_reminders: (request) => {
      const signed = request.drafts.filter((id) => of(id).gate.approve.may);
      signed.forEach((id) => sign(of(id)));
      return changed({ signed, refused: request.drafts.filter((id) => !signed.includes(id)).map((draft) => ({ draft, why: of(draft).gate.approve.whyNot ?? "It is no reminder." })) });
    },
    export_packet: ({ path }) => ({ path }),
    accept_decision: () => of("drf_2"),
    release_draft: ({ draft, destination, path }) => {
      const one = of(draft);
      Object.assign(one, { state: "released" });
      one.releases.push({ number: 1, at: NOW, by: space.person, destination, revision: one.revision, line: destination });
      return changed({ number: 1, line: `Released to ${destination}.`, path, plain: one.outgoing, html: null });
    },
    preview_draft: ({ path }) => ({ path }),
    name_draft_file: ({ draft, format, released }) => ({ name: `${released ? "" : "DRAFT "}${of(draft).subject}.${format.replace("file.", "")}` }),
    get_policy: () => policy,
    check_policy: ({ text }) => checked(text),
    explain_action: ({ moments }) => ({ tier: moments.includes("negotiation") ? "manager-approved" : "draft-only", explained: moments.includes("negotiation") ? "Manager-approved by rule 2 “money” (line 8): a negotiation. Deal desk signs, then finance." : "Draft-only by rule 3 “executive” (line 14). The account owner signs." }),
    simulate_policy: () => ({ rows: drafts.slice(0, 4).map((one, at) => ({ draft: one.id, accountName: one.accountName, purpose: one.purpose, now: one.gate.tier, then: at === 2 ? "manager-approved" : one.gate.tier, differs: at === 2 })), differ: 1 }),
    adopt_policy: ({ text }) => {
      const number = policy.number + 1;
      Object.assign(policy, { text, number, versions: [{ number, hash: "c0ffee01", adoptedAt: NOW, adoptedBy: space.person }, ...policy.versions] });
      tell({ kind: "changed", tags: ["policy", "drafts", "audit"] });
      return policy;
    },
    get_terms: ({ account }) => terms(account),
    record_terms: (request) => ({ ...terms(request.account), ...request, nda: Boolean(request.ndaFrom) }),
    get_team: () => team,
    keep_person: ({ person, name, email, role }) => {
      const roleWords = team.roles.find(({ word }) => word === role)?.words ?? role;
      const old = team.members.find(({ id }) => id === person);
      if (old) Object.assign(old, { name, email, role, roleWords });
      else team.members.push({ id: `per_${team.members.length}`, name, email, role, roleWords, key: "none", fingerprint: null, confirmedAt: null, me: false, keyHere: false });
      return peopled();
    },
    make_key: () => {
      for (const one of team.members) if (one.me) Object.assign(one, { key: "waiting", fingerprint: "ab12 cd34 ef56", keyHere: true });
      return peopled();
    },
    unlock_key: ({ passphrase }) => {
      if (passphrase !== null && passphrase !== team.samplePassphrase) throw { code: "NotAllowed", message: "This passphrase does not open your key.", detail: null };
      team.unlocked = passphrase !== null;
      for (const one of drafts) one.gate.unlocked = team.unlocked;
      return peopled();
    },
    confirm_key: ({ person }) => {
      for (const one of team.members) if (one.id === person) Object.assign(one, { key: "confirmed", confirmedAt: NOW });
      return peopled();
    },
    revoke_key: ({ person }) => {
      for (const one of team.members) if (one.id === person) one.key = "revoked";
      return peopled();
    },
    list_audit: (request) => (empty ? { ...auditOf(request), rows: [], size: 0, more: false } : auditOf(request)),
    get_audit_entry: ({ number }) => entryOf(number),
    verify_audit: () => verified,
    export_audit: ({ path }) => ({ path }),
  };
}
