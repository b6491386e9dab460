/** Members whose text is kept: what a registry says when it refuses. */
const ERROR_TEXT = new Set([
  "message",
  "error",
  "errordescription",
  "errorcode",
  "detail",
  "code",
  "type",
  "status",
  "title",
]);
const CREDENTIAL_LIKE = /[A-Za-z0-9+/=_-]{16,}/g;
/** An error name such as SignatureDoesNotMatch. */
const CAMEL_WORDS = /^([A-Z][a-z]{2,}){2,}$/;
const MAX_TEXT = 400;
const MAX_DEPTH = 4;

/**
 * Of an answer that may hold credentials, what may be kept: names and types of its members, and error texts.
 * Null when it is no JSON object.
 *
 * @param text redacts a kept text.
 */
export function keyNamesOnly(body: string, text: (value: string) => string): string | null {
  const parsed = parse(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  return JSON.stringify(outline(parsed, text, 0));
}

/**
 * Takes out all that could be a credential: sixteen characters or more of its alphabet that mix small letters,
 * capitals, digits or symbols.
 */
export function withoutCredentialLike(text: string, keep: RegExp = /^$/): string {
  return text.replace(CREDENTIAL_LIKE, (run) =>
    classes(run) < 2 || keep.test(run) ? run : `[redacted ${run.length} B]`,
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The caller redacts the text by pattern instead.
    return null;
  }
}

function outline(value: object, text: (value: string) => string, depth: number): Record<string, unknown> {
  const members = Object.entries(value).slice(0, 50);
  return Object.fromEntries(
    members.map(([name, member]: [string, unknown]) => [
      withoutCredentialLike(text(name), CAMEL_WORDS).slice(0, 64),
      describe(name, member, text, depth),
    ]),
  );
}

function describe(name: string, value: unknown, text: (value: string) => string, depth: number): unknown {
  if (typeof value === "string") {
    if (!ERROR_TEXT.has(name.toLowerCase().replace(/[^a-z]/g, ""))) return `string(${value.length})`;
    return withoutCredentialLike(text(value), CAMEL_WORDS).slice(0, MAX_TEXT);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) return `array(${value.length})`;
  if (typeof value === "object") return depth < MAX_DEPTH ? outline(value, text, depth + 1) : "object";
  // Numbers hold no credential, and a status is worth reading.
  return typeof value === "number" && /^(status|code)$/i.test(name) ? value : typeof value;
}

function classes(run: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[+/=_-]/].filter((kind) => kind.test(run)).length;
}
