import { expect, test } from "vitest";
import type { RowTextView, RowView } from "../../backend/generated/contract";
import { bundles, fits, grouped, inTheWay, lookOf, parted, reviewerOf, withChoice } from "./rows";

const text = (own: Partial<RowTextView> = {}): RowTextView => ({ draft: "d", revision: 1, body: "Yes[^1]", state: "writing", answer: "Yes", sources: [], evidence: "p1", unfit: null, blocking: 0, open: 0, risk: 20, needs: ["security"], sentence: "", waitsForMe: false, ...own });
const row = (own: Partial<RowView> = {}): RowView => ({ number: 1, sheet: "Security", cell: "C4", section: ["Access"], id: null, question: "Q", form: "", choices: ["Yes", "No"], existing: null, state: "answered", because: "", category: null, role: null, skipped: null, reused: false, text: text(), ...own });

test("a row that was left out stands under its own filter and under all", () => {
  const left = row({ skipped: "Not ours" });
  expect([fits(left, "all"), fits(left, "skipped"), fits(left, "answered")]).toEqual([true, true, false]);
  expect(lookOf(left).word).toBe("Left out");
});

test("a row without a text is routed to its role", () => {
  const none = row({ state: "no_source", text: null, role: "Security" });
  expect(fits(none, "no_source")).toBe(true);
  expect(reviewerOf(none)).toMatchObject({ word: "Security", icon: "route" });
  expect(reviewerOf(row({ text: text({ state: "signed_off" }) })).word).toBe("Signed off");
});

test("a choice is parted from its comment and replaced alone", () => {
  expect(parted(row(), text({ answer: "Yes\n\nIt is." }))).toEqual({ choice: "Yes", rest: "It is." });
  expect(parted(row(), text({ answer: "In Dublin." }))).toEqual({ choice: null, rest: "In Dublin." });
  expect(withChoice("Yes[^1]", ["Yes", "No"], "No")).toBe("No[^1]");
  expect(withChoice("Yes\n\nIt is.[^1]", ["Yes", "No"], "No")).toBe("No\n\nIt is.[^1]");
  expect(withChoice("It is.[^1]", ["Yes", "No"], "Yes")).toBe("Yes\n\nIt is.[^1]");
});

test("rows that wait for me are bundled by what they rest on", () => {
  const mine = (number: number, evidence: string) => row({ number, text: text({ state: "in_review", waitsForMe: true, evidence }) });
  const found = bundles([mine(1, "a"), mine(2, "b"), mine(3, "b"), row({ number: 4 })]);
  expect(found.map(({ rows }) => rows)).toEqual([[2, 3], [1]]);
});

test("sections keep the order of the file", () => {
  const groups = grouped([row({ number: 1 }), row({ number: 2 }), row({ number: 3, section: ["Price"] }), row({ number: 4 })]);
  expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([["Security › Access", 2], ["Security › Price", 1], ["Security › Access", 1]]);
});

test("the file says what is in its way", () => {
  const counts = { rows: 2, answered: 2, needsReview: 0, noSource: 0, skipped: 0, inReview: 0, signed: 0, waitingForMe: 0 };
  expect(inTheWay(counts, [row()])).toBe("No answer is signed off yet.");
  const signed = row({ text: text({ state: "signed_off" }) });
  expect(inTheWay({ ...counts, signed: 1 }, [signed, row({ number: 2 })])).toBe("1 of 2 answers are not signed off.");
  expect(inTheWay({ ...counts, signed: 1 }, [signed, row({ number: 2, text: null })])).toBe("");
});
