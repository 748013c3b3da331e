/** Which rows of a long list of equal rows are drawn. */
export type Window = { first: number; last: number; before: number; after: number };

/** `last` is exclusive; `before` and `after` are the empty heights above and below the drawn rows. */
export function windowOf(total: number, rowHeight: number, scrollTop: number, height: number, spare = 8): Window {
  if (total <= 0 || rowHeight <= 0) return { first: 0, last: 0, before: 0, after: 0 };
  const top = Math.min(Math.max(0, scrollTop), Math.max(0, total * rowHeight - height));
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(total, Math.ceil((top + height) / rowHeight) + spare);
  return { first, last, before: first * rowHeight, after: (total - last) * rowHeight };
}

/** The pages of `size` rows that a window touches, as offsets. */
export function pagesOf(window: Window, size: number): number[] {
  const pages: number[] = [];
  for (let at = Math.floor(window.first / size) * size; at < window.last; at += size) pages.push(at);
  return pages;
}
