const DASH = 0x2d;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const SLASH = 0x2f;

/** One code for both base64 alphabets: `-` is `+`, `_` is `/`. Changes the codes it is given. */
export function foldCodes(codes: Uint16Array): Uint16Array {
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index];
    if (code === DASH) codes[index] = PLUS;
    else if (code === UNDERSCORE) codes[index] = SLASH;
  }
  return codes;
}

/** A text as folded UTF-16 codes, the form in which secrets and texts are compared. */
export function toCodes(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) codes[index] = text.charCodeAt(index);
  return foldCodes(codes);
}

/** The other way round; what was folded stays so. */
export function fromCodes(codes: Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += 8192) parts.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  return parts.join("");
}
