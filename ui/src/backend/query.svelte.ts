import { untrack } from "svelte";
import type { RequestOf } from "./backend";
import type { Snapshot } from "./cache";
import { cache } from "./call";
import type { CommandName } from "./generated/contract";

export type Query<C extends CommandName> = Readonly<Snapshot<C>> & { again(): void };

/**
 * A kept reply as runes. Made while a component is set up; `request` is read reactively, and null asks nothing.
 * With `hold`, the last reply stays while the next one loads, so that typing does not flicker.
 */
export function query<C extends CommandName>(name: C, request: () => RequestOf<C> | null, hold = false): Query<C> {
  const first = request();
  let state = $state.raw<Snapshot<C>>(first ? cache.peek(name, first) : { value: undefined, error: undefined, loading: false });
  const asked = $derived(JSON.stringify(request()));
  $effect(() => {
    const now = JSON.parse(asked) as RequestOf<C> | null;
    if (now === null) {
      state = { value: undefined, error: undefined, loading: false };
      return;
    }
    const told = (snapshot: Snapshot<C>) => {
      const keep = hold && snapshot.value === undefined && !snapshot.error;
      state = keep ? { ...snapshot, value: state.value } : snapshot;
    };
    // The first telling may come at once; what it reads is no reason to watch again.
    return untrack(() => cache.watch(name, now, told));
  });
  return {
    get value() {
      return state.value;
    },
    get error() {
      return state.error;
    },
    get loading() {
      return state.loading || (state.value === undefined && state.error === undefined && asked !== "null");
    },
    again() {
      const now = request();
      if (now) cache.reload(name, now);
    },
  };
}
