import { describe, expect, it } from "vitest";
import { objection } from "../../backend/fixtures/objection";
import { gapOf, route, STATE, states } from "./answer";

describe("the card of a question", () => {
  it("tells every state once, with how many parts are in it", () => {
    const [answered, open] = objection.parts;
    if (!answered || !open) throw new Error("the fixture has two parts");
    expect(states([open, answered, open])).toEqual([{ state: "no_source", words: "No source", parts: 2 }, { state: "yes_with_condition", words: "Yes, with condition", parts: 1 }]);
  });
  it("names whom to ask where nothing was found, and says where nobody has that role", () => {
    expect(gapOf(objection.parts[1] as (typeof objection.parts)[number]).question).toBe("Security (Dev Malhan)");
    expect(route({ role: "Deal desk", people: [] })).toBe("Deal desk (nobody named yet)");
    expect(route({ role: null, people: [] })).toBeNull();
  });
  it("gives each state an icon of its own", () => {
    const icons = Object.values(STATE).map(({ icon }) => icon);
    expect(new Set(icons).size).toBe(icons.length);
  });
});
