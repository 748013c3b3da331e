import { describe, expect, it } from "vitest";
import { FILTERS, wayOut } from "./filters";

describe("a filter that was left out", () => {
  it("says what the filter takes when it exists", () => {
    expect(wayOut("before:soon")).toBe("It takes a date, before:2026-10-01.");
    expect(wayOut("Type:letter")).toMatch(/^It takes mail, call, meeting/);
  });
  it("says which filters exist when it does not", () => {
    for (const name of FILTERS) expect(wayOut("in:library")).toContain(name.replace(/yes$/, ""));
  });
});
