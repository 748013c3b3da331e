import { getContext, setContext } from "svelte";
import type { BriefingView, StatementCheckView, StatementView } from "../../backend/generated/contract";
import { wordsOf } from "./compare";

const KEY = Symbol("checks");

/** What people said of a briefing's statements, and which one is being asked about. */
export class Checks {
  asked = $state.raw<StatementView | null>(null);
  #said: () => readonly StatementCheckView[];

  constructor(said: () => BriefingView["checks"]) {
    this.#said = said;
  }
  /** The word that holds on this statement. */
  of(statement: StatementView): StatementCheckView | null {
    const words = wordsOf(statement);
    return this.#said().find((one) => one.words === words) ?? null;
  }
}

export const giveChecks = (checks: Checks) => setContext(KEY, checks);
/** Absent where statements are not those of a kept briefing. */
export const useChecks = () => getContext<Checks | undefined>(KEY);
