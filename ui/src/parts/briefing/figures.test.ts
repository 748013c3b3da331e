import { describe, expect, it } from "vitest";
import type { StatementView } from "../../backend/generated/contract";
import { figureOf } from "./figures";

const statement = (spans: [string, boolean][], label: string | null = "Amount"): StatementView => ({
  key: "k", spans: spans.map(([text, quote]) => ({ text, quote })), date: null, label, mark: null, citations: [],
});

describe("a figure of the deal", () => {
  it("is the quoted words, with who said them below", () => {
    const figure = figureOf(statement([["CRM, 9 November: ", false], ["“Amount: 486000”", true], [".", false]]));
    expect([figure?.words, figure?.foot]).toEqual(["“Amount: 486000”", "CRM, 9 November"]);
  });
  it("is the whole when nothing is quoted", () => {
    expect(figureOf(statement([["€486,000 a year", false]]))).toMatchObject({ words: "€486,000 a year", foot: "" });
  });
  it("is no figure without a label, or when it is a sentence", () => {
    expect(figureOf(statement([["€486,000", false]], null))).toBeNull();
    expect(figureOf(statement([["She would rather take this to the board on 29 January than in December.", false]]))).toBeNull();
  });
});
