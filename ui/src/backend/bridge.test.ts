import { afterEach, describe, expect, it, vi } from "vitest";
import { bridge, bridgeBase } from "./bridge";

afterEach(() => vi.unstubAllGlobals());
const answer = (status: number, body: unknown) => ({ ok: status < 400, status, json: () => Promise.resolve(body) });

describe("the bridge", () => {
  it("is taken from the address only when it is on this machine", () => {
    expect(bridgeBase("?bridge=http://127.0.0.1:4500")).toBe("http://127.0.0.1:4500");
    expect(bridgeBase("?bridge=http://localhost:4500/")).toBe("http://localhost:4500");
    for (const wrong of ["?bridge=http://evil.example:80", "?bridge=https://127.0.0.1:4500", "?bridge=http://127.0.0.1:4500@evil.example", "?fake", ""]) expect(bridgeBase(wrong)).toBeNull();
  });
  it("posts the request and resolves to the reply", async () => {
    const fetched = vi.fn().mockResolvedValue(answer(200, { paths: ["a"] }));
    vi.stubGlobal("fetch", fetched);
    expect(await bridge("http://127.0.0.1:1").call("pick_files", { folder: true })).toEqual({ paths: ["a"] });
    expect(fetched).toHaveBeenCalledWith("http://127.0.0.1:1/call/pick_files", expect.objectContaining({ method: "POST", body: '{"folder":true}' }));
  });
  it("rejects with what the core refused", async () => {
    vi.stubGlobal("fetch", vi.fn().mockResolvedValue(answer(409, { code: "Conflict", message: "no", detail: null })));
    await expect(bridge("http://127.0.0.1:1").call("get_today", {})).rejects.toMatchObject({ code: "Conflict" });
  });
  it("is Offline when nothing answers", async () => {
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("refused")));
    await expect(bridge("http://127.0.0.1:1").call("get_today", {})).rejects.toMatchObject({ code: "Offline" });
  });
});
