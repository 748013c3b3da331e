import { getContext, setContext } from "svelte";
import type { Action, Actions } from "../../kit/actions.svelte";

const KEY = Symbol("actions");
export const giveActions = (actions: Actions) => setContext(KEY, actions);

/** A view's own actions, for as long as it is there. */
export function useActions(actions: () => Action[]): void {
  const all = getContext<Actions | undefined>(KEY);
  $effect(() => all?.add(actions));
}
