import type { DocumentRow, Force } from "../../backend/generated/contract";

export type Filter = "all" | "in_force" | "aging" | "left" | "not_yet" | "quarantine";
export const FILTERS: { key: Filter; name: string }[] = [
  { key: "all", name: "All" },
  { key: "in_force", name: "In force" },
  { key: "aging", name: "Aging" },
  { key: "left", name: "Left force" },
  { key: "not_yet", name: "Not yet in force" },
  { key: "quarantine", name: "Quarantine" },
];
const LEFT: Force[] = ["expired", "superseded", "withdrawn"];

export function fits(row: DocumentRow, filter: Filter): boolean {
  if (filter === "all") return true;
  if (filter === "left") return LEFT.includes(row.force);
  if (filter === "in_force") return row.force === "in_force" || row.force === "aging";
  return row.force === filter;
}

/** What needs somebody first: aging by its end, then what is in force, then the rest; quarantine stands apart at the foot. */
const ORDER: Force[] = ["aging", "in_force", "not_yet", "expired", "superseded", "withdrawn", "quarantine"];
export const sorted = (rows: DocumentRow[]): DocumentRow[] =>
  rows.toSorted((a, b) => ORDER.indexOf(a.force) - ORDER.indexOf(b.force) || (a.expires ?? "9").localeCompare(b.expires ?? "9") || a.title.localeCompare(b.title));
