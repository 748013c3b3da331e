import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { EntryKind, TimelineRow } from "../../backend/generated/contract";
import { cache } from "../../backend/call";
import { pagesOf, type Window } from "../../kit/virtual";

/** A long timeline, fetched in pages as they come into sight. */
export class TimelinePages {
  readonly size = 100;
  readonly #pages = new SvelteMap<number, TimelineRow[]>();
  #offsets = $state("0");

  constructor(asked: () => { account: string; kinds: EntryKind[] }) {
    $effect(() => {
      void asked();
      untrack(() => this.#pages.clear());
    });
    $effect(() => {
      const { account, kinds } = asked();
      const stops = this.#offsets.split(" ").map(Number).map((offset) =>
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
    const offsets = pagesOf(window, this.size);
    // A text, so that the same pages again are no change.
    if (offsets.length > 0) this.#offsets = offsets.join(" ");
  }
  /** The row at a place, or undefined while its page is on the way. */
  row(index: number): TimelineRow | undefined {
    const page = Math.floor(index / this.size) * this.size;
    return this.#pages.get(page)?.[index - page];
  }
}
