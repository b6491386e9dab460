import type { ForeignAnswer } from "./foreign-answer";

const MAX_READ = 64 * 1024;

/** Days and months of HTTP dates (RFC 9110 §5.6.7), lower case. */
const DATE_WORDS = new Set(
  "mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc am pm".split(" "),
);
const DIGITS = "0123456789";
/** Ids of hex are often parted by hyphens. */
const HEX_LETTERS = "abcdef-";
/** Hex ids at least this long without a single digit are blanked, too. */
const MIN_HEX = 8;

/**
 * Whether two answers are the same but for what differs from call to call: status alike, and bodies alike once ids,
 * numbers and dates are blanked (DESIGN §2, Code → status).
 */
export function isSameAnswer(a: ForeignAnswer, b: ForeignAnswer): boolean {
  return a.status === b.status && blanked(a.text) === blanked(b.text);
}

/** A text with every word that holds a digit, is hex, or belongs to a date replaced. Each character is read once. */
export function blanked(text: string): string {
  const read = text.slice(0, MAX_READ);
  const parts: string[] = [];
  let word = "";
  const end = () => {
    parts.push(changes(word) ? "#" : word);
    word = "";
  };
  for (const char of read) {
    if (isWordChar(char)) word += char;
    else {
      end();
      parts.push(char);
    }
  }
  end();
  return parts.join("");
}

/** Letters, digits, and what ids and base64 are joined with: a slash more or less in one is no difference. */
function isWordChar(char: string): boolean {
  const code = char.charCodeAt(0);
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    char === "_" ||
    char === "-" ||
    char === "+" ||
    char === "/" ||
    char === "="
  );
}

function changes(word: string): boolean {
  const lower = word.toLowerCase();
  if (DATE_WORDS.has(lower)) return true;
  let hex = true;
  for (const char of lower) {
    if (DIGITS.includes(char)) return true;
    if (!HEX_LETTERS.includes(char)) hex = false;
  }
  return hex && word.length >= MIN_HEX;
}
