import { isJsonObject, type JsonObject } from "@/lib/json-object";
import type { IntakeShape } from "./intake-types";

/** quilt3's auth.json: sessions by registry URL. */
export function sessionsOf(json: unknown): readonly (readonly [url: string, session: unknown])[] | null {
  if (!isJsonObject(json)) return null;
  const entries = Object.entries(json);
  const all = entries.every(
    ([key, value]) => /^https?:\/\//.test(key) && isJsonObject(value) && "access_token" in value,
  );
  return all && entries.length > 0 ? entries : null;
}

/** The servers of an MCP client's settings, by name, in whichever of the known places they stand. */
export function mcpServersOf(json: unknown): JsonObject | null {
  if (!isJsonObject(json)) return null;
  const places = [json.mcpServers, json.servers, isJsonObject(json.mcp) ? (json.mcp.servers ?? json.mcp) : null];
  const isServers = (place: unknown): place is JsonObject =>
    isJsonObject(place) &&
    Object.values(place).some((one) => isJsonObject(one) && ("url" in one || "command" in one || "serverUrl" in one));
  return places.find(isServers) ?? null;
}

/** The entries of a HAR; null of other JSON. */
export function harEntriesOf(json: unknown): readonly unknown[] | null {
  const log = isJsonObject(json) ? json.log : null;
  return isJsonObject(log) && Array.isArray(log.entries) ? log.entries : null;
}

export function jsonShape(json: unknown): IntakeShape {
  if (harEntriesOf(json) !== null) return "har";
  if (sessionsOf(json) !== null) return "auth-json";
  return mcpServersOf(json) === null ? "json" : "mcp-config";
}

interface ShapeRule {
  readonly shape: IntakeShape;
  readonly pattern: RegExp;
}

const METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";

/** By the start of the text or of one of its lines, the most telling first. */
const rules: readonly ShapeRule[] = [
  {
    shape: "curl",
    pattern:
      /^[ \t$>#%]{0,8}(?:[\w$]{1,20}[ \t]{0,4}=[ \t]{0,4})?(?:await[ \t])?(?:curl(?:\.exe)?|wget|httpie|https?|xh|invoke-(?:restmethod|webrequest)|irm|iwr)[ \t]/im,
  },
  { shape: "curl", pattern: /(?:^|[\s=(])fetch\([ \t\r\n]{0,40}["'`]/m },
  {
    shape: "http-request",
    pattern: new RegExp(`^[<>* \\t]{0,4}(?:${METHODS}) \\S{1,2000}(?: HTTP/[\\d.]{1,3})?[ \\t]{0,4}\\r?$`, "m"),
  },
  // Bruno's own file form.
  { shape: "http-request", pattern: /^(?:auth:bearer|headers)[ \t]{0,4}\{[ \t]{0,4}\r?$/m },
  {
    shape: "cookie",
    pattern:
      /^[ \t]{0,4}(?:set-)?cookie[ \t]{0,4}:|;[ \t]{0,4}(?:path=|httponly|secure(?:;|\s|$)|samesite=|max-age=)/im,
  },
  { shape: "header", pattern: /^\s{0,8}["']?(?:proxy-)?(?:authorization["']?[ \t]{0,4}:|bearer[ \t])/i },
  { shape: "json", pattern: /^\s{0,8}"[\w-]{1,60}"[ \t]{0,4}:/ },
];

const ENV_LINE = /^[ \t]{0,8}(?:(?:export|set|setx|declare -x|env|\$env:)[ \t]{0,4})?[A-Za-z_]\w{0,100}[ \t]{0,4}=/;
/** A URL-encoded answer or a redirect's fragment. */
const FORM = /(?:^|[?#&])(?:access_token|id_token|token|code|refresh_token)=/;

function isEnv(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
  if (FORM.test(text) && lines.length === 1) return true;
  return (
    lines.length > 0 && lines.length <= 500 && lines.filter((line) => ENV_LINE.test(line)).length * 2 >= lines.length
  );
}

/** How much of a text is read for its shape. */
const READ_FOR_SHAPE = 100_000;

/** The shape of a plain text in which a token was found. */
export function textShape(whole: string): IntakeShape {
  const text = whole.slice(0, READ_FOR_SHAPE);
  const rule = rules.find(({ pattern }) => pattern.test(text));
  if (rule !== undefined) return rule.shape;
  if (isEnv(text)) return "env";
  const trimmed = text.trim();
  // One thing, broken or not, and what was left around it.
  if (!/\S[ \t]+\S/.test(trimmed.replace(/^[ \t]*(?:>[ \t]*)+/gm, ""))) return "raw";
  return /^[\s"'`]*(?:authorization\s*[:=]|bearer\s)/i.test(trimmed) ? "header" : "log";
}
