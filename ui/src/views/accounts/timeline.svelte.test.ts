import { flushSync } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import { windowOf } from "../../kit/virtual";
import { TimelinePages } from "./timeline.state.svelte";

let end = () => {};
afterEach(() => end());
const arrive = () => new Promise((resolve) => setTimeout(resolve, 40));

describe("a timeline of ten thousand entries", () => {
  it("fetches the page that comes into sight, and only that", async () => {
    stand(fake({ many: 10_000, delay: 0 }));
    let pages: TimelinePages | undefined;
    end = $effect.root(() => {
      pages = new TimelinePages(() => ({ account: "acc_pellworth", kinds: [] }));
    });
    flushSync();
    await arrive();
    expect(pages?.row(3)?.entry).toBe("ent_3");
    expect(pages?.row(5_003)).toBeUndefined();
    pages?.see(windowOf(10_000, 60, 300_000, 600));
    flushSync();
    await arrive();
    expect(pages?.row(5_003)?.entry).toBe("ent_5003");
    expect(pages?.row(7_003)).toBeUndefined();
  });
});
