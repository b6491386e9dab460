const DASH = 0x2d;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const SLASH = 0x2f;

/** One code for both base64 alphabets: `-` is `+`, `_` is `/`. */
export function foldCode(code: number): number {
  if (code === DASH) return PLUS;
  return code === UNDERSCORE ? SLASH : code;
}

/** A text as folded UTF-16 codes, the form in which secrets and texts are compared. */
export function toCodes(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) codes[index] = foldCode(text.charCodeAt(index));
  return codes;
}
