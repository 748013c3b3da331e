import type { RowCounts, RowTextView, RowView } from "../../backend/generated/contract";
import type { IconName } from "../../kit/icons";

export type RowFilter = "all" | "answered" | "needs_review" | "no_source" | "mine" | "signed" | "skipped";
export const FILTERS: { key: RowFilter; name: string }[] = [
  { key: "all", name: "All" },
  { key: "answered", name: "From source" },
  { key: "needs_review", name: "Needs review" },
  { key: "no_source", name: "No source" },
  { key: "mine", name: "Waits for me" },
  { key: "signed", name: "Signed off" },
  { key: "skipped", name: "Left out" },
];

export const isSigned = (row: Pick<RowView, "text">) => row.text?.state === "signed_off" || row.text?.state === "released";

/** Whether a row belongs under a filter. A row that was left out stands under its own filter and under all. */
export function fits(row: RowView, filter: RowFilter): boolean {
  if (filter === "all") return true;
  if (filter === "skipped") return row.skipped !== null;
  if (row.skipped !== null) return false;
  if (filter === "mine") return row.text?.waitsForMe ?? false;
  if (filter === "signed") return isSigned(row);
  return (row.state ?? "no_source") === filter;
}

export type Look = { word: string; look: string; icon: IconName };
/** How a row's state looks and is said: the word and the shape before the colour. */
export function lookOf(row: RowView): Look {
  if (row.skipped !== null) return { word: "Left out", look: "withdrawn", icon: "withdrawn" };
  if (row.state === "answered") return { word: row.reused ? "Signed before" : "From source", look: "ok", icon: "shield" };
  if (row.state === "needs_review") return { word: "Needs review", look: "warn", icon: "half" };
  return { word: "No source", look: "gap", icon: "gap" };
}

/** Who is next, in a few words: a name would be wrong as long as a role is asked. */
export function reviewerOf(row: RowView): Look {
  if (row.skipped !== null) return { word: "", look: "mute", icon: "withdrawn" };
  if (!row.text) return { word: row.role ?? "not yet", look: "soft", icon: "route" };
  if (isSigned(row)) return { word: "Signed off", look: "ok", icon: "twoStrokes" };
  if (row.text.state === "in_review") return { word: row.text.waitsForMe ? "Waits for you" : (row.text.needs[0] ?? "in review"), look: "pending", icon: "eye" };
  if (row.text.state === "sent_back") return { word: "Sent back", look: "acknowledge", icon: "left" };
  return { word: row.role ?? "not yet", look: "mute", icon: "pending" };
}

/** A choice and what stands beside it in the comment, as the cells will hold them. */
export function parted(row: Pick<RowView, "choices">, text: Pick<RowTextView, "answer">): { choice: string | null; rest: string } {
  const [first = "", ...rest] = text.answer.split("\n");
  return row.choices.includes(first.trim()) ? { choice: first.trim(), rest: rest.join("\n").trim() } : { choice: null, rest: text.answer.trim() };
}

/** The text with another choice in its first line. The marks of a bare choice go with it: they are its sources. */
export function withChoice(body: string, choices: readonly string[], choice: string): string {
  const [first = "", ...rest] = body.split("\n");
  const bare = first.replace(/\[\^\d+\]/g, "").trim();
  if (!choices.includes(bare)) return `${choice}\n\n${body.trim()}`.trim();
  return [choice + (first.match(/\[\^\d+\]/g) ?? []).join(""), ...rest].join("\n");
}

export type Bundle = { evidence: string; title: string; rows: number[] };
/** Rows that wait for me, bundled by the passages they rest on: read once, decide together. Largest first. */
export function bundles(rows: readonly RowView[]): Bundle[] {
  const found = new Map<string, Bundle>();
  for (const row of rows) {
    if (row.skipped !== null || !row.text?.waitsForMe) continue;
    const { evidence, sources } = row.text;
    const known = found.get(evidence);
    if (known) known.rows.push(row.number);
    else found.set(evidence, { evidence, title: [...new Set(sources.map(({ title, place }) => `${title}, ${place}`))].join("; ") || "No source", rows: [row.number] });
  }
  return [...found.values()].toSorted((a, b) => b.rows.length - a.rows.length || (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}

export type Group = { key: string; title: string; rows: RowView[] };
/** Rows under the section they stand in, in the order of the file. */
export function grouped(rows: readonly RowView[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const title = [row.sheet, ...row.section].filter(Boolean).join(" › ");
    const last = groups.at(-1);
    if (last && last.title === title) last.rows.push(row);
    else groups.push({ key: `${row.number}`, title, rows: [row] });
  }
  return groups;
}

/** Why the file cannot leave whole, in a sentence; empty when it can. */
export function inTheWay(counts: RowCounts, rows: readonly RowView[]): string {
  const written = rows.filter((row) => row.skipped === null && row.text && row.text.answer.trim());
  const open = written.filter((row) => !isSigned(row)).length;
  if (counts.signed === 0) return "No answer is signed off yet.";
  return open ? `${open} of ${written.length} answers are not signed off.` : "";
}
