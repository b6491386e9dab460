/** Text of a file, and the byte order mark that it began with. */
export interface MarkedText {
  readonly text: string;
  /** Null: it had none, and was read as UTF-8. */
  readonly mark: "UTF-8" | "UTF-16LE" | "UTF-16BE" | null;
}

function markOf([first, second, third]: Uint8Array): MarkedText["mark"] {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "UTF-8";
  if (first === 0xff && second === 0xfe) return "UTF-16LE";
  return first === 0xfe && second === 0xff ? "UTF-16BE" : null;
}

/** Decodes bytes by the mark that they begin with, as Windows programs write it; without one they are UTF-8. */
export function decodeMarkedText(bytes: Uint8Array): MarkedText {
  const mark = markOf(bytes);
  if (mark === null) return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), mark };
  const decoder = new TextDecoder(mark.toLowerCase(), { ignoreBOM: true });
  return { text: decoder.decode(bytes.subarray(mark === "UTF-8" ? 3 : 2)), mark };
}

/** What is said of a text that was decoded by its mark; null where it had none. */
export function markWords({ mark }: MarkedText): string | null {
  if (mark === null) return null;
  return mark === "UTF-8" ? "UTF-8 byte order mark" : `decoded from ${mark}`;
}
