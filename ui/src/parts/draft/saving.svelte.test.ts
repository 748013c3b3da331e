import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DraftView } from "../../backend/generated/contract";
import { drafts } from "../../backend/fixtures/drafts";
import { Saving } from "./saving.svelte";

/** A core with one draft, which refuses an edit on top of an older revision. */
function core() {
  let newest = structuredClone(drafts[2] as DraftView);
  const bodies = [newest.body];
  const save = vi.fn(async (request: { base: number; body: string }) => {
    if (request.base !== newest.revision) throw { code: "Conflict", message: "Somebody else saved.", detail: null };
    newest = { ...newest, body: request.body, revision: newest.revision + 1 };
    bodies.push(request.body);
    return newest;
  });
  const saving = new Saving(newest, () => undefined, save as never, async () => newest);
  const elsewhere = (body: string) => {
    newest = { ...newest, body, revision: newest.revision + 1 };
    bodies.push(body);
  };
  return { saving, save, elsewhere, bodies };
}

describe("saving a draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits a second after the last keystroke, and saves once", async () => {
    const { saving, save } = core();
    saving.edit({ body: "a" });
    await vi.advanceTimersByTimeAsync(900);
    saving.edit({ body: "ab" });
    expect(saving.state).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(900);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(save).toHaveBeenCalledTimes(1);
    expect(saving.state).toBe("saved");
  });

  it("saves nothing when the text is what it was", async () => {
    const { saving, save } = core();
    const before = saving.content.body;
    saving.edit({ body: "x" });
    saving.edit({ body: before });
    await vi.advanceTimersByTimeAsync(3000);
    expect(save).not.toHaveBeenCalled();
  });

  it("keeps mine as a new revision on top of the newest, and loses neither", async () => {
    const { saving, elsewhere, bodies } = core();
    saving.edit({ body: "mine" });
    elsewhere("theirs");
    expect(await saving.now()).toBe(false);
    expect(saving.state).toBe("conflict");
    expect(saving.other?.body).toBe("theirs");
    saving.edit({ body: "mine, and more" });
    await saving.keepMine();
    expect(saving.state).toBe("saved");
    expect(bodies.slice(-2)).toEqual(["theirs", "mine, and more"]);
  });

  it("takes theirs, with mine still in the history", async () => {
    const { saving, elsewhere, bodies } = core();
    saving.edit({ body: "mine" });
    elsewhere("theirs");
    await saving.now();
    await saving.takeTheirs();
    expect(saving.content.body).toBe("theirs");
    expect(bodies.slice(-3)).toEqual(["theirs", "mine", "theirs"]);
  });

  it("keeps the words when saving fails, and tries again", async () => {
    const { saving, save } = core();
    save.mockRejectedValueOnce({ code: "DiskFull", message: "The disk is full.", detail: null });
    saving.edit({ body: "mine" });
    expect(await saving.now()).toBe(false);
    expect(saving.state).toBe("failed");
    expect(saving.content.body).toBe("mine");
    expect(await saving.now()).toBe(true);
  });
});
