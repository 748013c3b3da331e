import { describe, expect, it } from "vitest";
import { pagesOf, windowOf } from "./virtual";

describe("the window of a long list", () => {
  it("draws a screenful and a few to spare out of a hundred thousand", () => {
    const shown = windowOf(100_000, 40, 2_000_000, 800, 8);
    expect(shown.first).toBe(49_992);
    expect(shown.last).toBe(50_028);
    expect(shown.before + (shown.last - shown.first) * 40 + shown.after).toBe(4_000_000);
  });
  it("starts at the top and ends at the end", () => {
    expect(windowOf(100, 40, 0, 400, 5)).toMatchObject({ first: 0, last: 15, before: 0 });
    expect(windowOf(100, 40, 99_999, 400, 5)).toMatchObject({ last: 100, after: 0 });
  });
  it("stays inside a list that became shorter than where it was scrolled to", () => {
    const shown = windowOf(3, 40, 5_000, 400);
    expect(shown).toEqual({ first: 0, last: 3, before: 0, after: 0 });
  });
  it("draws nothing of nothing", () => {
    expect(windowOf(0, 40, 0, 400)).toEqual({ first: 0, last: 0, before: 0, after: 0 });
  });
  it("names the pages it touches", () => {
    expect(pagesOf({ first: 95, last: 205, before: 0, after: 0 }, 100)).toEqual([0, 100, 200]);
    expect(pagesOf({ first: 0, last: 0, before: 0, after: 0 }, 100)).toEqual([]);
  });
});
