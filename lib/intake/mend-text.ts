/** A text with what mail, chat and terminals put into it taken out. */
export interface MendedText {
  readonly text: string;
  readonly mended: readonly string[];
}

interface Mend {
  readonly name: string;
  readonly pattern: RegExp;
  readonly by: (match: string) => string;
}

const fromHex = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

/** In this order. Each pattern is a character or a bounded run of them: linear in the text. */
const mends: readonly Mend[] = [
  { name: "zero-width characters", pattern: /[\u200b-\u200d\u2060\ufeff\u00ad]/g, by: () => "" },
  { name: "no-break spaces", pattern: /[\u00a0\u202f\u2007]/g, by: () => " " },
  { name: "smart quotes", pattern: /[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]/g, by: () => '"' },
  { name: "terminal colours", pattern: /\u001b\[[\d;]{0,20}m/g, by: () => "" },
  // Only characters that occur in tokens, and what stands around them.
  {
    name: "JSON escapes",
    pattern: /\\u00(?:2[b-f]|3[0-9d]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi,
    by: (match) => fromHex(match.slice(4)),
  },
  { name: "percent escapes", pattern: /%(?:2[bdef]|3d|5f|7e)/gi, by: (match) => fromHex(match.slice(1)) },
];

/** Mends what can be mended wherever it stands, and says what was. */
export function mendText(given: string): MendedText {
  let text = given;
  const mended: string[] = [];
  for (const { name, pattern, by } of mends) {
    const next = text.replace(pattern, by);
    if (next !== text) mended.push(name);
    text = next;
  }
  return { text, mended };
}
