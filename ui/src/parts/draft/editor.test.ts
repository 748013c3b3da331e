import { describe, expect, it } from "vitest";
import { DraftEditor } from "./editor";

const TEXTS = ["", "\n\n", "Dear Ileana,\n\nA claim.[^1] Two.[^2][^3]\n\n- one\n-  two\n\tthree  ", "𝔄 🧑‍🚀[^12]\n   lead", "e\u0301\u00a0x\n\n\n\nend\n", "[^1]", "<b>&amp; \"q\" [^0] [^x]"];
const made = (body: string, changed: (body: string) => void = () => undefined) =>
  new DraftEditor({ element: document.createElement("div"), body, chips: () => [], label: "Text", changed, left: () => undefined, opened: () => undefined, asked: () => undefined });

describe("the editor", () => {
  it.each(TEXTS)("holds the text exactly: %j", (text) => {
    const editor = made(text);
    expect(editor.body).toBe(text);
    editor.body = "other";
    editor.body = text;
    expect(editor.body).toBe(text);
    editor.destroy();
  });

  it("puts a chip where the caret is", () => {
    let told = "";
    const editor = made("One. Two.", (body) => (told = body));
    editor.focus(4);
    editor.cite(7);
    expect(told).toBe("One.[^7] Two.");
    editor.destroy();
  });
});
