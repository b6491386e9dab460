import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { STATELESS_VERSION, saysUnsupportedVersion } from "./protocol-versions";
import type { RpcAnswer } from "./read-message";
import type { McpReply, ServerInfo } from "./session";

/** Errors that only a server of the stateless era gives (MCP 2026-07-28, Error codes). */
const HEADER_MISMATCH = -32020;
const MISSING_CAPABILITY = -32021;
const UNSUPPORTED_VERSION = -32022;
const STATELESS_ERRORS: readonly number[] = [HEADER_MISMATCH, MISSING_CAPABILITY, UNSUPPORTED_VERSION];
/** A server of that era names the missing member of `_meta`; no other writes these words. */
const MISSING_META = "io.modelcontextprotocol/";

/** What an answer says of the stateless era. */
export type StatelessWord =
  /** It is spoken, in our version. */
  | { readonly spoken: true; readonly server: ServerInfo | null }
  /** It is spoken, but not so that a client of our version gets through: why, and the versions that are named. */
  | { readonly spoken: "otherwise"; readonly fault: string; readonly supported: readonly string[] }
  | { readonly spoken: false };

const NOT_SPOKEN: StatelessWord = { spoken: false };

/**
 * What the answer to a stateless `server/discover` says. Anything but a discover result or one of that era's own errors
 * comes from a server that does not speak it, or from whatever stands before the server.
 */
export function readDiscover(reply: McpReply): StatelessWord {
  const { answer } = reply;
  if (answer.kind === "result") return readResult(answer.result);
  if (answer.kind !== "error") return NOT_SPOKEN;
  if (!STATELESS_ERRORS.includes(answer.code) && !answer.message.includes(MISSING_META)) return NOT_SPOKEN;
  const supported = supportedVersions(answer) ?? [];
  // A server that names versions of the handshake era alone says that it does not speak this one.
  if (answer.code === UNSUPPORTED_VERSION && supported.length > 0 && !supported.some(isStateless)) return NOT_SPOKEN;
  return { spoken: "otherwise", fault: `${answer.code}: ${answer.message}`.slice(0, 300), supported };
}

function readResult(result: JsonObject): StatelessWord {
  const versions = strings(result.supportedVersions);
  if (versions === null) return NOT_SPOKEN;
  if (versions.includes(STATELESS_VERSION)) return { spoken: true, server: serverIn(result) };
  const stateless = versions.filter(isStateless);
  if (stateless.length === 0) return NOT_SPOKEN;
  return { spoken: "otherwise", fault: `it supports ${stateless.join(", ")}`, supported: versions };
}

/** Revisions are named by their dates; the first stateless one is ours. */
function isStateless(version: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(version) && version >= STATELESS_VERSION;
}

function serverIn(result: JsonObject): ServerInfo {
  const meta = isJsonObject(result._meta) ? result._meta : {};
  const info = meta["io.modelcontextprotocol/serverInfo"];
  const { name, version }: JsonObject = isJsonObject(info) ? info : {};
  return {
    name: typeof name === "string" ? name : "",
    version: typeof version === "string" ? version : "",
    protocolVersion: STATELESS_VERSION,
    instructions: typeof result.instructions === "string" ? result.instructions : undefined,
  };
}

/** The versions that an error names as supported (`data.supported`); null where it names none. */
function supportedVersions(answer: RpcAnswer): readonly string[] | null {
  return answer.kind === "error" && isJsonObject(answer.data) ? strings(answer.data.supported) : null;
}

/** At most ten names of versions, shortened; null for what is no list of them. */
function strings(value: unknown): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every((one) => typeof one === "string")) return null;
  return value.slice(0, 10).map((one: string) => one.slice(0, 40));
}

/** What an answer to `initialize` says of the handshake era, where it is no handshake. */
export type HandshakeWord =
  /** It is not spoken here; `ofVersion` where the server blames the version that was offered. */
  | { readonly spoken: false; readonly supported: readonly string[]; readonly ofVersion: boolean }
  /** It is spoken in versions that are not ours. */
  | { readonly spoken: "otherwise"; readonly supported: readonly string[] }
  /** Nothing: refused, failed, or no answer of this protocol. */
  | null;

/** Errors for a method or a form of message that a server does not know. */
const NOT_KNOWN: readonly number[] = [-32600, -32601, -32602];
const NO_SUCH_DOOR: readonly number[] = [400, 404, 405, 501];

export function readHandshakeRefusal(reply: McpReply): HandshakeWord {
  const { answer, result } = reply;
  if (answer.kind === "result") {
    const version = answer.result.protocolVersion;
    return typeof version === "string" ? { spoken: "otherwise", supported: [version.slice(0, 40)] } : null;
  }
  if (result.status === 401 || result.status === 403) return null;
  if (answer.kind === "error") {
    const supported = supportedVersions(answer);
    const ofVersion =
      supported !== null || answer.code === UNSUPPORTED_VERSION || saysUnsupportedVersion(answer.message);
    const known = STATELESS_ERRORS.includes(answer.code) || NOT_KNOWN.includes(answer.code);
    if (supported?.some((version) => !isStateless(version))) return { spoken: "otherwise", supported };
    return known || ofVersion ? { spoken: false, supported: supported ?? [], ofVersion } : null;
  }
  return result.kind === "answer" && NO_SUCH_DOOR.includes(result.status)
    ? { spoken: false, supported: [], ofVersion: false }
    : null;
}

/**
 * What a result asks for in place of an answer: methods of the server's requests (MCP 2026-07-28, Results); null where it
 * answers. A type of result that is not known says so in the stateless era alone: the other one has no types.
 */
export function askedInstead(result: JsonObject, era: "handshake" | "stateless"): readonly string[] | null {
  const { resultType, inputRequests } = result;
  if (resultType === "input_required" || isJsonObject(inputRequests)) return methodsIn(inputRequests);
  const isOther = era === "stateless" && resultType !== undefined && resultType !== "complete";
  return isOther ? [`an answer of the type ${String(resultType).slice(0, 40)}`] : null;
}

function methodsIn(inputRequests: unknown): readonly string[] {
  const asked = isJsonObject(inputRequests) ? Object.values(inputRequests) : [];
  const methods = asked.flatMap((one) => (isJsonObject(one) && typeof one.method === "string" ? [one.method] : []));
  return methods.length === 0 ? ["more input"] : [...new Set(methods)].slice(0, 5).map((one) => one.slice(0, 60));
}
