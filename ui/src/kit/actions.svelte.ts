import { untrack } from "svelte";
import type { IconName } from "./icons";

/** One thing a person can do here. The palette, the shortcuts and the sheet of keys all read this. */
export type Action = {
  id: string;
  title: string;
  /** Where it stands in the palette and on the sheet. */
  group: string;
  /** “k”, “Mod+k”, “Space”, “?”: letters act only outside text fields. */
  keys?: string[];
  icon?: IconName;
  /** A word for the key bar; without it the action is not shown there. */
  hint?: string;
  /** Not in the palette: a movement, say. */
  keyOnly?: boolean;
  run: () => void;
};

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
/** Elements to which Enter and Space already mean something. */
const hasOwnKeys = (target: EventTarget | null) => target instanceof HTMLElement && target.closest("button, a, summary, [role=option], [role=tab]") !== null;

const NAMES: Record<string, string> = { " ": "Space", Escape: "Esc" };

/** The name of the pressed key as actions write it. */
export function pressed(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const key = NAMES[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

/** The registry: the frame puts its actions in, a view adds its own while it is there. */
export class Actions {
  #sets = $state.raw<{ actions: () => Action[] }[]>([]);

  get all(): Action[] {
    return this.#sets.flatMap((set) => set.actions());
  }

  /** Adds actions until the returned function is called; later ones win over earlier ones on the same key. */
  add(actions: () => Action[]): () => void {
    const set = { actions };
    // Called from effects, which must not run again because the list has grown.
    this.#sets = [...untrack(() => this.#sets), set];
    return () => {
      this.#sets = untrack(() => this.#sets).filter((other) => other !== set);
    };
  }

  /** Runs what the key stands for; true when something ran. */
  press(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing) return false;
    // What lies behind an open dialog is out of reach, for the keys as for the pointer; Esc closes the dialog.
    if ((event.target instanceof Element && event.target.closest("dialog[open]")) || document.querySelector("dialog[open]")) return false;
    const name = pressed(event);
    const plain = !name.startsWith("Mod+");
    if (plain && name !== "Esc" && isTyping(event.target)) return false;
    if ((name === "Enter" || name === "Space") && hasOwnKeys(event.target)) return false;
    const action = this.all.findLast((one) => one.keys?.includes(name));
    if (!action) return false;
    event.preventDefault();
    action.run();
    return true;
  }
}

/** The same keys as a person reads them. */
export function keyCaps(keys: string): string[] {
  const mac = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);
  const caps: Record<string, string> = { Mod: mac ? "⌘" : "Ctrl", Enter: "↵", ArrowLeft: "←" };
  return keys.split("+").map((key) => caps[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}
