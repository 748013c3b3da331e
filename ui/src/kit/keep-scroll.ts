import type { Attachment } from "svelte/attachments";

/** How far down each view was scrolled, in pixels, by its name; the newest last. */
const KEY = "countersign.scroll";
const MOST = 100;

function read(): [string, number][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is [string, number] => Array.isArray(one) && typeof one[0] === "string" && typeof one[1] === "number") : [];
  } catch {
    return [];
  }
}

let kept: Map<string, number> | undefined;
let late: ReturnType<typeof setTimeout> | undefined;
const all = () => (kept ??= new Map(read()));

function write(): void {
  late = undefined;
  try {
    localStorage.setItem(KEY, JSON.stringify([...all()].slice(-MOST)));
  } catch {
    // A window without storage opens its views at the top.
  }
}
function keep(name: string, top: number): void {
  all().delete(name);
  if (top > 0) all().set(name, top);
  late ??= setTimeout(write, 200);
}
// The last movement before the window closes.
globalThis.addEventListener?.("pagehide", write);

/** Puts a scrolling view where it was when it was last left under this name, and remembers where it is now. */
export function keepScroll(name: string): Attachment<HTMLElement> {
  return (element) => {
    const wanted = all().get(name) ?? 0;
    element.scrollTop = wanted;
    // What is still loading makes the view taller; who scrolls meanwhile wants to be elsewhere.
    const room = new ResizeObserver(() => {
      element.scrollTop = wanted;
      if (Math.abs(element.scrollTop - wanted) < 1) settled();
    });
    const given = ["wheel", "pointerdown", "keydown", "touchstart"] as const;
    const listening = new AbortController();
    let waiting = Math.abs(element.scrollTop - wanted) >= 1;
    function settled() {
      waiting = false;
      room.disconnect();
    }
    if (waiting) for (const child of element.children) room.observe(child);
    for (const kind of given) element.addEventListener(kind, settled, { passive: true, signal: listening.signal });
    element.addEventListener("scroll", () => !waiting && keep(name, element.scrollTop), { passive: true, signal: listening.signal });
    return () => {
      listening.abort();
      settled();
    };
  };
}
