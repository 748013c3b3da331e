import type { DraftRow, DraftStateView, DraftView, FindingView, GateBarView, TierView } from "../../backend/generated/contract";
import type { IconName } from "../../kit/icons";

/** How a tier looks and is said: an icon of its own shape, the word, then the colour. */
export const TIER: Record<TierView, { word: string; look: string; icon: IconName }> = {
  "read-only": { word: "Read-only", look: "readonly", icon: "eye" },
  "draft-only": { word: "Draft-only", look: "draft", icon: "oneStroke" },
  "manager-approved": { word: "Manager-approved", look: "manager", icon: "twoStrokes" },
  "automation-safe": { word: "Automation-safe", look: "auto", icon: "loop" },
};
export const STATE: Record<DraftStateView, { word: string; look: string; icon: IconName }> = {
  writing: { word: "Being written", look: "", icon: "draft" },
  in_review: { word: "In review", look: "pending", icon: "eye" },
  sent_back: { word: "Sent back", look: "acknowledge", icon: "left" },
  signed_off: { word: "Signed off", look: "ok", icon: "twoStrokes" },
  released: { word: "Released", look: "ok", icon: "out" },
  given_up: { word: "Given up", look: "withdrawn", icon: "withdrawn" },
};
export const SEVERITY: Record<FindingView["severity"], { word: string; icon: IconName; order: number }> = {
  blocks: { word: "Blocks", icon: "block", order: 0 },
  acknowledge: { word: "To accept", icon: "warn", order: 1 },
  note: { word: "Note", icon: "note", order: 2 },
};
export const MEANING: Record<string, string> = { approved: "approved", "approved-with-edits": "approved with edits", overridden: "overrode", "sent-back": "sent back", withdrawn: "took back", submitted: "handed to review", commented: "remarked", acknowledged: "accepted a finding", given_up: "gave up" };

/** The sentence after the name of the tier, which stands before it in its own colour. */
export function afterTier(gate: Pick<GateBarView, "tier" | "sentence">): string {
  const { word } = TIER[gate.tier];
  const start = new RegExp(`^${word}\\s*[:.]\\s*`, "i");
  return gate.sentence.replace(start, "");
}

export type Signing = { shown: boolean; may: boolean; why: string };
/** The sign-off button: there when the tier has one; disabled it says why. Unsaved words come before everything. */
export function signing(gate: Pick<GateBarView, "tier" | "approve" | "hasKey">, unsaved: boolean): Signing {
  if (gate.tier === "read-only") return { shown: false, may: false, why: gate.approve.whyNot ?? "Under this tier nothing may be made for a buyer." };
  if (unsaved) return { shown: true, may: false, why: "Your last words are not saved yet." };
  if (!gate.approve.may) return { shown: true, may: false, why: gate.approve.whyNot ?? "It cannot be signed off yet." };
  if (!gate.hasKey) return { shown: true, may: false, why: "You have no confirmed key yet. Make one under People." };
  return { shown: true, may: true, why: "" };
}

export const signedOff = (draft: Pick<DraftView, "state">) => draft.state === "signed_off" || draft.state === "released";
/** The override that holds, of all findings that wait. */
export const override = (draft: Pick<DraftView, "signOffs">) => draft.signOffs.find((one) => one.holds && one.meaning === "overridden");
export const stamp = (draft: Pick<DraftView, "state">) => (draft.state === "released" ? "RELEASED" : draft.state === "signed_off" ? "SIGNED OFF" : "DRAFT – NOT SIGNED OFF");
/** Signed, released and given-up texts are read; another edit of a signed one ends its sign-off, and is allowed. */
export const writable = (draft: Pick<DraftView, "state">) => draft.state !== "released" && draft.state !== "given_up";

export type DraftFilter = "open" | "mine" | "in_review" | "signed_off" | "released" | "given_up" | "all";
export const FILTERS: { key: DraftFilter; name: string }[] = [
  { key: "open", name: "Open" },
  { key: "mine", name: "Waits for me" },
  { key: "in_review", name: "In review" },
  { key: "signed_off", name: "Signed off" },
  { key: "released", name: "Released" },
  { key: "given_up", name: "Given up" },
  { key: "all", name: "All" },
];
export function fits(row: Pick<DraftRow, "state" | "waitsForMe">, filter: DraftFilter): boolean {
  if (filter === "all") return true;
  if (filter === "mine") return row.waitsForMe;
  if (filter === "open") return row.state === "writing" || row.state === "in_review" || row.state === "sent_back";
  return row.state === filter;
}
/** Reminders that one click can sign. */
export const signable = (row: Pick<DraftRow, "tier" | "kind" | "state" | "blocking" | "open">) => row.tier === "automation-safe" && row.kind === "reminder" && row.blocking === 0 && row.open === 0 && ["writing", "sent_back", "in_review"].includes(row.state);

/** Names of the reminder templates that a policy file holds. */
export const templatesOf = (policy: string): string[] =>
  policy.split(/^\[\[/m).filter((table) => table.startsWith("template]]")).flatMap((table) => /^name\s*=\s*"([^"]+)"/m.exec(table)?.[1] ?? []);
