import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { readChallenge } from "./challenges";
import { type ForeignAnswer, isHtmlAnswer } from "./foreign-answer";

/** What a failed answer says of itself, wherever it stands; each at most 300 characters, null where it says nothing. */
export interface AnswerReasons {
  /** The most telling of the others. */
  readonly reason: string | null;
  /** Of the body: JSON's own message, or a short text. */
  readonly message: string | null;
  readonly oauthError: string | null;
  readonly oauthDescription: string | null;
  readonly scope: string | null;
  readonly resourceMetadata: string | null;
  /** `x-amzn-errortype`, without what AWS puts behind a colon. */
  readonly errorType: string | null;
  /** `code` or `type` of a JSON error, or `extensions.code` of GraphQL's first. */
  readonly errorCode: string | null;
}

const MAX_SAID = 300;
const MESSAGES = [
  "error_description",
  "message",
  "Message",
  "errorMessage",
  "error",
  "detail",
  "details",
  "reason",
  "title",
  "faultstring",
  "fault",
  "msg",
  "Error",
  "errors",
] as const;

/** Words that say no more than the status does. */
const EMPTY_WORDS = [
  "unauthorized",
  "forbidden",
  "access denied",
  "error",
  "not authorized",
  "unauthenticated",
  "bad request",
];

/** Reads the reasons of an answer: JSON, text, title of a page, `WWW-Authenticate`, `x-amzn-errortype`. */
export function readReasons(answer: ForeignAnswer): AnswerReasons {
  const challenge = readChallenge(answer.headers["www-authenticate"]);
  const message = bodyMessage(answer);
  const errorType = errorTypeOf(answer.headers);
  const errorCode = errorCodeOf(answer.json);
  const { error = null, description = null, scope = null, resourceMetadata = null } = challenge ?? {};
  const said = [message, description, errorCode, error, errorType].filter((one) => one !== null);
  const telling = said.find((one) => !saysNothing(one)) ?? said[0] ?? null;
  return {
    reason: telling,
    message,
    oauthError: error,
    oauthDescription: description,
    scope,
    resourceMetadata,
    errorType,
    errorCode,
  };
}

/** `x-amzn-errortype`, without what AWS puts behind a colon; null where it says nothing. */
export function errorTypeOf(headers: ForeignAnswer["headers"]): string | null {
  return upTo(headers["x-amzn-errortype"] ?? "", ":").slice(0, MAX_SAID) || null;
}

/** What stands before the first of a mark, without blanks around it; all of it where there is none. */
function upTo(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return (at < 0 ? text : text.slice(0, at)).trim();
}

function saysNothing(text: string): boolean {
  const said = text.trim().toLowerCase();
  return EMPTY_WORDS.includes(said.endsWith(".") || said.endsWith("!") ? said.slice(0, -1) : said);
}

/** The reasons as evidence of a finding: what says nothing is left out. */
export function reasonEvidence(answer: ForeignAnswer): Readonly<Record<string, string>> {
  const { message, oauthError, oauthDescription, scope, resourceMetadata, errorType, errorCode } = readReasons(answer);
  const by = answeredBy(answer);
  return Object.fromEntries(
    Object.entries({
      message,
      oauthError,
      oauthDescription,
      scope,
      resourceMetadata,
      errorType,
      errorCode,
      answeredBy: by,
    }).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function bodyMessage(answer: ForeignAnswer): string | null {
  if (answer.json !== undefined) return messageIn(answer.json, 0);
  if (isHtmlAnswer(answer)) return pageTitle(answer.text);
  const text = answer.text.trim();
  return text === "" || looksLikeXml(text) ? null : text.slice(0, MAX_SAID);
}

function looksLikeXml(text: string): boolean {
  return text.startsWith("<");
}

const MAX_DEPTH = 4;

/** The first sentence in the usual places of an error's JSON. */
export function messageIn(value: unknown, depth = 0): string | null {
  if (typeof value === "string") return value.trim() === "" ? null : value.slice(0, MAX_SAID);
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 5)) {
      const said = messageIn(one, depth + 1);
      if (said !== null) return said;
    }
    return null;
  }
  return isJsonObject(value) ? messageOf(value, depth) : null;
}

function messageOf(object: JsonObject, depth: number): string | null {
  const found: string[] = [];
  for (const name of MESSAGES) {
    const said = Object.hasOwn(object, name) ? messageIn(object[name], depth + 1) : null;
    if (said !== null) found.push(said);
  }
  return (
    found.find((said) => !saysNothing(said) && said.includes(" ")) ??
    found.find((said) => !saysNothing(said)) ??
    found[0] ??
    null
  );
}

function errorCodeOf(json: unknown): string | null {
  if (!isJsonObject(json)) return null;
  const first: unknown = Array.isArray(json.errors) ? json.errors[0] : json.error;
  const error = isJsonObject(first) ? first : json;
  const extensions = isJsonObject(error.extensions) ? error.extensions : error;
  for (const name of ["code", "type", "errorType", "__type", "status"]) {
    const code = extensions[name] ?? error[name];
    if (typeof code === "string" && code !== "") return code.slice(0, 100);
  }
  return null;
}

/** The title of an HTML page, at most 200 characters; null without one. */
export function pageTitle(text: string): string | null {
  const head = text.slice(0, 20_000);
  const start = head.toLowerCase().indexOf("<title");
  const open = start < 0 ? -1 : head.indexOf(">", start);
  if (open < 0) return null;
  const close = head.indexOf("<", open + 1);
  const title = head.slice(open + 1, close < 0 ? open + 201 : close).trim();
  return title === "" ? null : title.slice(0, 200);
}

/** Servers that stand in front of others, by how their `Server` header begins (lower case). */
const GATES = [
  "awselb",
  "cloudfront",
  "cloudflare",
  "akamaighost",
  "istio-envoy",
  "envoy",
  "varnish",
  "bigip",
  "big-ip",
  "azure-",
  "microsoft-azure-application-gateway",
  "traefik",
  "kong",
  "haproxy",
  "caddy",
  "google frontend",
  "esf",
  "fastly",
  "imperva",
  "sucuri",
  "vercel",
] as const;
/** General servers, which say so on their own pages. */
const PAGE_SERVERS = ["nginx", "openresty", "apache", "microsoft-iis", "lighttpd", "litespeed"] as const;

/**
 * Who gave an answer that is not the application's own, where headers or body tell: a gate by its `Server` header, a page
 * by the server that it or its header names. Null where nothing tells.
 */
export function answeredBy(answer: ForeignAnswer): string | null {
  const server = (answer.headers.server ?? "").trim().slice(0, 60);
  const named = server.toLowerCase();
  if (answer.json === undefined && GATES.some((gate) => named.startsWith(gate))) return server;
  if (!isHtmlAnswer(answer)) return null;
  return centred(answer.text) ?? (server || null);
}

/** nginx and its kin sign their pages so: `<hr><center>nginx/1.25.3</center>`. */
function centred(text: string): string | null {
  const head = text.slice(0, 4_000);
  const at = head.toLowerCase().lastIndexOf("<center>");
  if (at < 0) return null;
  const said = upTo(head.slice(at + "<center>".length, at + 80), "<");
  return PAGE_SERVERS.some((one) => said.toLowerCase().startsWith(one)) ? said : null;
}
