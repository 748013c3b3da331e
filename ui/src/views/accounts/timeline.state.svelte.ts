import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { EntryKind, TimelineRow } from "../../backend/generated/contract";
import { cache } from "../../backend/call";
import { pagesOf, type Window } from "../../kit/virtual";

/** A long timeline, fetched in pages as they come into sight. */
export class TimelinePages {
  readonly size = 100;
  readonly #pages = new SvelteMap<number, TimelineRow[]>();
  #window = $state.raw<Window>({ first: 0, last: 1, before: 0, after: 0 });

  constructor(asked: () => { account: string; kinds: EntryKind[] }) {
    $effect(() => {
      void asked();
      untrack(() => this.#pages.clear());
    });
    const offsets = $derived(JSON.stringify(pagesOf(this.#window, this.size)));
    $effect(() => {
      const { account, kinds } = asked();
      const stops = (JSON.parse(offsets) as number[]).map((offset) =>
        untrack(() =>
          cache.watch("get_timeline", { account, kinds, offset, limit: this.size }, ({ value }) => {
            if (value) this.#pages.set(offset, value.rows);
          }),
        ),
      );
      return () => stops.forEach((stop) => stop());
    });
  }

  see(window: Window): void {
    this.#window = window;
  }
  /** The row at a place, or undefined while its page is on the way. */
  row(index: number): TimelineRow | undefined {
    const page = Math.floor(index / this.size) * this.size;
    return this.#pages.get(page)?.[index - page];
  }
}
