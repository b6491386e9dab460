/** A stretch of text to take out: UTF-16 indexes, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
  /** `token` for what looks like a token as a whole. */
  readonly label?: "token";
}

const MARKER = /^\s*(\[redacted[^\][]{0,40}\]\s*)+$/;

/** What stands in place of a secret of this many characters (bytes, as secrets are ASCII but for rare keys). */
export function marker(length: number, label?: Range["label"]): string {
  return label === undefined ? `[redacted ${length} B]` : `[redacted ${label} ${length} B]`;
}

/** Whether text consists of markers alone: redacting it again would change it for nothing. */
export function isMarker(text: string): boolean {
  return text.startsWith("[redacted") && MARKER.test(text);
}

/** Puts one marker in place of each stretch; stretches that touch become one. */
export function replaceRanges(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  const sorted = ranges.toSorted((a, b) => a.start - b.start);
  const parts: string[] = [];
  let done = 0;
  let open: Range | null = null;
  const flush = (range: Range) => {
    parts.push(text.slice(done, range.start), marker(range.end - range.start, range.label));
    done = range.end;
  };
  for (const range of sorted) {
    if (range.end <= range.start) continue;
    if (open === null) open = range;
    else if (range.start <= open.end) open = join(open, range);
    else {
      flush(open);
      open = range;
    }
  }
  if (open !== null) flush(open);
  parts.push(text.slice(done));
  return parts.join("");
}

function join(a: Range, b: Range): Range {
  const label = a.label ?? b.label;
  const joined = { start: a.start, end: Math.max(a.end, b.end) };
  return label === undefined ? joined : { ...joined, label };
}
