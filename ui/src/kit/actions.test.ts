import { describe, expect, it, vi } from "vitest";
import { Actions, pressed } from "./actions.svelte";
import { ranked } from "./rank";

const key = (name: string, target: Element = document.body, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, "target", { value: target });
  return event;
};
const action = (id: string, keys: string[], run = vi.fn()) => ({ id, title: id, group: "x", keys, run });

describe("the registry of actions", () => {
  it("runs what the key stands for and eats the key", () => {
    const actions = new Actions();
    const one = action("brief", ["b"]);
    actions.add(() => [one]);
    const event = key("b");
    expect(actions.press(event)).toBe(true);
    expect(one.run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });
  it("leaves letters to text fields, but not Ctrl and a letter, nor Escape", () => {
    const actions = new Actions();
    const [letter, mod, esc] = [action("l", ["k"]), action("m", ["Mod+k"]), action("e", ["Esc"])];
    actions.add(() => [letter, mod, esc]);
    const field = document.createElement("input");
    expect(actions.press(key("k", field))).toBe(false);
    expect(actions.press(key("k", field, { ctrlKey: true }))).toBe(true);
    expect(actions.press(key("Escape", field))).toBe(true);
    expect([letter, mod, esc].map(({ run }) => run.mock.calls.length)).toEqual([0, 1, 1]);
  });
  it("leaves Space and Enter to buttons and links", () => {
    const actions = new Actions();
    const open = action("open", ["Enter", "Space"]);
    actions.add(() => [open]);
    expect(actions.press(key("Enter", document.createElement("button")))).toBe(false);
    expect(actions.press(key(" ", document.createElement("a")))).toBe(false);
    expect(actions.press(key("Enter", document.createElement("li")))).toBe(true);
  });
  it("leaves every key to an open dialog", () => {
    const actions = new Actions();
    const back = action("back", ["Esc", "s", "Mod+e"]);
    actions.add(() => [back]);
    const dialog = document.createElement("dialog");
    dialog.open = true;
    const button = dialog.appendChild(document.createElement("button"));
    expect([key("Escape", button), key("s", button), key("e", button, { ctrlKey: true })].map((one) => actions.press(one))).toEqual([false, false, false]);
    dialog.open = false;
    expect(actions.press(key("Escape", button))).toBe(true);
    expect(back.run).toHaveBeenCalledTimes(1);
  });
  it("lets a view's action win over the frame's on the same key, until the view goes", () => {
    const actions = new Actions();
    const [frame, view] = [action("frame", ["Esc"]), action("view", ["Esc"])];
    actions.add(() => [frame]);
    const gone = actions.add(() => [view]);
    actions.press(key("Escape"));
    gone();
    actions.press(key("Escape"));
    expect([frame.run.mock.calls.length, view.run.mock.calls.length]).toEqual([1, 1]);
  });
  it("names keys as actions write them", () => {
    expect(pressed({ key: "K", ctrlKey: false, metaKey: true, altKey: false })).toBe("Mod+k");
    expect(pressed({ key: " ", ctrlKey: false, metaKey: false, altKey: false })).toBe("Space");
  });
});

describe("what the palette finds", () => {
  const items = ["Print the briefing", "Go to Library", "Go to Today"].map((title) => ({ title, group: "Views" }));
  it("is all of it when nothing is typed, in its order", () => {
    expect(ranked(items, "")).toEqual(items);
  });
  it("puts beginnings of words first and leaves out what lacks a word", () => {
    expect(ranked(items, "li").map(({ title }) => title)).toEqual(["Go to Library"]);
    expect(ranked(items, "go to").map(({ title }) => title)).toEqual(["Go to Library", "Go to Today"]);
    expect(ranked(items, "go nowhere")).toEqual([]);
  });
});
