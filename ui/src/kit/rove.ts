/** Moving through what can be moved through: every element marked data-move inside the view. */
const shown = (element: HTMLElement) => element.getClientRects().length > 0;

function all(selector: string): HTMLElement[] {
  const main = document.querySelector("main");
  return main ? [...main.querySelectorAll<HTMLElement>(selector)].filter(shown) : [];
}

/** Moves the focus to the next (1) or previous (-1) of the matching elements, from where the focus is now. */
export function move(step: 1 | -1, selector = "[data-move]"): HTMLElement | null {
  const items = all(selector);
  const now = document.activeElement;
  const here = items.findIndex((item) => item === now || item.contains(now));
  let next = items[here + step];
  if (here < 0) {
    const follows = (item: HTMLElement) => !!now && !!(now.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
    next = step === 1 ? (items.find(follows) ?? items[0]) : (items.findLast((item) => !follows(item)) ?? items.at(-1));
  }
  if (!next) return null;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return next;
}

/** The same, starting again from the top after the last one. */
export function cycle(selector: string): HTMLElement | null {
  const items = all(selector);
  const now = document.activeElement;
  const here = items.findIndex((item) => item === now || item.contains(now));
  const next = items[(here + 1) % Math.max(1, items.length)];
  if (here < 0) return move(1, selector);
  next?.focus();
  return next ?? null;
}
