import { publicSecrets } from "@/lib/token/public-secrets";
import { isRecord } from "./json-value";

/** Names whose values are credentials, whatever they look like. */
const SECRET_NAME =
  /secret|token|passw|passphrase|jwt|(^|[_-])key([_-]|$)|apikey|credential|private|signature|salt|dsn/i;
/** Settings about a secret that are none themselves. */
const ABOUT = /(^|_)(issuer|audience|file|path|ttl|duration|parameter|arn|kid|alg|algorithm|region|endpoint|enabled)$/i;
/** The redactor cannot tell shorter ones from words. */
const MIN_LENGTH = 8;
const MIN_UNNAMED = 16;
const MAX_DEPTH = 40;
/** Bounds the work on a hostile file. What lies beyond is not registered; it is never shown either. */
const MAX_VALUES = 400;
const MAX_CHARACTERS = 48_000;

const PLAIN = [
  /^(true|false|yes|no|on|off|none|null)$/i,
  /^[\d.,:_+-]+$/,
  /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)?$/,
  /^arn:aws[\w-]*:[\w:/*.-]+$/,
  /^[a-z]{2}(-[a-z]+)+-\d$/,
];

/** Digits among letters, or symbols of base64, in one long piece: no word, no path, no host name, no image. */
function looksRandom(text: string): boolean {
  if (text.length < MIN_UNNAMED || /\s/.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  return text.split(/[/:.@,;&?]+/).some((piece) => piece.length >= MIN_UNNAMED && isMixed(piece));
}

function isMixed(piece: string): boolean {
  return /\d/.test(piece) && /[A-Za-z]/.test(piece) && /[^-_]{12}/.test(piece);
}

/** Password, query values and random-looking parts of a URL; the rest of it is no secret. */
function urlParts(text: string): readonly string[] | null {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { username, password, searchParams, pathname, hash } = new URL(text);
  const loose = [password, username, ...searchParams.values(), ...pathname.split("/"), hash.slice(1)];
  return loose.filter((part, index) => (index === 0 ? part.length >= MIN_LENGTH : looksRandom(part)));
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !ABOUT.test(name);
}

/** The parts of one value that have to be redacted by value wherever they come up; none for a plain setting. */
function secretParts(name: string, value: string): readonly string[] {
  const text = value.trim();
  if (text.length < MIN_LENGTH || publicSecrets.includes(text) || PLAIN.some((form) => form.test(text))) return [];
  const url = urlParts(text);
  if (url !== null) return url;
  // A single short word would be taken out of every sentence that has it.
  if (isSecretName(name)) return /^[a-z]{1,15}$/i.test(text) ? [] : [text];
  if (looksRandom(text)) return [text];
  return text
    .split(/[\s=,;"'`]+/)
    .filter((part) => part !== text && looksRandom(part) && !PLAIN.some((form) => form.test(part)));
}

/** Collects what is secret in a file, the values under secret names first, up to a bound. */
export class SecretCollector {
  readonly #named = new Set<string>();
  readonly #others = new Set<string>();

  add(name: string, value: string): void {
    const to = isSecretName(name) ? this.#named : this.#others;
    for (const part of secretParts(name, value)) to.add(part);
  }

  /** Every text of a parsed file: labels, commands and other services may hold secrets too. */
  addAll(value: unknown, name = "", depth = 0): void {
    if (depth > MAX_DEPTH) return;
    if (typeof value === "string") this.#addText(name, value);
    else if (Array.isArray(value)) for (const item of value) this.addAll(item, name, depth + 1);
    else if (isRecord(value)) {
      // ECS and others write a variable as a pair.
      const pair = Object.hasOwn(value, "name") && typeof value.name === "string" ? value.name : null;
      for (const [key, item] of Object.entries(value)) {
        this.addAll(item, key === "value" && pair !== null ? pair : key, depth + 1);
      }
    }
  }

  /** `NAME=value` and `--name=value` are judged by the name in them. */
  #addText(name: string, text: string): void {
    const [, inner, rest] = /^-{0,2}([\w.-]{1,80})=([\s\S]*)$/.exec(text) ?? [];
    if (inner !== undefined && rest !== undefined) this.add(inner, rest);
    else this.add(name, text);
  }

  list(): readonly string[] {
    const kept: string[] = [];
    let characters = 0;
    for (const value of [...this.#named, ...this.#others]) {
      characters += value.length;
      if (kept.length >= MAX_VALUES || characters > MAX_CHARACTERS) break;
      kept.push(value);
    }
    return kept;
  }
}
