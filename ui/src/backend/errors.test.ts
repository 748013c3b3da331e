import { describe, expect, it } from "vitest";
import { asCallError, CallError, MEANINGS } from "./errors";

describe("a failed call", () => {
  it("keeps the core's code, message and detail", () => {
    const error = asCallError({ code: "NotAllowed", message: "Only Finance may.", detail: "rule 4" });
    expect([error.code, error.message, error.detail]).toEqual(["NotAllowed", "Only Finance may.", "rule 4"]);
    expect(error.meaning).toBe(MEANINGS.NotAllowed);
  });
  it("says the code's own sentence when the core sent no message", () => {
    expect(asCallError({ code: "DiskFull", message: "" }).message).toBe(MEANINGS.DiskFull.sentence);
  });
  it("is Internal when the shape or the code is not known, and keeps what was thrown as detail", () => {
    expect(asCallError("boom")).toMatchObject({ code: "Internal", detail: "boom" });
    expect(asCallError({ code: "Nonsense", message: "x" }).code).toBe("Internal");
    expect(asCallError({ code: "toString" }).code).toBe("Internal");
    expect(asCallError(new TypeError("no"))).toMatchObject({ code: "Internal", detail: "no" });
  });
  it("passes a CallError through as it is", () => {
    const error = new CallError("Busy", "later");
    expect(asCallError(error)).toBe(error);
  });
});
