import type { Range } from "./ranges";

/** `{"` and `{` with white space begin with `ey` and `ew` in base64url. */
const START = /(?<![A-Za-z0-9_-])e[wy][A-Za-z0-9_-]{6,}/g;
const REST = /(?:\.[A-Za-z0-9_-]*)+/y;

/**
 * Finds compact JWTs and JWEs, cut ones too: a segment that decodes to the start of a JSON object with a member,
 * and at least one more segment after it (RFC 7515 §7.1). A header alone is no secret.
 */
export function jwtRanges(text: string): Range[] {
  if (!text.includes(".")) return [];
  const ranges: Range[] = [];
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const start = match.index;
    const dot = start + match[0].length;
    if (text.charAt(dot) !== "." || !isJsonHeader(match[0])) continue;
    REST.lastIndex = dot;
    const rest = (REST.exec(text)?.[0] ?? "").replace(/\.+$/, "");
    if (!/^\.[A-Za-z0-9_-]{2}/.test(rest)) continue;
    ranges.push({ start, end: dot + rest.length, label: "token" });
    START.lastIndex = dot + rest.length;
  }
  return ranges;
}

function isJsonHeader(segment: string): boolean {
  const head = Buffer.from(segment.slice(0, 64), "base64url").toString("latin1");
  return /^\{\s*"[^"]*/.test(head);
}
