import { describe, expect, it, vi } from "vitest";
import { Cache, keyOf } from "./cache";
import { CallError } from "./errors";

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
/** A cache whose core answers with how often it was asked. */
function counting() {
  const asked: string[] = [];
  const cache = new Cache((name) => {
    asked.push(name);
    return Promise.resolve(asked.length as never);
  });
  return { asked, cache };
}

describe("the cache", () => {
  it("asks once for what two screens watch", async () => {
    const { asked, cache } = counting();
    const [one, two] = [vi.fn(), vi.fn()];
    cache.watch("list_accounts", { filter: "" }, one);
    await settle();
    cache.watch("list_accounts", { filter: "" }, two);
    expect(asked).toEqual(["list_accounts"]);
    expect(two).toHaveBeenLastCalledWith({ value: 1, error: undefined, loading: false });
  });

  it("asks again for what is watched when a tag of it changes, and keeps the old reply meanwhile", async () => {
    const { asked, cache } = counting();
    const told = vi.fn();
    cache.watch("list_accounts", { filter: "" }, told);
    await settle();
    cache.refresh(["accounts"]);
    expect(told).toHaveBeenLastCalledWith({ value: 1, error: undefined, loading: true });
    await settle();
    expect(told).toHaveBeenLastCalledWith({ value: 2, error: undefined, loading: false });
    expect(asked).toHaveLength(2);
  });

  it("leaves alone what another tag names", async () => {
    const { asked, cache } = counting();
    cache.watch("list_documents", {}, vi.fn());
    await settle();
    cache.refresh(["people"]);
    expect(asked).toHaveLength(1);
  });

  it("asks for an unwatched stale reply only when somebody watches it again", async () => {
    const { asked, cache } = counting();
    cache.watch("list_accounts", { filter: "" }, vi.fn())();
    await settle();
    cache.refresh(["accounts"]);
    expect(asked).toHaveLength(1);
    cache.watch("list_accounts", { filter: "" }, vi.fn());
    expect(asked).toHaveLength(2);
  });

  it("does not let a late reply overwrite a newer one", async () => {
    const answers: ((value: never) => void)[] = [];
    const cache = new Cache(() => new Promise((resolve) => answers.push(resolve)));
    const told = vi.fn();
    cache.watch("get_today", {}, told);
    cache.refresh(["history"]);
    answers[1]?.("new" as never);
    await settle();
    answers[0]?.("old" as never);
    await settle();
    expect(cache.peek("get_today", {}).value).toBe("new");
  });

  it("keeps the last reply beside a failure, and asks again when it is watched anew", async () => {
    let fails = false;
    const cache = new Cache(() => (fails ? Promise.reject({ code: "Busy", message: "", detail: null }) : Promise.resolve("reply" as never)));
    cache.watch("get_today", {}, vi.fn());
    await settle();
    fails = true;
    cache.refresh(["history"]);
    await settle();
    const { value, error } = cache.peek("get_today", {});
    expect(value).toBe("reply");
    expect(error).toBeInstanceOf(CallError);
    fails = false;
    cache.watch("get_today", {}, vi.fn());
    await settle();
    expect(cache.peek("get_today", {}).error).toBeUndefined();
  });

  it("forgets another workspace's replies", async () => {
    const { cache } = counting();
    cache.watch("list_accounts", { filter: "x" }, vi.fn())();
    await settle();
    cache.forget();
    expect(cache.peek("list_accounts", { filter: "x" }).value).toBeUndefined();
  });

  it("has one key for the same request in another order", () => {
    expect(keyOf("get_timeline", { account: "a", offset: 0 })).toBe(keyOf("get_timeline", { offset: 0, account: "a" }));
    expect(keyOf("get_timeline", { account: "a" })).not.toBe(keyOf("get_deal", { account: "a" }));
  });
});
