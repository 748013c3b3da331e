import { flushSync } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import type { Backend } from "./backend";
import { stand } from "./call";
import type { CoreEvent } from "./generated/contract";
import { query, type Query } from "./query.svelte";

let end = () => {};
afterEach(() => end());
const arrive = async () => {
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 5));
  flushSync();
};
/** A core that answers a search with what was asked, and can tell of changes. */
function echo() {
  const asked: string[] = [];
  let tell: (event: CoreEvent) => void = () => {};
  stand({
    call: (name: string, request: unknown) => {
      if (name === "list_accounts") asked.push((request as { filter: string }).filter);
      return Promise.resolve([{ name: (request as { filter: string }).filter }]);
    },
    listen: (hear: (event: CoreEvent) => void) => {
      tell = hear;
      return () => {};
    },
  } as unknown as Backend);
  return { asked, tell: (event: CoreEvent) => tell(event) };
}

describe("a query", () => {
  it("asks again each time its request changes, and not when it stays the same", async () => {
    const { asked } = echo();
    let filter = $state("a");
    let rows: Query<"list_accounts"> | undefined;
    end = $effect.root(() => {
      rows = query("list_accounts", () => ({ filter }), true);
    });
    await arrive();
    for (const next of ["b", "b", "c", "d"]) {
      filter = next;
      await arrive();
      expect(rows?.value?.[0]?.name).toBe(next);
    }
    expect(asked).toEqual(["a", "b", "c", "d"]);
  });

  it("keeps the last reply while the next one is on its way, when it is to hold it", async () => {
    echo();
    let filter = $state("a");
    let held: Query<"list_accounts"> | undefined;
    let bare: Query<"list_accounts"> | undefined;
    end = $effect.root(() => {
      held = query("list_accounts", () => ({ filter }), true);
      bare = query("list_accounts", () => ({ filter }));
    });
    await arrive();
    filter = "b";
    flushSync();
    expect(held?.value?.[0]?.name).toBe("a");
    expect(held?.loading).toBe(true);
    expect(bare?.value).toBeUndefined();
  });

  it("asks again when the core says that a tag of it has changed", async () => {
    const { asked, tell } = echo();
    end = $effect.root(() => {
      query("list_accounts", () => ({ filter: "a" }));
    });
    await arrive();
    tell({ kind: "changed", tags: ["library"] });
    await arrive();
    expect(asked).toHaveLength(1);
    tell({ kind: "changed", tags: ["accounts"] });
    await arrive();
    expect(asked).toHaveLength(2);
  });

  it("asks nothing while there is nothing to ask", async () => {
    const { asked } = echo();
    let rows: Query<"list_accounts"> | undefined;
    end = $effect.root(() => {
      rows = query("list_accounts", () => null);
    });
    await arrive();
    expect([asked.length, rows?.loading]).toEqual([0, false]);
  });
});
