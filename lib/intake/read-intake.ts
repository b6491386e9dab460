import { Secret } from "@/lib/secret";
import { stripToken } from "@/lib/token/strip-token";
import { decodeIntake } from "./decode-intake";
import { findHints } from "./find-hints";
import { harEntriesOf, jsonShape, mcpServersOf, sessionsOf, textShape } from "./find-shape";
import type { IntakeResult, IntakeShape, TokenFound } from "./intake-types";
import { mendText } from "./mend-text";
import { refusedKindOf } from "./refuse-intake";
import { scanText } from "./scan-text";
import { isCut, isPlaceholder } from "./token-forms";
import { parseJsonText, type WalkedToken, walkJson } from "./walk-json";

/** The most that is read, in bytes. */
export const MAX_INTAKE_BYTES = 32 * 1024 * 1024;

/** No single word that is longer, with what stands around it, can be a token. */
const MAX_WORD = 200_000;

interface Place {
  readonly token: string;
  readonly where: string;
  readonly mended: readonly string[];
}

/** Each token once, at its first place. */
function distinct(places: readonly Place[], mended: readonly string[]): readonly TokenFound[] {
  const seen = new Map<string, TokenFound>();
  for (const { token, where, mended: own } of places) {
    if (seen.has(token)) continue;
    seen.set(token, { token: new Secret(token), where, mended: [...new Set([...mended, ...own])] });
  }
  return [...seen.values()];
}

const words: Readonly<Record<IntakeShape, string>> = {
  raw: "the text itself",
  header: "header",
  curl: "header",
  "http-request": "header",
  har: "entry",
  json: "member",
  env: "variable",
  cookie: "cookie",
  "auth-json": "session",
  "mcp-config": "server",
  log: "line",
};

/** Gives line numbers of places that are asked for in ascending order: one walk over the text for all of them. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (at) => {
    for (; next !== -1 && next < at; next = text.indexOf("\n", next + 1)) line += 1;
    return line;
  };
}

function placeWords(shape: IntakeShape, line: number, name: string | null): string {
  if (shape === "raw") return words.raw;
  if (shape === "log") return `${words.log} ${line}${name === null ? "" : `, ${name}`}`;
  return name === null ? `line ${line}` : `${words[shape]} ${name}`;
}

/** Whether a value stands in a cookie: nothing ends its header or option between its name and the value. */
function isInCookie(before: string): boolean {
  return /(?:(?:^|\s)(?:-b|--cookie)[ \t=]{1,4}["']?|cookie["']?[ \t]{0,4}:[ \t]{0,4}["']?)[^"'\r\n]{0,300}$/i.test(
    before,
  );
}

