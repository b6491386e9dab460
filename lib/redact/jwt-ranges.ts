import type { Range } from "./ranges";

const RUN = /[A-Za-z0-9_.-]{12,}/g;

/**
 * Finds compact JWTs and JWEs, cut ones too: a segment that decodes to the start of a JSON object with a member,
 * and at least one more segment after it (RFC 7515 §7.1). A header alone is no secret.
 */
export function jwtRanges(text: string): Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(RUN)) {
    const range = jwtIn(match[0], match.index);
    if (range !== null) ranges.push(range);
  }
  return ranges;
}

function jwtIn(run: string, offset: number): Range | null {
  for (let start = 0; start >= 0 && start < run.length; ) {
    const dot = run.indexOf(".", start);
    if (dot < 0) return null;
    if (isJsonHeader(run.slice(start, dot)) && /^[A-Za-z0-9_-]{2}/.test(run.slice(dot + 1, dot + 3))) {
      return { start: offset + start, end: offset + run.replace(/[.-]+$/, "").length, label: "token" };
    }
    start = dot + 1;
  }
  return null;
}

/** `{"` and `{` with white space begin with `ey` and `ew` in base64url. */
function isJsonHeader(segment: string): boolean {
  if (segment.length < 8 || !/^e[wy]/.test(segment)) return false;
  const head = Buffer.from(segment.slice(0, 64), "base64url").toString("latin1");
  return /^\{\s*"[^"]*/.test(head);
}
