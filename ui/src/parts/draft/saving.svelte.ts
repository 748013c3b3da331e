import type { RequestOf } from "../../backend/backend";
import { call } from "../../backend/call";
import { asCallError, type CallError } from "../../backend/errors";
import type { ChipText, DraftView, RecipientView } from "../../backend/generated/contract";

export type Content = { recipients: RecipientView[]; subject: string; body: string; chips: ChipText[]; showSources: boolean; criteria: ChipText[][] | null };
export type Saved = "saved" | "unsaved" | "saving" | "failed" | "conflict";
type Save = (request: RequestOf<"save_draft">) => Promise<DraftView>;
const AFTER = 1000;

const bare = ({ number, passage, quote }: ChipText): ChipText => ({ number, passage, quote });
export const contentOf = (view: DraftView): Content => ({
  recipients: view.recipients,
  subject: view.subject,
  body: view.body,
  chips: view.chips.map(bare),
  showSources: view.showSources,
  criteria: view.change ? view.change.criteria.map(({ evidence }) => evidence.map(bare)) : null,
});
const same = (a: Content, b: Content) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a person is writing, and where it stands: saved a second after the last keystroke and on leaving.
 * An edit on top of a revision that is no longer the newest is kept here, beside the other, until the person has chosen.
 */
export class Saving {
  content = $state.raw<Content>({ recipients: [], subject: "", body: "", chips: [], showSources: true, criteria: null });
  state = $state<Saved>("saved");
  error = $state.raw<CallError | null>(null);
  /** The newest revision that somebody else saved while this one was written. */
  other = $state.raw<DraftView | null>(null);
  base = $state(0);
  readonly #draft: string;
  readonly #told: (view: DraftView) => void;
  readonly #save: Save;
  readonly #newest: () => Promise<DraftView>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #kept: Content;

  constructor(view: DraftView, told: (view: DraftView) => void, save: Save = (request) => call("save_draft", request), newest = () => call("get_draft", { draft: view.id })) {
    this.#draft = view.id;
    this.#told = told;
    this.#save = save;
    this.#newest = newest;
    this.#kept = contentOf(view);
    this.content = this.#kept;
    this.base = view.revision;
  }

  /** A newer state from the core: taken when nothing here is unsaved, else a conflict that the next saving will find. */
  take(view: DraftView): boolean {
    if (this.state !== "saved" || view.revision < this.base) return false;
    this.base = view.revision;
    this.#kept = contentOf(view);
    const other = !same(this.#kept, this.content);
    if (other) this.content = this.#kept;
    return other;
  }

  edit(change: Partial<Content>): void {
    this.content = { ...this.content, ...change };
    if (this.state === "conflict") return;
    clearTimeout(this.#timer);
    if (same(this.content, this.#kept) && this.#running === null) {
      this.state = "saved";
      return;
    }
    this.state = this.#running ? "saving" : "unsaved";
    this.#timer = setTimeout(() => void this.now(), AFTER);
  }

  /** Saves what is unsaved at once; resolves when nothing is left to save or saving failed. */
  async now(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.state === "conflict") return false;
    if (this.#running) {
      await this.#running;
      return this.state === "unsaved" || this.state === "saving" ? this.now() : this.state === "saved";
    }
    if (same(this.content, this.#kept)) {
      this.state = "saved";
      return true;
    }
    this.#running = this.#write();
    await this.#running;
    const { state } = this;
    return state === "saved" ? true : state === "unsaved" ? this.now() : false;
  }

  async #write(): Promise<void> {
    const sent = this.content;
    this.state = "saving";
    this.error = null;
    try {
      const view = await this.#save({ draft: this.#draft, base: this.base, ...sent });
      this.base = view.revision;
      this.#kept = sent;
      this.state = same(this.content, sent) ? "saved" : "unsaved";
      this.#told(view);
    } catch (thrown) {
      const error = asCallError(thrown);
      if (error.code === "Conflict") {
        try {
          this.other = await this.#newest();
          this.state = "conflict";
        } catch (again) {
          this.error = asCallError(again);
          this.state = "failed";
        }
      } else {
        this.error = error;
        this.state = "failed";
      }
    } finally {
      this.#running = null;
    }
  }

  /** Mine becomes a new revision on top of the newest: the other one stays in the history. */
  async keepMine(): Promise<void> {
    const { other } = this;
    if (!other) return;
    this.base = other.revision;
    this.#kept = contentOf(other);
    this.other = null;
    this.state = "unsaved";
    await this.now();
  }
  /** The newest stays; mine is saved first and then the newest again, so that both are in the history. */
  async takeTheirs(): Promise<Content | null> {
    const { other } = this;
    if (!other) return null;
    const theirs = contentOf(other);
    await this.keepMine();
    if (this.state !== "saved") return null;
    this.content = theirs;
    this.state = "unsaved";
    await this.now();
    return this.content;
  }
  stop(): void {
    void this.now();
  }
}
