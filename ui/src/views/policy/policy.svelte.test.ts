import { render, screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { stand } from "../../backend/call";
import { fake } from "../../backend/fake";
import PolicyView from "./PolicyView.svelte";

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The view at its editor, with simulations that answer when the test says so. */
async function editor() {
  const core = fake({ delay: 0 });
  const real = core.call.bind(core);
  const answers: (() => void)[] = [];
  const adopted: unknown[] = [];
  vi.spyOn(core, "call").mockImplementation(((name: never, request: never) => {
    if (name === "adopt_policy") adopted.push(request);
    if (name !== "simulate_policy") return real(name, request);
    return new Promise((resolve) => answers.push(() => resolve(real(name, request))));
  }) as never);
  stand(core);
  render(PolicyView, {});
  await after(60);
  screen.getByText("Edit").click();
  await after(20);
  const box = screen.getByLabelText<HTMLTextAreaElement>("Text of the policy");
  const type = async (text: string) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await after(360);
  };
  const adopt = () => screen.getByRole("button", { name: "Adopt it" });
  return { type, adopt, adopted, answers, simulate: () => screen.getByRole("button", { name: "Which drafts would change" }).click(), words: box.value };
}

describe("the policy's editor", () => {
  it("adopts only words whose consequences were seen", async () => {
    const { type, adopt, adopted, answers, simulate, words } = await editor();
    await type(`${words}\n# another word`);
    adopt().click();
    await after(20);
    expect(adopted).toEqual([]);
    simulate();
    await after(20);
    answers.shift()?.();
    await after(20);
    expect(adopt().getAttribute("aria-disabled")).toBe("false");
    adopt().click();
    await after(20);
    expect(adopted).toEqual([{ text: `${words}\n# another word` }]);
  });

  it("drops an answer that comes after the words have changed again", async () => {
    const { type, adopt, answers, simulate, words } = await editor();
    await type(`${words}\n# one`);
    simulate();
    await type(`${words}\n# one and two`);
    answers.shift()?.();
    await after(20);
    expect(adopt().getAttribute("aria-disabled")).toBe("true");
  });
});
