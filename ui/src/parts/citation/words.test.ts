import { describe, expect, it } from "vitest";
import { lastWord } from "./words";

const plain = (text: string) => ({ text, quote: false });
const quote = (text: string) => ({ text, quote: true });
const all = (spans: Parameters<typeof lastWord>[0]) => {
  const { before, last } = lastWord(spans);
  return [...before, ...(last ? [last] : [])].map((span) => span.text).join("");
};

describe("the last word of a statement", () => {
  it("is cut off with its punctuation, so that the mark stays beside it", () => {
    expect(lastWord([plain("She follows Edmund Vasey.")])).toEqual({ before: [plain("She follows Edmund ")], last: plain("Vasey.") });
  });
  it("stays a quote when the statement ends in one, with what follows the quote", () => {
    expect(lastWord([plain("He would "), quote("“wait for January”"), plain(".")])).toEqual({ before: [plain("He would "), quote("“wait for January”")], last: plain(".") });
    expect(lastWord([plain("He would "), quote("“wait for January”")]).last).toEqual(quote("January”"));
  });
  it("is the whole when there is one word", () => {
    expect(lastWord([plain("Undecided")])).toEqual({ before: [], last: plain("Undecided") });
  });
  it("is nothing when there are no words", () => {
    expect(lastWord([])).toEqual({ before: [], last: null });
  });
  it("loses and adds nothing but space at the end", () => {
    const spans = [plain("One  two "), quote("“three four”"), plain(" five six. ")];
    expect(all(spans)).toBe("One  two “three four” five six.");
  });
});
