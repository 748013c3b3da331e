import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import SearchView from "./SearchView.svelte";

const at = (q: string) => ({ place: { params: {}, query: new URLSearchParams(q ? { q } : {}) } });
const box = () => screen.getByLabelText<HTMLInputElement>("Search accounts, documents, passages");
async function type(words: string) {
  box().value = words;
  box().dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  stand(fake({ delay: 0 }));
});
afterEach(() => vi.useRealTimers());

describe("the search box", () => {
  it("keeps what was typed since its own address was set", async () => {
    const { rerender } = render(SearchView, at(""));
    await type("data");
    await vi.advanceTimersByTimeAsync(120);
    await type("data residency");
    await rerender(at("data"));
    expect(box().value).toBe("data residency");
  });
  it("takes a search from another place", async () => {
    const { rerender } = render(SearchView, at(""));
    await type("data");
    await vi.advanceTimersByTimeAsync(120);
    await rerender(at("board"));
    expect(box().value).toBe("board");
  });
});
