import { GRAM } from "./gram-index";
import { foldCode } from "./text-codes";
import { hexValue } from "./unescape";

/** A stretch of hex digits and the bytes it may stand for, read from its first digit and from its second. */
export interface HexRun {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly Uint16Array[];
}

/** Between pairs: space, colon, comma, dash (folded to plus), line break. */
const SEPARATORS = new Set([0x20, 0x3a, 0x2c, 0x2b, 0x0a, 0x0d]);

/**
 * Finds hex of at least `GRAM` bytes, close together or with one separator between digits: S3 servers echo the
 * canonical request, session token included, as "61 62 63".
 */
export function hexRuns(codes: Uint16Array): HexRun[] {
  const runs: HexRun[] = [];
  for (let index = 0; index < codes.length; ) {
    if (hexValue(codes[index] ?? 0) < 0) {
      index += 1;
      continue;
    }
    const nibbles: number[] = [];
    const start = index;
    let end = index;
    while (index < codes.length) {
      const value = hexValue(codes[index] ?? 0);
      if (value >= 0) {
        nibbles.push(value);
        end = index + 1;
      } else if (!SEPARATORS.has(codes[index] ?? 0) || index !== end) break;
      index += 1;
    }
    if (nibbles.length >= GRAM * 2) runs.push({ start, end, readings: [bytesOf(nibbles, 0), bytesOf(nibbles, 1)] });
  }
  return runs;
}

function bytesOf(nibbles: readonly number[], from: number): Uint16Array {
  const bytes = new Uint16Array((nibbles.length - from) >> 1);
  for (let index = 0; index < bytes.length; index += 1) {
    const high = nibbles[from + index * 2] ?? 0;
    bytes[index] = foldCode(high * 16 + (nibbles[from + index * 2 + 1] ?? 0));
  }
  return bytes;
}
