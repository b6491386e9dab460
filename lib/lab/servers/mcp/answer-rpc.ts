import { setTimeout as sleep } from "node:timers/promises";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall, LabReply } from "../lab-server";
import { foreignResult, ownTrouble, withoutPrefix } from "./foreign-tools";
import { frameReply, openStream, type RpcId, rpcErrorMessage, rpcRefusal, rpcResult } from "./framing";
import type { HopClient } from "./hop-client";
import { listPage } from "./list-page";
import type { McpConfig } from "./mcp-config";
import type { HopKeys } from "./sign-sigv4";
import type { ToolArguments, ToolPayload } from "./tool-context";
import { argumentProblem, toolsOf } from "./tool-schemas";
import { claimsOf, parseObject, readMember } from "./upstream-registry";

export interface RpcMessage {
  readonly id: RpcId;
  readonly method: string;
  readonly params: unknown;
}

/** What a server that mixes users keeps for its whole process, where it belongs to one request. */
export interface LastCaller {
  bearer: string | null;
}

/** What a server answers with. */
export interface RpcServer {
  readonly parts: StackParts;
  readonly hops: HopClient;
  readonly ownKeys: () => HopKeys | null;
  readonly last: LastCaller;
}

export interface RpcAnswer {
  readonly endpoint: string;
  answer(): LabReply | Promise<LabReply>;
}

const VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];
const LATEST = "2025-11-25";

/** One JSON-RPC message; null if the body is none. */
export function readRpc(body: Uint8Array): RpcMessage | null {
  const message = parseObject(Buffer.from(body).toString("utf8"));
  if (message === null || message.jsonrpc !== "2.0" || typeof message.method !== "string") return null;
  const { id } = message;
  return {
    id: typeof id === "string" || typeof id === "number" ? id : null,
    method: message.method,
    params: message.params,
  };
}

/** Answers one message of the protocol. @see https://modelcontextprotocol.io/specification/2025-06-18 */
export function answerRpc(
  server: RpcServer,
  call: LabCall,
  bearer: string | null,
  message: RpcMessage,
  headers: Readonly<Record<string, string>>,
): RpcAnswer {
  const { mcp } = server.parts.config;
  const { id, method, params } = message;
  const reply = (content: unknown) => frameReply(mcp, content, headers);
  if (method.startsWith("notifications/")) return { endpoint: "initialized", answer: () => notified(mcp, headers) };
  const version = call.headers["mcp-protocol-version"];
  if (version !== undefined && !VERSIONS.includes(version)) {
    const text = `Bad Request: Unsupported protocol version: ${version}`;
    return { endpoint: "other", answer: () => rpcRefusal(400, -32602, text) };
  }
  switch (method) {
    case "initialize":
      return { endpoint: "initialize", answer: () => reply(greeting(mcp, id, params)) };
    case "ping":
      return { endpoint: "other", answer: () => reply(rpcResult(id, {})) };
    case "tools/list":
      return { endpoint: "list", answer: () => reply(rpcResult(id, listPage(mcp, params))) };
    case "tools/call": {
      const name = String(readMember(params, "name"));
      const args = readMember(params, "arguments");
      const bare = withoutPrefix(mcp, name);
      const answer = async () =>
        mcp.wire.asks
          ? openStream([ELICITATION], headers)
          : reply(rpcResult(id, await callTool(server, call, bearer, bare, args)));
      return { endpoint: `call:${bare ?? name}`, answer };
    }
    case "resources/read": {
      const uri = String(readMember(params, "uri"));
      const read = foreignResult(server.parts, call, "resource", uri);
      const content = read === null ? rpcErrorMessage(id, -32002, "Resource not found") : rpcResult(id, read);
      return { endpoint: "read", answer: () => reply(content) };
    }
    default: {
      const result = OFFERED[method];
      const message = result === undefined ? rpcErrorMessage(id, -32601, "Method not found") : rpcResult(id, result);
      return { endpoint: "other", answer: () => reply(message) };
    }
  }
}

/** What the capabilities of the greeting promise beside tools: clients ask for it as soon as they are connected. */
const OFFERED: Readonly<Record<string, object>> = {
  "logging/setLevel": {},
  "resources/list": { resources: [] },
  "resources/templates/list": { resourceTemplates: [] },
  "prompts/list": { prompts: [] },
};

/** A request of the server's own, in place of an answer. */
const ELICITATION = {
  jsonrpc: "2.0",
  id: "ask-1",
  method: "elicitation/create",
  params: { message: "Which catalog?", requestedSchema: { type: "object", properties: {} } },
};

