import { foldCodes } from "./text-codes";
import { hexValue } from "./unescape";

/** A stretch of hex digits, read as bytes. */
export interface HexReading {
  readonly codes: Uint16Array;
  /** Where the first digit of each byte stands in the text. */
  readonly starts: Int32Array;
  /** Behind the second digit of each byte. */
  readonly ends: Int32Array;
}

const MIN_DIGITS = 16;
const SEPARATOR = 16;
const OTHER = 17;

/** What each ASCII code is in a run: a digit's value, a separator (space, colon, comma, folded dash, line break), neither. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = hexValue(code);
  if (value >= 0) return value;
  return [0x20, 0x3a, 0x2c, 0x2b, 0x0a, 0x0d].includes(code) ? SEPARATOR : OTHER;
});

/**
 * Finds hex of at least eight bytes, close together or with one separator between digits: S3 servers echo the
 * canonical request, session token included, as "61 62 63". Each stretch is read from its first digit and from its
 * second, since a letter before it may look like a digit.
 */
export function hexReadings(codes: Uint16Array): HexReading[] {
  const readings: HexReading[] = [];
  let start = 0;
  let end = 0;
  let digits = 0;
  for (let index = 0; index <= codes.length; index += 1) {
    const kind = KINDS[codes[index] ?? 127] ?? OTHER;
    if (kind < SEPARATOR) {
      if (digits === 0) start = index;
      digits += 1;
      end = index + 1;
    } else if (digits > 0 && (kind === OTHER || index > end)) {
      if (digits >= MIN_DIGITS) readings.push(read(codes, start, end, 0), read(codes, start, end, 1));
      digits = 0;
    }
  }
  return readings;
}

function read(codes: Uint16Array, start: number, end: number, skip: number): HexReading {
  const size = (end - start) >> 1;
  const bytes = new Uint16Array(size);
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  let seen = 0;
  for (let index = start; index < end; index += 1) {
    const kind = KINDS[codes[index] ?? 127] ?? OTHER;
    if (kind >= SEPARATOR) continue;
    const nibble = seen - skip;
    seen += 1;
    if (nibble < 0) continue;
    const byte = nibble >> 1;
    if ((nibble & 1) === 0) {
      starts[byte] = index;
      bytes[byte] = kind << 4;
    } else {
      ends[byte] = index + 1;
      bytes[byte] = (bytes[byte] ?? 0) | kind;
    }
  }
  const whole = (seen - skip) >> 1;
  return { codes: foldCodes(bytes.subarray(0, whole)), starts, ends };
}
