import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { scanText } from "./scan-text";
import { isForbiddenName, isPlaceholder, isTokenName } from "./token-forms";

/** A token in a JSON value, by the path of the member that holds it. */
export interface WalkedToken {
  readonly token: string;
  readonly path: string;
}

export interface JsonWalk {
  readonly found: WalkedToken[];
  /** Names of values that were passed over. */
  readonly forbidden: string[];
}

/** Deepest nesting that is walked, JSON inside text counted in. */
const MAX_DEPTH = 64;

/** `{name, value}` and `{key, value}`, as recordings and API collections write headers and variables. */
function pairOf(value: JsonObject): { readonly name: string; readonly value: unknown } | null {
  const name = typeof value.name === "string" ? value.name : value.key;
  return typeof name === "string" && Object.hasOwn(value, "value") ? { name, value: value.value } : null;
}

function within(path: string, name: string): string {
  return path === "" ? name.slice(0, 60) : `${path}.${name.slice(0, 60)}`;
}

export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: the caller reads it as a text.
    return undefined;
  }
}

function visitText(text: string, name: string, path: string, depth: number, walk: JsonWalk): void {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const inner = parseJsonText(trimmed);
    if (inner !== undefined) {
      visit(inner, name, path, depth + 1, walk);
      return;
    }
  }
  if (isForbiddenName(name)) {
    walk.forbidden.push(name);
    return;
  }
  const { found, forbidden } = scanText(text);
  // One by one: a list of a whole log is too long for the arguments of a call.
  for (const one of forbidden) walk.forbidden.push(one);
  for (const { token } of found) walk.found.push({ token, path });
  const opaque = found.length === 0 && isTokenName(name) && /^[\x21-\x7e]{6,}$/.test(trimmed);
  if (opaque && !isPlaceholder(trimmed)) walk.found.push({ token: trimmed, path });
}

function visit(value: unknown, name: string, path: string, depth: number, walk: JsonWalk): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === "string") visitText(value, name, path, depth, walk);
  else if (Array.isArray(value)) for (const item of value) visit(item, name, path, depth + 1, walk);
  else if (isJsonObject(value)) {
    const pair = pairOf(value);
    if (pair !== null) visit(pair.value, pair.name, within(path, pair.name), depth + 1, walk);
    else for (const [key, member] of Object.entries(value)) visit(member, key, within(path, key), depth + 1, walk);
  }
}

/** Finds the tokens in a parsed JSON value, in order of appearance. */
export function walkJson(value: unknown): JsonWalk {
  const walk: JsonWalk = { found: [], forbidden: [] };
  visit(value, "", "", 0, walk);
  return walk;
}
