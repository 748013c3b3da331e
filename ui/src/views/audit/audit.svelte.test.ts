import { render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import AuditView from "./AuditView.svelte";

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const place = (subject?: string) => ({ place: { params: {}, query: new URLSearchParams(subject ? { subject } : {}) } });

function core(more: boolean) {
  const standing = fake({ delay: 0 });
  const real = standing.call.bind(standing);
  const call = vi.spyOn(standing, "call").mockImplementation((async (name: never, request: never) => {
    const reply = await real(name, request);
    return name === "list_audit" ? { ...(reply as object), more } : reply;
  }) as never);
  stand(standing);
  return () => call.mock.calls.filter(([name]) => (name as string) === "list_audit").map(([, request]) => request as { before: number | null; subject: string | null });
}

describe("the log", () => {
  it("turns its pages below the oldest entry shown, and back to the newest", async () => {
    const asked = core(true);
    render(AuditView, place());
    await settled();
    const numbers = screen.getAllByRole("row").slice(1).map((row) => Number(row.querySelector("button")?.textContent?.replace(/\D/g, "")));
    screen.getByRole("button", { name: "Older entries" }).click();
    await settled();
    expect(asked().at(-1)?.before).toBe(Math.min(...numbers));
    screen.getByRole("button", { name: "Newest entries" }).click();
    await settled();
    expect(screen.queryByRole("button", { name: "Newest entries" })).toBeNull();
  });

  it("offers no older entries where there are none, and asks only for one subject's when told so", async () => {
    const asked = core(false);
    render(AuditView, place("drf_2"));
    await settled();
    expect(screen.queryByRole("button", { name: "Older entries" })).toBeNull();
    expect(asked().at(-1)?.subject).toBe("drf_2");
  });
});
