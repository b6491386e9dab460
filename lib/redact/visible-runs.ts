/**
 * Control characters but for tab and line feed, and those that reorder or hide text: bidirectional controls,
 * zero-width characters, line separators, the byte order mark.
 */
const INVISIBLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Spells out characters that would hide, reorder or colour text on a page or a terminal: ESC becomes `<U+001B>`. */
export function withVisibleControls(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(INVISIBLE, (char) => `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
}

/** Cuts a text to a number of UTF-8 bytes, at a character; says so with an ellipsis inside the limit. */
export function cutToBytes(text: string, maxBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxBytes) return text;
  const kept = new TextDecoder().decode(bytes.subarray(0, maxBytes - 4), { stream: true });
  return `${kept}…`;
}
