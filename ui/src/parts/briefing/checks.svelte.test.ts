import { fireEvent, render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import { briefing } from "../../backend/fixtures/briefing";
import type { StatementView } from "../../backend/generated/contract";
import CheckDialog from "./CheckDialog.svelte";
import { Checks } from "./checks.svelte";
import { wordsOf } from "./compare";

const statement = briefing.sections.flatMap(({ items }) => items.flatMap((item) => (item.kind === "statement" ? [item.statement] : [])))[0] as StatementView;
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));

describe("what was said of a statement", () => {
  it("is found by the statement's own words", () => {
    const said = { words: wordsOf(statement), verdict: "wrong" as const, note: "It moved", by: "Mara", at: "2026-11-19T07:00:00Z" };
    expect(new Checks(() => [said]).of(statement)).toEqual(said);
    expect(new Checks(() => [{ ...said, words: "other words" }]).of(statement)).toBeNull();
  });
  it("needs a reason when it is wrong", async () => {
    const standing = fake({ delay: 0 });
    const call = vi.spyOn(standing, "call");
    stand(standing);
    const close = vi.fn();
    render(CheckDialog, { briefing, statement, checks: new Checks(() => []), close });
    const wrong = screen.getByRole("button", { name: "Mark as wrong", hidden: true });
    wrong.click();
    await settled();
    expect(call.mock.calls.filter(([name]) => name === "check_statement")).toEqual([]);
    await fireEvent.input(screen.getByLabelText("What is wrong with it"), { target: { value: " It moved " } });
    wrong.click();
    await settled();
    expect(call).toHaveBeenCalledWith("check_statement", { briefing: briefing.id, statement: statement.key, verdict: "wrong", note: "It moved" });
    expect(close).toHaveBeenCalledOnce();
  });
});
