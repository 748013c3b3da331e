import { getContext, setContext } from "svelte";
import type { CitationView } from "../../backend/generated/contract";

export type Asked = { passage: string; hash: string | null; quote: string | null; query: string | null; number: number };
type Cited = Pick<CitationView, "passage" | "hash" | "quote" | "number">;
const KEY = Symbol("sources");

/** The source pane: what is open, where the focus was, and the sources of the page to step through. */
export class Sources {
  asked = $state.raw<Asked | null>(null);
  #came: HTMLElement | null = null;
  #list = $state.raw<Cited[]>([]);
  #takesFocus = $state(0);

  /** Rises when the pane is to take the focus. */
  get takesFocus(): number {
    return this.#takesFocus;
  }
  /** The numbered sources of the page in front, for “4 of 22” and the arrows. */
  get list(): readonly Cited[] {
    return this.#list;
  }
  set list(list: Cited[]) {
    this.#list = list;
  }

  /** Opens on a citation; on the one that is open, it closes. */
  open(citation: Cited, from?: HTMLElement): void {
    if (this.isOpen(citation)) return this.close();
    this.#came = from ?? null;
    const { passage, hash, quote, number } = citation;
    this.asked = { passage, hash, quote, query: null, number };
  }
  /** Opens on a hit of a search: its words are marked. */
  openHit(passage: string, hash: string, query: string, from: HTMLElement): void {
    this.#came = from;
    this.asked = { passage, hash, quote: null, query, number: 0 };
  }
  /** Opens on an entry of a history, whole; on the one that is open, it closes. */
  openEntry(passage: string, from: HTMLElement): void {
    if (this.asked?.passage === passage && this.asked.number === 0) return this.close();
    // With J and K the focus is on the row, and goes back to it.
    this.#came = document.activeElement instanceof HTMLElement && document.activeElement.contains(from) && document.activeElement !== document.body ? document.activeElement : from;
    this.asked = { passage, hash: null, quote: null, query: null, number: 0 };
  }
  /** Puts the focus into the pane, so that the keys scroll the source. */
  enter(): void {
    if (this.asked) this.#takesFocus += 1;
  }
  isOpen(citation: Cited): boolean {
    const { asked } = this;
    return asked !== null && asked.passage === citation.passage && asked.number === citation.number && (asked.quote ?? "") === citation.quote;
  }
  /** The source before (-1) or after (1) the open one in the page's list. */
  step(by: 1 | -1): void {
    const here = this.#list.findIndex((one) => one.number === this.asked?.number);
    const next = this.#list[here + by];
    if (here < 0 || !next) return;
    this.asked = { passage: next.passage, hash: next.hash, quote: next.quote || null, query: null, number: next.number };
  }
  /** Closes and gives the focus back to where it was. */
  close(): void {
    this.asked = null;
    const came = this.#came;
    this.#came = null;
    if (came?.isConnected) came.focus();
  }
}

export const giveSources = (sources: Sources) => setContext(KEY, sources);
export const useSources = () => getContext<Sources>(KEY);
