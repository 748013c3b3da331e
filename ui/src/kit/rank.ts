/** How well a title answers what was typed: every word must begin a word of the title or stand inside it. */
export function score(title: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = title.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const starts = at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "");
    sum += (starts ? 3 : 1) + (at === 0 ? 1 : 0);
  }
  return words.length === 0 ? 1 : sum / words.length;
}

/** The best first; equal ones keep their order. */
export function ranked<T extends { title: string; group: string }>(items: readonly T[], typed: string, most = 40): T[] {
  return items
    .map((item, at) => ({ item, at, worth: score(`${item.title} ${item.group}`, typed) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .slice(0, most)
    .map(({ item }) => item);
}
