import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const fresh = async () => {
  vi.resetModules();
  return (await import("./keep-scroll")).keepScroll;
};
function box(): HTMLElement {
  const element = document.createElement("div");
  document.body.append(element);
  return element;
}
function scrollTo(element: HTMLElement, top: number) {
  element.scrollTop = top;
  element.dispatchEvent(new Event("scroll"));
}

beforeEach(() => localStorage.clear());
afterEach(() => document.body.replaceChildren());

describe("a scrolling view", () => {
  it("is where it was when one comes back, and each under its own name", async () => {
    const keepScroll = await fresh();
    const first = box();
    const leave = keepScroll("today")(first);
    scrollTo(first, 340);
    leave?.();
    const again = box();
    keepScroll("today")(again);
    expect(again.scrollTop).toBe(340);
    const other = box();
    keepScroll("library")(other);
    expect(other.scrollTop).toBe(0);
  });
  it("is where it was after the window was closed", async () => {
    const keepScroll = await fresh();
    const first = box();
    keepScroll("today")(first);
    scrollTo(first, 120);
    dispatchEvent(new Event("pagehide"));
    const afterwards = await fresh();
    const again = box();
    afterwards("today")(again);
    expect(again.scrollTop).toBe(120);
  });
  it("starts at the top when what was kept cannot be read", async () => {
    localStorage.setItem("countersign.scroll", "{broken");
    const keepScroll = await fresh();
    const element = box();
    keepScroll("today")(element);
    expect(element.scrollTop).toBe(0);
  });
});
