import type { StatementView } from "../../backend/generated/contract";

/** A labelled statement short enough to stand as a figure: the words that count, and who said them when. */
export type Figure = { statement: StatementView; words: string; foot: string };

/** Longer words are read as a sentence, not at a glance. */
const LONGEST = 44;
const text = (statement: StatementView, quote: boolean) =>
  statement.spans
    .filter((span) => span.quote === quote)
    .map((span) => span.text.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .join(" ");

/** The quoted words when there are any, with what introduces them below; else the whole. Null when it is no figure. */
export function figureOf(statement: StatementView): Figure | null {
  const quoted = text(statement, true);
  const words = quoted || text(statement, false);
  if (!statement.label || statement.mark || words.length > LONGEST) return null;
  return { statement, words, foot: quoted ? text(statement, false).replace(/[:,\s]+$/, "") : "" };
}
