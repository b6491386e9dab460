// C0/C1 controls except tab and line feed, and the characters that reorder or hide text (bidi controls, zero-width).
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text that came from a probed server or a token, made fit to read: characters that hide or reorder other text are
 * written out as `\u202e`. Letters of right-to-left scripts stay; put the result in `<bdi>`.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
