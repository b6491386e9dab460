/** An HTTP answer of a server nobody here wrote, as far as it is read for refusals and reasons. */
export interface ForeignAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, without a byte order mark. */
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** Puts an answer together from its parts; a byte order mark before the body is skipped (RFC 8259 §8.1). */
export function foreignAnswer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
): ForeignAnswer {
  const text = withoutMark(typeof body === "string" ? body : new TextDecoder().decode(body));
  return { status, headers, text, json: parsed(text) };
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: read as text.
    return undefined;
  }
}

/** Whether the answer is an HTML page: what a catalog, a proxy or a sign-in page gives in place of an API's answer. */
export function isHtmlAnswer({ headers, text }: Pick<ForeignAnswer, "headers" | "text">): boolean {
  const type = (headers["content-type"] ?? "").trimStart().toLowerCase();
  if (type.startsWith("text/html") || type.startsWith("application/xhtml")) return true;
  const start = text.slice(0, 200).trimStart().toLowerCase();
  return start.startsWith("<!doctype html") || start.startsWith("<html");
}
