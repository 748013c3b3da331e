import { describe, expect, it } from "vitest";
import type { BriefingView, StatementView } from "../../backend/generated/contract";
import { compare, wordsOf } from "./compare";

const says = (text: string, passage: string, label: string | null = null): StatementView => ({ key: text, spans: [{ text, quote: false }], date: null, label, mark: null, citations: [{ number: 1, passage, hash: "", quote: "", library: false, force: null }] });
const page = (...statements: StatementView[]) => ({ sections: [{ number: 5, title: "Where the deal stands", note: null, items: statements.map((statement) => ({ kind: "statement" as const, statement })) }] }) as unknown as BriefingView;
const told = (now: BriefingView, before: BriefingView) => compare(now, before).changes.map((one) => [one.now && wordsOf(one.now), one.before && wordsOf(one.before)]);

describe("two kept briefings", () => {
  it("differ in nothing when they say the same", () => {
    const both = page(says("Stage Proposal", "a"), says("Close date 18 December", "b"));
    expect(compare(both, both)).toEqual({ changes: [], fresh: 0, gone: 0, changed: 0 });
  });
  it("tell what is new, what is gone and what changed", () => {
    const before = page(says("Close date 30 November", "a", "Close date"), says("Vasey sponsors it", "b"), says("Stage Proposal", "c"));
    const now = page(says("Stage Proposal", "c"), says("Close date 18 December", "d", "Close date"), says("Tallowgate offered a price", "e"));
    expect(told(now, before)).toEqual([
      ["Close date 18 December", "Close date 30 November"],
      ["Tallowgate offered a price", null],
      [null, "Vasey sponsors it"],
    ]);
    expect(compare(now, before)).toMatchObject({ fresh: 1, gone: 1, changed: 1 });
  });
  it("take two statements of one passage for one that changed, each only once", () => {
    const before = page(says("Four hours is a promise", "a"));
    const now = page(says("Four hours is a target", "a"), says("They need to know which", "a"));
    expect(told(now, before)).toEqual([["Four hours is a target", "Four hours is a promise"], ["They need to know which", null]]);
  });
  it("do not count what a briefing itself lists as gone", () => {
    const before = page({ ...says("Vasey sponsors it", "a"), mark: "gone" });
    expect(compare(page(), before).gone).toBe(0);
  });
});
