import type { SpanView } from "../../backend/generated/contract";

/**
 * A statement's spans with the last word cut off, so that the mark stays on the line of the word it follows.
 * The last word includes its punctuation; nothing is lost or added.
 */
export function lastWord(spans: readonly SpanView[]): { before: SpanView[]; last: SpanView | null } {
  const at = spans.findLastIndex((span) => span.text.trim() !== "");
  const span = spans[at];
  if (!span) return { before: [...spans], last: null };
  const tail = spans.slice(at + 1).map((rest) => rest.text).join("");
  const text = span.text.trimEnd();
  const cut = Math.max(text.lastIndexOf(" "), text.lastIndexOf("\n")) + 1;
  const before = [...spans.slice(0, at)];
  if (cut > 0) before.push({ text: text.slice(0, cut), quote: span.quote });
  return { before, last: { text: text.slice(cut) + tail.trimEnd(), quote: span.quote } };
}
