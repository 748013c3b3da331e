import { beforeEach, describe, expect, it, vi } from "vitest";
import { clock, day, initials, many, moment, money, zoneName } from "./format";

beforeEach(() => {
  vi.stubGlobal("navigator", { language: "en-GB", platform: "Linux" });
});

describe("times", () => {
  it("are shown on the clock of their own zone, and say it", () => {
    expect(clock("2026-11-16T16:52:00Z", 60)).toBe("17:52");
    expect(moment("2026-11-16T23:30:00Z", 60)).toBe("Tue,\u00a017\u00a0Nov\u00a02026, 00:30 UTC+1");
  });
  it("name the year only when it is another one", () => {
    expect(day("2026-11-16", 0, "2026-12-01")).toBe("16\u00a0Nov");
    expect(day("2025-11-16", 0, "2026-12-01")).toBe("16\u00a0Nov\u00a02025");
  });
  it("keep a date a date, whatever the zone", () => {
    expect(day("2026-11-16", -600)).toBe("16\u00a0Nov");
    expect(moment("2026-11-16", 60)).toBe("Mon,\u00a016\u00a0Nov\u00a02026");
  });
  it("name halves of hours and the west", () => {
    expect([zoneName(0), zoneName(330), zoneName(-210)]).toEqual(["UTC", "UTC+5:30", "UTC−3:30"]);
  });
});

describe("amounts and counts", () => {
  it("are in the person's manner", () => {
    expect(money("486000", "EUR")).toBe("€486,000");
    expect(money("12.5", "GBP")).toBe("£12.50");
    expect(many(1, "entry", "entries")).toBe("1 entry");
    expect(many(1284, "entry", "entries")).toBe("1,284 entries");
  });
  it("are shown as they came when they are no number or the currency is unknown", () => {
    expect(money("n/a", "EUR")).toBe("n/a EUR");
    expect(money("5", "no")).toBe("5 no");
    expect(money(null, "EUR")).toBe("");
  });
  it("names have initials", () => {
    expect(initials("Mara Anna Ellvik")).toBe("ME");
  });
});
