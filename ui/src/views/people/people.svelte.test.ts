import { render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import PeopleView from "./PeopleView.svelte";

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
async function view() {
  const standing = fake({ delay: 0 });
  const call = vi.spyOn(standing, "call");
  stand(standing);
  render(PeopleView, {});
  await settled();
  return (wanted: string) => call.mock.calls.filter(([name]) => name === wanted).map(([, request]) => request);
}
function type(label: string, value: string) {
  const box = screen.getByLabelText<HTMLInputElement>(label);
  box.value = value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("the people", () => {
  it("adds nobody without a name", async () => {
    const asked = await view();
    screen.getByRole("button", { name: "Add a person…" }).click();
    await settled();
    const keep = screen.getByRole("button", { name: "Keep", hidden: true });
    keep.click();
    await settled();
    expect(asked("keep_person")).toEqual([]);
    type("Name", "Ida Storm");
    await settled();
    keep.click();
    await settled();
    expect(asked("keep_person")).toMatchObject([{ person: null, name: "Ida Storm", role: "account-executive" }]);
  });

  it("works as another person by their id, and says what the core refuses", async () => {
    const asked = await view();
    const [other] = screen.getAllByRole("button", { name: /^Work as / });
    other?.click();
    await settled();
    expect(asked("switch_person")).toHaveLength(1);
    expect(asked("switch_person")[0]).toHaveProperty("person");
  });
});
