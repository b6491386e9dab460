import { harEntriesOf, mcpServersOf, sessionsOf } from "./find-shape";
import type { IntakeHint } from "./intake-types";
import { scanText } from "./scan-text";

const MAX_HINTS = 10;
const URL_PATTERN = /https?:\/\/[\w.:[\]-]{1,255}(?:\/[\w.~%/-]{0,500})?/g;

/** The field that a URL is probably for, with the part of it that the field wants; null where it tells nothing. */
function hintOf(text: string, where: string): IntakeHint | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, "");
  // A path may hold a token of its own.
  if (scanText(path).found.length > 0) return null;
  if (/\/mcp$/.test(path)) return { field: "mcpUrl", value: `${url.origin}${path}`, where };
  if (/^(?:\/api\/(?:auth|token|me|login|refresh|code|search)|\/graphql)/.test(path)) {
    return { field: "registryUrl", value: url.origin, where };
  }
  return /^\/(?:config\.json|b\/[^/]+)/.test(path) ? { field: "catalogUrl", value: url.origin, where } : null;
}

function distinct(hints: readonly (IntakeHint | null)[]): readonly IntakeHint[] {
  const seen = new Map<string, IntakeHint>();
  for (const hint of hints)
    if (hint !== null && !seen.has(`${hint.field} ${hint.value}`)) seen.set(`${hint.field} ${hint.value}`, hint);
  return [...seen.values()].slice(0, MAX_HINTS);
}

function urlOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  for (const name of ["url", "serverUrl"]) {
    const url: unknown = Reflect.get(value, name);
    if (typeof url === "string") return url;
  }
  return null;
}

function originAndPath(text: string): string | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

/** Values for the target that a text names beside its token: of each URL origin and path alone. */
export function findHints(text: string, json: unknown): readonly IntakeHint[] {
  const sessions = sessionsOf(json);
  if (sessions !== null) {
    return distinct(sessions.map(([url]) => registryHint(url)));
  }
  const servers = mcpServersOf(json);
  if (servers !== null) {
    return distinct(Object.entries(servers).map(([name, server]) => mcpHint(name, urlOf(server))));
  }
  const entries = harEntriesOf(json);
  if (entries !== null) {
    const urls = entries
      .slice(0, 2000)
      .map((entry) => (typeof entry === "object" && entry !== null ? urlOf(Reflect.get(entry, "request")) : null));
    return distinct(urls.map((url, index) => (url === null ? null : hintOf(url, `entry ${index + 1}`))));
  }
  const start = text.slice(0, 100_000);
  const buckets = [...start.matchAll(/s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/g)].map(
    (match): IntakeHint => ({ field: "s3.bucket", value: match[1] ?? "", where: "s3 URL" }),
  );
  return distinct([...[...start.matchAll(URL_PATTERN)].map((match) => hintOf(match[0], "URL")), ...buckets]);
}

function registryHint(url: string): IntakeHint | null {
  const value = originAndPath(url);
  return value === null ? null : { field: "registryUrl", value, where: "session" };
}

function mcpHint(name: string, url: string | null): IntakeHint | null {
  const value = url === null ? null : originAndPath(url);
  return value === null ? null : { field: "mcpUrl", value, where: `server ${name.slice(0, 60)}` };
}
