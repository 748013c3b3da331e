import type { BriefingView, ItemView, StatementView } from "../../backend/generated/contract";

export type Change = { section: string; now: StatementView | null; before: StatementView | null };
export type Comparison = { changes: Change[]; fresh: number; gone: number; changed: number };

export const wordsOf = (statement: StatementView) => statement.spans.map(({ text }) => text).join("");

/** The statements of one item that stand on the page. What sides, choices and reasons rest on stands elsewhere already. */
function statementsOf(item: ItemView): StatementView[] {
  if (item.kind === "statement" || item.kind === "commitment") return [item.statement];
  if (item.kind === "person") return item.person.facts.flatMap(({ known }) => (known ? [known] : []));
  if (item.kind === "letter") return item.letter.statement ? [item.letter.statement] : [];
  if (item.kind === "lane") return [...(item.lane.blocker ? [item.lane.blocker] : []), ...item.lane.evidence];
  if (item.kind === "concern") return [item.raised, ...(item.answer ? [item.answer] : [])];
  return [];
}

type Placed = { section: string; statement: StatementView };

/** Each statement once, in its order; what a briefing itself lists as gone is not one of its statements. */
function placed(briefing: BriefingView): Map<string, Placed> {
  const all = new Map<string, Placed>();
  for (const { title, items } of briefing.sections)
    for (const statement of items.flatMap(statementsOf)) {
      const words = wordsOf(statement);
      if (statement.mark !== "gone" && !all.has(words)) all.set(words, { section: title, statement });
    }
  return all;
}

/** What two kept briefings say differently. The same words are the same statement; in one part, two that carry the same
 * label or rest on the same passage are one statement that changed. */
export function compare(now: BriefingView, before: BriefingView): Comparison {
  const [here, there] = [placed(now), placed(before)];
  const lost = [...there].filter(([words]) => !here.has(words)).map(([, one]) => one);
  const changes: Change[] = [];
  for (const [words, { section, statement }] of here) {
    if (there.has(words)) continue;
    const at = lost.findIndex((one) => one.section === section && isOneOf(one.statement, statement));
    changes.push({ section, now: statement, before: at < 0 ? null : (lost.splice(at, 1)[0]?.statement ?? null) });
  }
  changes.push(...lost.map(({ section, statement }) => ({ section, now: null, before: statement })));
  const order = now.sections.map(({ title }) => title);
  changes.sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
  return {
    changes,
    fresh: changes.filter((one) => one.now && !one.before).length,
    gone: changes.filter((one) => !one.now).length,
    changed: changes.filter((one) => one.now && one.before).length,
  };
}
const isOneOf = (a: StatementView, b: StatementView) =>
  (a.label !== null && a.label === b.label) || a.citations.some(({ passage }) => b.citations.some((other) => other.passage === passage));
