import type { DoorRequest } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { CLIENT_INFO } from "./client-info";
import { STATELESS_VERSION } from "./protocol-versions";

const META = "io.modelcontextprotocol/";

type Body = Omit<DoorRequest, "signal">;

/**
 * A request of the stateless era in place of one of the handshake era: the same message with what a handshake would have
 * settled in its `_meta`, and the headers that repeat it for whoever only reads those (MCP 2026-07-28, Streamable HTTP).
 * What is no JSON-RPC message is left as it is.
 */
export function statelessRequest(request: Body): Body {
  const message = parse(request.body);
  const method = message?.method;
  if (message === null || typeof method !== "string") return request;
  const params = isJsonObject(message.params) ? message.params : {};
  const name = nameIn(method, params);
  return {
    ...request,
    headers: {
      ...request.headers,
      "mcp-protocol-version": STATELESS_VERSION,
      "mcp-method": method,
      ...(name === null ? {} : { "mcp-name": headerValue(name) }),
    },
    body: JSON.stringify({ ...message, params: { ...params, _meta: statelessMeta() } }),
  };
}

function statelessMeta(): JsonObject {
  return {
    [`${META}protocolVersion`]: STATELESS_VERSION,
    [`${META}clientInfo`]: CLIENT_INFO,
    // None is offered, so that a server that needs one says so.
    [`${META}clientCapabilities`]: {},
  };
}

function parse(body: DoorRequest["body"]): JsonObject | null {
  if (typeof body !== "string") return null;
  const value: unknown = JSON.parse(body);
  return isJsonObject(value) ? value : null;
}

/** What `Mcp-Name` repeats: the tool that is called, or the resource that is read. */
function nameIn(method: string, params: JsonObject): string | null {
  const name = { "tools/call": params.name, "prompts/get": params.name, "resources/read": params.uri }[method];
  return typeof name === "string" ? name : null;
}

/** A name that would not survive in a header goes as `=?base64?…?=`. */
function headerValue(name: string): string {
  const survives = /^[\x20-\x7e]*$/.test(name) && name === name.trim() && !name.startsWith("=?base64?");
  if (survives) return name;
  const bytes = new TextEncoder().encode(name);
  return `=?base64?${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}?=`;
}
