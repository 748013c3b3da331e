/** The sentences of a draft with the chips that follow them; places in UTF-16 units of the body. */
export type Sentence = { text: string; start: number; end: number; cites: number[] };

export function sentencesOf(body: string): Sentence[] {
  const found: Sentence[] = [];
  for (const match of body.matchAll(/[^\n]+/g)) {
    for (const part of match[0].matchAll(/.+?(?:[.!?](?:\[\^\d+\])+|[.!?]+(?=\s|$)(?!\[)|$)\s*/g)) {
      const text = part[0].replace(/\[\^\d+\]/g, "").trim();
      if (!text) continue;
      const start = match.index + part.index;
      found.push({ text, start, end: start + part[0].length, cites: [...part[0].matchAll(/\[\^(\d+)\]/g)].map((one) => Number(one[1])) });
    }
  }
  return found;
}
