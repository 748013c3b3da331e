import { describe, expect, it } from "vitest";
import { afterTier, fits, signable, signing, stamp, templatesOf } from "./gate";

const yes = { may: true, whyNot: null };
describe("the gate bar", () => {
  it("says the tier once", () => {
    expect(afterTier({ tier: "manager-approved", sentence: "Manager-approved: mentions a discount." })).toBe("mentions a discount.");
    expect(afterTier({ tier: "draft-only", sentence: "Signed off by Mara." })).toBe("Signed off by Mara.");
  });
  it("shows no sign-off button under read-only, but the reason", () => {
    expect(signing({ tier: "read-only", approve: { may: false, whyNot: "Read-only here." }, hasKey: true }, false)).toEqual({ shown: false, may: false, why: "Read-only here." });
  });
  it("says in words why the button is disabled", () => {
    expect(signing({ tier: "manager-approved", approve: { may: false, whyNot: "You wrote it." }, hasKey: true }, false)).toEqual({ shown: true, may: false, why: "You wrote it." });
    expect(signing({ tier: "draft-only", approve: { may: false, whyNot: null }, hasKey: true }, false).why).not.toBe("");
    expect(signing({ tier: "draft-only", approve: yes, hasKey: false }, false).why).toContain("key");
  });
  it("never signs words that are not saved", () => expect(signing({ tier: "draft-only", approve: yes, hasKey: true }, true).may).toBe(false));
  it("lets the one sign who may", () => expect(signing({ tier: "draft-only", approve: yes, hasKey: true }, false)).toEqual({ shown: true, may: true, why: "" }));
  it("keeps the word DRAFT until somebody has signed", () => {
    expect(["writing", "in_review", "sent_back", "given_up"].every((state) => stamp({ state: state as "writing" }).includes("DRAFT"))).toBe(true);
    expect(stamp({ state: "signed_off" })).not.toContain("DRAFT");
  });
});

describe("the list of drafts", () => {
  it("filters by state", () => {
    expect(fits({ state: "sent_back", waitsForMe: false }, "open")).toBe(true);
    expect(fits({ state: "released", waitsForMe: false }, "open")).toBe(false);
    expect(fits({ state: "released", waitsForMe: false }, "released")).toBe(true);
    expect(fits({ state: "in_review", waitsForMe: true }, "mine")).toBe(true);
    expect(fits({ state: "given_up", waitsForMe: false }, "all")).toBe(true);
  });
  it("offers one click only for a clean reminder", () => {
    const reminder = { tier: "automation-safe", kind: "reminder", state: "writing", blocking: 0, open: 0 } as const;
    expect(signable(reminder)).toBe(true);
    expect(signable({ ...reminder, tier: "manager-approved" })).toBe(false);
    expect(signable({ ...reminder, state: "released" })).toBe(false);
    expect(signable({ ...reminder, open: 1 })).toBe(false);
  });
  it("reads the templates of a policy", () => expect(templatesOf('[[rule]]\nname = "x"\n\n[[template]]\nname = "Meeting reminder"\nsubject = "s"\n[[template]]\nname = "Open point"\n')).toEqual(["Meeting reminder", "Open point"]));
});
