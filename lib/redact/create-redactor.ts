import { keyNamesOnly, withoutCredentialLike } from "./exchange-excerpt";
import { patternRanges } from "./pattern-ranges";
import { isMarker, marker, replaceRanges } from "./ranges";
import { looksSecret, nameKind } from "./secret-names";
import { SecretValues } from "./secret-values";
import { cutToBytes, withVisibleControls } from "./visible-runs";
import { xmlOutline } from "./xml-outline";

const EXCERPT_BYTES = 8 * 1024;
/** How much of a body is looked at for its excerpt. */
const LOOKED_AT_BYTES = 64 * 1024;
const MAX_DEPTH = 40;

/** Takes secrets out of everything that is recorded, shown, logged or exported. All methods return copies and never throw. */
export interface Redactor {
  /**
   * Registers a secret by value: found from now on in any encoding, whole or as a fragment of 12 characters or more.
   * Values under 8 characters cannot be told from words and are not registered.
   */
  addSecret(value: string): void;
  text(text: string): string;
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
  /** A deep copy; members are judged by their names as well, whatever their case and punctuation. */
  json(value: unknown): unknown;
  /** The start of a body as text: redacted, with control characters spelled out, at most 8 kB. */
  bodyExcerpt(bytes: Uint8Array, contentType: string): string;
  /** Of an answer that holds credentials: names and types of its members, and error texts. At most 8 kB. */
  exchangeAnswerExcerpt(bytes: Uint8Array): string;
}

/**
 * The one place that redacts: by value, by name and by pattern.
 *
 * @param options.off leaves everything as it is: for the test that proves that leaks would be noticed.
 */
export function createRedactor(options: { readonly off?: boolean } = {}): Redactor {
  return options.off === true ? openRedactor() : closedRedactor();
}

function closedRedactor(): Redactor {
  const values = new SecretValues();
  const text = (input: string) => redactText(values, input);
  const json = (value: unknown) => redactJson(text, value, "", 0);
  return {
    addSecret: (value) => values.add(value),
    text,
    headers: (headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [text(name), redactHeader(text, name, value)])),
    json,
    bodyExcerpt: (bytes) => {
      const body = withVisibleControls(decode(bytes));
      return cutToBytes(text(parsedJson(body, json) ?? body), EXCERPT_BYTES);
    },
    exchangeAnswerExcerpt: (bytes) => {
      const body = withVisibleControls(decode(bytes));
      const outline = keyNamesOnly(body, text) ?? xmlOutline(body, text);
      return cutToBytes(outline ?? withoutCredentialLike(text(body)), EXCERPT_BYTES);
    },
  };
}

function openRedactor(): Redactor {
  const excerpt = (bytes: Uint8Array) => cutToBytes(withVisibleControls(decode(bytes)), EXCERPT_BYTES);
  return {
    addSecret: () => {},
    text: (text) => text,
    headers: (headers) => ({ ...headers }),
    json: (value) => value,
    bodyExcerpt: excerpt,
    exchangeAnswerExcerpt: excerpt,
  };
}

function redactText(values: SecretValues, input: string): string {
  let text = input;
  // Taking one secret out may lay another bare at its edge; the second round nearly always changes nothing.
  for (let round = 0; round < 4; round += 1) {
    const ranges = [...values.ranges(text), ...patternRanges(text)];
    const next = replaceRanges(text, ranges);
    if (next === text) break;
    text = next;
  }
  return text;
}

function redactHeader(text: (input: string) => string, name: string, value: string): string {
  if (nameKind(name) !== "secret" || isMarker(value)) return text(value);
  // Key id, date, region and service of SigV4 show who signed, and for where.
  if (/^AWS4-HMAC-SHA256 /.test(value)) return text(value);
  const scheme = /^(Bearer|Basic|Digest|Negotiate|Token) (.+)$/i.exec(value);
  if (scheme === null) return marker(value.length);
  const [, word = "", credential = ""] = scheme;
  return isMarker(credential) ? value : `${word} ${marker(credential.length, "token")}`;
}

function redactJson(text: (input: string) => string, value: unknown, name: string, depth: number): unknown {
  const kind = nameKind(name);
  if (typeof value === "string") {
    const hidden = kind === "secret" ? value !== "" : kind === "maybe" && looksSecret(value, 12);
    return hidden && !isMarker(value) ? marker(value.length) : text(value);
  }
  if (typeof value === "number" && kind === "secret") return "[redacted]";
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return "[too deep]";
  if (Array.isArray(value)) return value.map((item: unknown) => redactJson(text, item, name, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      text(key),
      // What hangs below a secret name is secret too.
      redactJson(text, member, kind === "secret" ? name : key, depth + 1),
    ]),
  );
}

/** A JSON body redacted by member names as well; null when it is none. */
function parsedJson(body: string, json: (value: unknown) => unknown): string | null {
  if (!/^\s*[[{]/.test(body)) return null;
  try {
    return JSON.stringify(json(JSON.parse(body)));
  } catch {
    // No JSON, or cut: names are then found by pattern.
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LOOKED_AT_BYTES));
}