/** A notification has no answer; what comes back all the same is the server's choice. */
function notified({ wire }: McpConfig, headers: Readonly<Record<string, string>>): LabReply {
  if (wire.notified === "stream") return openStream([], headers);
  if (wire.notified === "not-allowed") return { status: 405, contentType: "text/plain", body: "Method Not Allowed" };
  return { status: 202, contentType: "application/json", headers, body: "" };
}

function objectOf(value: unknown): ToolArguments {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** serverInfo's version is a constant that quilt-mcp forgot to raise: only /health tells the true one. */
function greeting(mcp: McpConfig, id: RpcId, params: unknown) {
  if (mcp.handshake === "error") return rpcErrorMessage(id, -32603, "Internal error");
  const wanted = readMember(params, "protocolVersion");
  const known = VERSIONS.find((version) => version === wanted) ?? LATEST;
  if (mcp.handshake === "newest-only" && wanted !== LATEST) {
    const error = {
      code: -32602,
      message: "Unsupported protocol version",
      data: { supported: [LATEST], requested: wanted },
    };
    return { jsonrpc: "2.0", id, error };
  }
  const result = {
    protocolVersion: mcp.handshake === "unknown-version" ? "1999-01-01" : known,
    ...serverIdentity(mcp),
  };
  return rpcResult(mcp.handshake === "other-id" ? "another" : id, result);
}

/** What the server says of itself, in either era. */
export function serverIdentity(mcp: McpConfig) {
  const mode = mcp.kind === "legacy" ? "legacy" : "remote";
  const backend = mode === "legacy" ? "quilt3 backend with default stdio" : "platform backend with default http";
  return {
    capabilities: {
      logging: {},
      prompts: { listChanged: true },
      resources: { subscribe: false, listChanged: true },
      tools: { listChanged: true },
    },
    serverInfo:
      mcp.kind === "platform"
        ? { name: "quilt-platform-mcp", version: mcp.version }
        : { name: "quilt-mcp-server", version: `0.5.6 (${mode})` },
    instructions:
      mcp.kind === "platform"
        ? "Quilt Platform MCP server."
        : `${mode === "legacy" ? "Legacy" : "Remote"} deployment using ${backend} transport.`,
  };
}

/** How long a tool of a server that mixes users prepares itself before it looks who is calling, ms. */
const PREPARES_MS = 100;

/** What a tool comes to for this caller. */
export async function callTool(
  { parts, hops, ownKeys, last }: RpcServer,
  call: LabCall,
  caller: string | null,
  name: string | null,
  given: unknown,
) {
  const foreign = name === null ? null : foreignResult(parts, call, "tool", name);
  if (foreign !== null) return foreign;
  const args = objectOf(given);
  const tool = toolsOf(parts.config.mcp).find((one) => one.name === name);
  const problem = tool === undefined ? `Unknown tool: '${name ?? ""}'` : argumentProblem(tool, args);
  if (tool === undefined || problem !== null) {
    call.log("warn", `tool.reject tool=${name ?? ""}`);
    return { content: [{ text: problem, type: "text" }], isError: true };
  }
  const { mixesUsers } = parts.config.mcp;
  if (mixesUsers) await sleep(PREPARES_MS);
  const bearer = mixesUsers ? last.bearer : caller;
  const context = {
    parts,
    call,
    bearer,
    catalogBearer: catalogBearerOf(parts.config.mcp, bearer),
    hop: hops.for(call),
    ownKeys,
    stall: hops.stall,
  };
  const trouble = ownTrouble(parts, call);
  const result = trouble ?? (await tool.run(context, args));
  const failed = result.payload.error !== undefined;
  call.log(failed ? "warn" : "info", `tool.done tool=${name} success=${!failed}`);
  return onTheWire(parts.config.mcp, result);
}

/** A server that assumes roles asks the catalog with the token inside; the others with the token itself. */
function catalogBearerOf({ exchange }: McpConfig, bearer: string | null): string | null {
  if (exchange !== "assume-role" || bearer === null) return bearer;
  const inner = claimsOf(bearer)?.catalog_token;
  return typeof inner === "string" ? inner : null;
}

/** A failure of a tool is no error of the protocol: quilt-mcp says `isError: false` for nearly all of them. */
function onTheWire({ structures }: McpConfig, { payload, wrapped }: ToolPayload) {
  const structured = structures === "objects" ? payload : JSON.stringify(payload);
  return {
    ...(wrapped ? { _meta: { fastmcp: { wrap_result: true } } } : {}),
    content: [{ text: JSON.stringify(payload), type: "text" }],
    isError: false,
    structuredContent: wrapped || structures === "json-text" ? { result: structured } : payload,
  };
}
