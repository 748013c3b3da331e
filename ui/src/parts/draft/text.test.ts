import { describe, expect, it } from "vitest";
import { citedIn, nextNumber, positionAt, toBody, toDoc, wordDiff } from "./text";

const TEXTS = [
  "", "\n", "\n\n", "Dear Ileana,", "Dear Ileana,\n\nThank you.\n", "\n\nLate start", "- one\n- two\n\n- three", "  leading\n\ttab", "trailing   \n  ",
  "A claim.[^1] Another.[^12][^3]", "[^1]", "[^1][^1]\n[^2]", "not a chip [^0] [^01] [^x] [^] [^-1] [1] ^1", "𝔄 astral 🧑‍🚀[^2]🧑‍🚀", "e\u0301 and é", "a\u00a0b\u200bc", "line\r\nwindows", "[^1", "]^1[", "[[^1]]", "1. list\n2. list\n   inner", "> quoted\n>> twice[^7]", "<b>not bold</b> & ok", "[^999999] [^1000000]",
];

describe("the text of a draft", () => {
  it.each(TEXTS)("comes back from the editor exactly: %j", (text) => expect(toBody(toDoc(text))).toBe(text));

  it("never makes an empty text node, which the editor refuses", () => {
    for (const text of TEXTS) for (const line of toDoc(text).content) for (const node of line.content ?? []) if (node.type === "text") expect(node.text).not.toBe("");
  });

  it("finds the editor's position of a place in the text", () => {
    const body = "Hi[^1] you\n\n🧑 x";
    expect(positionAt(body, 0)).toBe(1);
    expect(positionAt(body, 2)).toBe(3);
    expect(positionAt(body, 4)).toBe(3);
    expect(positionAt(body, 6)).toBe(4);
    expect(positionAt(body, 10)).toBe(8);
    expect(positionAt(body, 11)).toBe(10);
    expect(positionAt(body, 12)).toBe(12);
    expect(positionAt(body, 14)).toBe(14);
    expect(positionAt(body, 900)).toBe(16);
  });

  it("knows its chips", () => {
    expect(citedIn("a[^2] b[^1] c[^2]")).toEqual([2, 1]);
    expect(nextNumber([{ number: 2 }, { number: 7 }])).toBe(8);
    expect(nextNumber([])).toBe(1);
  });
});

describe("a word diff", () => {
  it.each([["", ""], ["a b c", "a b c"], ["a b c", "a x c"], ["", "new words"], ["old words", ""], ["one two three four", "zero one three four five"], ["same\n\nsame", "same\nother\nsame"]])("keeps both texts whole: %j to %j", (from, to) => {
    const parts = wordDiff(from, to);
    expect(parts.filter(({ changed }) => changed !== "added").map(({ text }) => text).join("")).toBe(from);
    expect(parts.filter(({ changed }) => changed !== "removed").map(({ text }) => text).join("")).toBe(to);
  });
  it("marks only what changed", () => {
    expect(wordDiff("we will restore it", "we may restore it").map(({ changed }) => changed)).toEqual(["same", "removed", "added", "same"]);
  });
});
