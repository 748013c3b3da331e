import { render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import type { OpportunityView } from "../../backend/generated/contract";
import DealChange from "./DealChange.svelte";
import Terms from "./Terms.svelte";

const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
function type(label: string | RegExp, value: string) {
  const box = screen.getByLabelText<HTMLInputElement>(label);
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
function core() {
  const standing = fake({ delay: 0 });
  const call = vi.spyOn(standing, "call");
  stand(standing);
  return (wanted: string) => call.mock.calls.find(([name]) => name === wanted)?.[1];
}
const deal: OpportunityView = { id: "opp_1", name: "Claims exchange", stage: "Proposal", amount: "486000.00", currency: "EUR", closeDate: "2026-12-18", nextStep: null, owner: null, closed: false, won: false, citation: null };

describe("a change of the deal", () => {
  it("asks only for what was changed, and opens the request as a draft", async () => {
    const asked = core();
    const made = vi.fn();
    render(DealChange, { account: "acc_pellworth", deal, close: () => {}, made });
    const start = screen.getByRole("button", { name: "Start the request", hidden: true });
    start.click();
    await settled();
    expect(asked("start_stage_change")).toBeUndefined();
    type("Close date", "2027-01-29");
    await settled();
    start.click();
    await settled();
    expect(asked("start_stage_change")).toEqual({ account: "acc_pellworth", opportunity: "opp_1", stage: null, closeDate: "2027-01-29", amount: null });
    expect(made).toHaveBeenCalledWith("drf_8");
  });
});

describe("what was agreed with an account", () => {
  it("is recorded when it begins before it ends, and not otherwise", async () => {
    const asked = core();
    render(Terms, { account: "acc_pellworth" });
    await settled();
    screen.getByRole("button", { name: "Change…" }).click();
    await settled();
    type("Non-disclosure agreement from", "2026-05-01");
    type("Until", "2026-04-01");
    await settled();
    const record = screen.getByRole("button", { name: "Record", hidden: true });
    record.click();
    await settled();
    expect(asked("record_terms")).toBeUndefined();
    type("Until", "2027-05-01");
    await settled();
    record.click();
    await settled();
    expect(asked("record_terms")).toMatchObject({ ndaFrom: "2026-05-01", ndaUntil: "2027-05-01" });
    expect(screen.queryByRole("button", { name: "Record", hidden: true })).toBeNull();
  });
});
