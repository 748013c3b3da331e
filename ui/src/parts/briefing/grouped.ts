import type { ItemView } from "../../backend/generated/contract";

type Kind = ItemView["kind"];
export type Of<K extends Kind> = Extract<ItemView, { kind: K }>;
export type Group = { kind: Kind; items: ItemView[] };

/** Kinds that are drawn as one piece: a list of people, the row of letters, the lanes, a set of choices, the sources. */
const TOGETHER = new Set<Kind>(["person", "letter", "lane", "commitment", "choice", "source"]);

/** A section's items in their order, neighbours of one kind joined where they are drawn together. */
export function grouped(items: readonly ItemView[]): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const same = last?.kind === item.kind && TOGETHER.has(item.kind) && choiceOf(last.items[0]) === choiceOf(item);
    if (last && same) last.items.push(item);
    else groups.push({ kind: item.kind, items: [item] });
  }
  return groups;
}
const choiceOf = (item: ItemView | undefined) => (item?.kind === "choice" ? item.choice : null);

/** The items of a group as what they are. */
export function only<K extends Kind>(items: readonly ItemView[], kind: K): Of<K>[] {
  return items.filter((item): item is Of<K> => item.kind === kind);
}
