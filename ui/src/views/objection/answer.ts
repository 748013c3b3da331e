import type { Agreement, AnswerState, QuestionPartView, Reply } from "../../backend/generated/contract";
import type { GapView } from "../../backend/generated/contract";
import type { IconName } from "../../kit/icons";

type Look = { icon: IconName; look: string };

/** How a state looks beside its word: an icon of its own shape, then the colour. */
export const STATE: Record<AnswerState, Look> = {
  yes: { icon: "check", look: "sanctioned" },
  yes_with_condition: { icon: "task", look: "acknowledge" },
  partly: { icon: "half", look: "acknowledge" },
  planned: { icon: "pending", look: "pending" },
  no_with_control: { icon: "shield", look: "note" },
  no: { icon: "close", look: "blocks" },
  stated: { icon: "doc", look: "plain" },
  not_applicable: { icon: "withdrawn", look: "withdrawn" },
  cannot_disclose: { icon: "lock", look: "quarantine" },
  no_source: { icon: "gap", look: "none" },
};

export const AGREEMENT: Record<Agreement, Look> = {
  agrees: { icon: "check", look: "ok" },
  differs: { icon: "warn", look: "blocks" },
  compare: { icon: "half", look: "warn" },
  alone: { icon: "gap", look: "gap" },
};

export const REPLY: Record<Reply, Look> = {
  settled: { icon: "check", look: "ok" },
  replied: { icon: "out", look: "note" },
  open: { icon: "gap", look: "gap" },
};

/** Who answers a part that no source answers: `Security (Dev Malhan)`. */
export function route(part: Pick<QuestionPartView, "role" | "people">): string | null {
  if (!part.role) return null;
  return part.people.length ? `${part.role} (${part.people.join(", ")})` : `${part.role} (nobody named yet)`;
}

/** A part without an answer, as a gap that names whom to ask. */
export function gapOf(part: QuestionPartView): GapView {
  const { because, lookedFor, documents } = part;
  return { text: because, label: null, lookedFor, entries: 0, documents, who: null, question: route(part) };
}

/** Each state of the card once, in the order of its parts. */
export function states(parts: readonly QuestionPartView[]): { state: AnswerState; words: string; parts: number }[] {
  const found = new Map<AnswerState, { state: AnswerState; words: string; parts: number }>();
  for (const { state, stateWords } of parts) {
    const one = found.get(state) ?? { state, words: stateWords, parts: 0 };
    found.set(state, { ...one, parts: one.parts + 1 });
  }
  return [...found.values()];
}
