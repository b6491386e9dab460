const styles = {
  bold: ["1", "22"],
  dim: ["2", "22"],
  red: ["31", "39"],
  green: ["32", "39"],
  yellow: ["33", "39"],
  magenta: ["35", "39"],
  cyan: ["36", "39"],
} as const;

export type Style = keyof typeof styles;

/** Puts colour around text, or nothing where colour is off. */
export type Paint = (style: Style, text: string) => string;

export function createPaint(colour: boolean): Paint {
  return (style, text) => {
    const [on, off] = styles[style];
    return colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

/** Text from a server or a file made safe to print: one line, nothing that a terminal would act on or reorder. */
export function cleanText(text: string): string {
  return (
    text
      .replace(/[\r\n\t]+/g, " ")
      // These are what must go (C0, C1, bidirectional controls).
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\uFFFD")
  );
}

/** A value as JSON text. What a terminal would act on is escaped, which JSON alone does not do for all of it. */
export function printJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}
