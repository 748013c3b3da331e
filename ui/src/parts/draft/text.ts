/** The stored form of a draft's text and the editor's: one paragraph a line, `[^n]` an atom. Exact both ways. */
export type TextNode = { type: "text"; text: string } | { type: "cite"; attrs: { number: number } };
export type LineNode = { type: "paragraph"; content?: TextNode[] };
export type DocNode = { type: "doc"; content: LineNode[] };

/** A number a chip could have: no sign, no leading nought. */
const CITE = /\[\^([1-9]\d{0,5})\]/g;

export function lineNodes(line: string): TextNode[] {
  const nodes: TextNode[] = [];
  let from = 0;
  for (const match of line.matchAll(CITE)) {
    if (match.index > from) nodes.push({ type: "text", text: line.slice(from, match.index) });
    nodes.push({ type: "cite", attrs: { number: Number(match[1]) } });
    from = match.index + match[0].length;
  }
  if (from < line.length) nodes.push({ type: "text", text: line.slice(from) });
  return nodes;
}

export function toDoc(body: string): DocNode {
  return {
    type: "doc",
    content: body.split("\n").map((line) => {
      const content = lineNodes(line);
      return content.length ? { type: "paragraph", content } : { type: "paragraph" };
    }),
  };
}

const nodeText = (node: TextNode) => (node.type === "text" ? node.text : `[^${node.attrs.number}]`);
export const toBody = (doc: DocNode): string => doc.content.map((line) => (line.content ?? []).map(nodeText).join("")).join("\n");

/** The editor's position of an offset of the body in UTF-16 units; inside a chip it is the chip's start. */
export function positionAt(body: string, offset: number): number {
  let at = 0;
  let position = 1;
  for (const line of body.split("\n")) {
    if (offset <= at + line.length) {
      for (const node of lineNodes(line)) {
        const length = nodeText(node).length;
        if (offset < at + length) return node.type === "text" ? position + (offset - at) : position;
        at += length;
        position += node.type === "text" ? length : 1;
      }
      return position;
    }
    for (const node of lineNodes(line)) position += node.type === "text" ? node.text.length : 1;
    at += line.length + 1;
    position += 2;
  }
  return position - 2;
}

/** Numbers of the chips a text uses, in the order they are first met. */
export function citedIn(body: string): number[] {
  return [...new Set([...body.matchAll(CITE)].map((match) => Number(match[1])))];
}

/** The next free number of a chip. */
export const nextNumber = (chips: { number: number }[]): number => chips.reduce((most, { number }) => Math.max(most, number), 0) + 1;

export type Part = { changed: "same" | "added" | "removed"; text: string };
const words = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];

/** What changed from one text to another, word by word (longest common subsequence). */
export function wordDiff(from: string, to: string): Part[] {
  const a = words(from);
  const b = words(to);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1) (lengths[i] as Uint32Array)[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const parts: Part[] = [];
  const put = (changed: Part["changed"], text: string) => {
    const last = parts.at(-1);
    if (last?.changed === changed) last.text += text;
    else if (text) parts.push({ changed, text });
  };
  put("same", a.slice(0, head).join(""));
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      put("same", left[i] ?? "");
      i += 1;
      j += 1;
    } else if (i < left.length && (j >= right.length || at(i + 1, j) >= at(i, j + 1))) put("removed", left[i++] ?? "");
    else put("added", right[j++] ?? "");
  }
  put("same", a.slice(a.length - tail).join(""));
  return parts;
}