/** What was left around a token that stands alone: quotes, a comma, the mark of a shell. */
function tailMends(rest: string): readonly string[] {
  return [
    ...(/^\s*["'`]?\s*[,;]/.test(rest) ? [`trailing ${rest.includes(",") ? "comma" : "semicolon"}`] : []),
    ...(/%\s*$/.test(rest) ? ["shell mark"] : []),
  ];
}

function fromText(text: string, mended: readonly string[]): IntakeResult {
  const { found, forbidden } = scanText(text);
  const shape = textShape(text);
  const lineAt = lineCounter(text);
  const mailed = /^[ \t]{0,8}>/m.test(text.slice(0, 100_000));
  const places = found.map(({ token, at, name, mended: own }): Place => {
    const alone = shape === "raw" || shape === "header" || shape === "json" || shape === "env";
    const end =
      own.length === 0 ? at + token.length : text.length - (/[^\w.-]*$/.exec(text.slice(-20))?.[0].length ?? 0);
    const tail = alone && found.length === 1 ? tailMends(text.slice(end, end + 40)) : [];
    const quoted = mailed && own.length > 0 ? ["mail quotes"] : [];
    const inCookie =
      (shape === "curl" || shape === "http-request") && isInCookie(text.slice(Math.max(0, at - 300), at));
    return {
      token,
      where: placeWords(inCookie ? "cookie" : shape, lineAt(at), name),
      mended: [...own, ...quoted, ...tail],
    };
  });
  if (places.length > 0) return { ok: true, shape, found: distinct(places, mended), hints: findHints(text, null) };
  return {
    ok: false,
    kind: refusedKindOf(text) ?? (forbidden.some((name) => /refresh/i.test(name)) ? "refresh-token" : "nothing"),
  };
}

/** The parts of a known form that are places of their own, each with its name. */
function partsOf(json: unknown): readonly (readonly [prefix: string, value: unknown])[] {
  const servers = mcpServersOf(json);
  return (
    harEntriesOf(json)?.map((entry, index) => [`entry ${index + 1}, `, entry] as const) ??
    sessionsOf(json)?.map(([url, session]) => [`session of ${url.slice(0, 200)}, `, session] as const) ??
    (servers === null ? null : Object.entries(servers))?.map(
      ([name, server]) => [`server ${name.slice(0, 60)}, `, server] as const,
    ) ?? [["", json]]
  );
}

function jsonPlaces(json: unknown) {
  const parts = partsOf(json);
  const forbidden: string[] = [];
  const places = parts.flatMap(([prefix, value]) => {
    const walk = walkJson(value);
    for (const name of walk.forbidden) forbidden.push(name);
    return walk.found.map(({ token, path }: WalkedToken): Place => {
      const inHeader = /(?:^|\.)headers\.([\w-]+)$/i.exec(path)?.[1];
      const place =
        inHeader === undefined ? `member ${path === "" ? "(the value itself)" : path}` : `header ${inHeader}`;
      return { token, where: `${prefix}${place}`, mended: [] };
    });
  });
  return { places, forbidden };
}

function fromJson(json: unknown, text: string, mended: readonly string[]): IntakeResult {
  const shape = jsonShape(json);
  const { places, forbidden } = jsonPlaces(json);
  if (places.length > 0) return { ok: true, shape, found: distinct(places, mended), hints: findHints(text, json) };
  if (forbidden.some((name) => /refresh/i.test(name))) return { ok: false, kind: "refresh-token" };
  return { ok: false, kind: refusedKindOf(text) ?? "nothing" };
}

/** A text that is one word, with what may stand around it: taken as it is, whatever it is. */
function fromWord(text: string, mended: readonly string[]): IntakeResult | null {
  const { text: word, stripped } = stripToken(text);
  const bare = /^[\w.~+/-]+=*$/.test(word) && !/^[A-Za-z_]\w{0,60}=$/.test(word);
  if (!bare || isPlaceholder(word) || isCut(word) || refusedKindOf(word) !== null) return null;
  const header = stripped.some((name) => name === "Bearer" || name === "Authorization:");
  const place = { token: word, where: header ? "header Authorization" : words.raw, mended: [] };
  const taken = stripped.filter((name) => name === "quotes");
  return { ok: true, shape: header ? "header" : "raw", found: distinct([place], [...mended, ...taken]), hints: [] };
}

/** One word that is none of the other forms: an opaque token may hold any sign. */
function fromOddWord(text: string, mended: readonly string[]): IntakeResult | null {
  const { text: word } = stripToken(text);
  if (word === "" || /[^\x21-\x7e]/.test(word) || /^[[{<]|^\w{1,100}=|:\/\//.test(word) || refusedKindOf(word) !== null)
    return null;
  return {
    ok: true,
    shape: "raw",
    found: distinct([{ token: word, where: words.raw, mended: [] }], mended),
    hints: [],
  };
}

function fromDecoded(given: string, decoded: readonly string[]): IntakeResult {
  const { text, mended: put } = mendText(given);
  const mended = [...decoded, ...put];
  const isShort = text.length <= MAX_WORD;
  const word = isShort ? fromWord(text, mended) : null;
  if (word !== null) return word;
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    // As it was given, where escapes put right would break it.
    const json = parseJsonText(trimmed) ?? parseJsonText(given.trim());
    if (json !== undefined) return fromJson(json, trimmed, mended);
  }
  const result = fromText(text, mended);
  if (result.ok || result.kind !== "nothing" || !isShort) return result;
  return fromOddWord(text, mended) ?? result;
}

/**
 * Reads what somebody pasted or saved: finds the tokens in it, whatever stands around them, and says where they stood and
 * what was mended; or tells what it is in place of one. Pure, in linear time; nothing is sent and nothing verified.
 */
export function readIntake(input: Uint8Array | string): IntakeResult {
  if (typeof input === "string") return fromDecoded(input, []);
  const decoded = decodeIntake(input);
  return "kind" in decoded ? { ok: false, kind: decoded.kind } : fromDecoded(decoded.text, decoded.mended);
}
