import type { LabCall, LabReply } from "../lab-server";
import { callTool, type RpcAnswer, type RpcMessage, type RpcServer, serverIdentity } from "./answer-rpc";
import { foreignResult, listedTools, withoutPrefix } from "./foreign-tools";
import { rpcErrorMessage, rpcResult } from "./framing";
import type { McpConfig } from "./mcp-config";
import type { Gate, ServerTokens } from "./mcp-gate";
import { readMember } from "./upstream-registry";

const META = "io.modelcontextprotocol/";
const VERSION = `${META}protocolVersion`;
const FIRST_STATELESS = "2026-07-28";
/** Methods whose name or address a header repeats. */
const NAMED: Readonly<Record<string, string>> = { "tools/call": "name", "resources/read": "uri" };

/** What the stateless era needs beside what the other one does. */
interface StatelessServer extends RpcServer {
  /** Answers of tools by the ids of their requests, where the server keeps them so. */
  readonly answered: Map<string, unknown>;
}

/** Whether this kind of server speaks an era. quilt-mcp 0.22 speaks both. */
export function speaksEra({ kind, eras: { speaks } }: McpConfig, era: "handshake" | "stateless"): boolean {
  if (speaks !== "by-kind") return speaks === "both" || speaks === era;
  return era === "handshake" || kind === "remote" || kind === "legacy";
}

/** Whether a request is one of the stateless era: by its header, or by what its body says. */
export function isStatelessRequest(call: LabCall, message: RpcMessage | null): boolean {
  const header = call.headers["mcp-protocol-version"];
  return (header !== undefined && header >= FIRST_STATELESS) || versionOf(message) !== null;
}

function versionOf(message: RpcMessage | null): string | null {
  const version = readMember(readMember(message?.params, "_meta"), VERSION);
  return typeof version === "string" ? version : null;
}

/** A stateless door that is guarded worse than the other one; null where the gate of both decides. */
export function statelessGate(mcp: McpConfig, call: LabCall, tokens: ServerTokens): Gate | null {
  const { door } = mcp.eras;
  const stranger = call.headers.authorization === undefined;
  if (door === "guarded" || (door === "lets-in-strangers" && !stranger)) return null;
  call.log("warn", `auth.skip era=stateless token=${stranger ? "none" : "ignored"}`);
  return { open: true, bearer: tokens.fallback };
}

/**
 * Answers one request of the stateless era. Endpoints: `stateless:discover`, `stateless:list`, `stateless:call:<tool>`,
 * `stateless:other`. @see MCP 2026-07-28, Streamable HTTP
 */
export function answerStateless(
  server: StatelessServer,
  call: LabCall,
  bearer: string | null,
  message: RpcMessage,
): RpcAnswer {
  const { mcp } = server.parts.config;
  const { id, method, params } = message;
  const at = (endpoint: string, answer: RpcAnswer["answer"]): RpcAnswer => ({
    endpoint: `stateless:${endpoint}`,
    answer,
  });
  const refusal = faultOf(mcp, call, message);
  if (refusal !== null) return at("other", () => refusal);
  if (method.startsWith("notifications/")) return at("other", () => ({ ...json(202, null), body: "" }));
  if (method === "server/discover" && !mcp.eras.hidesDiscovery) {
    return at("discover", () => json(200, rpcResult(id, discovered(mcp))));
  }
  if (method === "tools/list") {
    const tools = listedTools(mcp);
    return at("list", () => json(200, rpcResult(id, complete(mcp, { tools, ttlMs: 0, cacheScope: "private" }))));
  }
  if (method === "tools/call") {
    const offered = String(readMember(params, "name"));
    const name = withoutPrefix(mcp, offered);
    return at(`call:${name ?? offered}`, async () =>
      json(200, rpcResult(id, await toolResult(server, call, bearer, message, name))),
    );
  }
  const read = method === "resources/read" ? readForeign(server, call, params) : null;
  if (read !== null) return at("read", () => json(200, rpcResult(id, complete(mcp, read))));
  return at("other", () => json(404, rpcErrorMessage(id, -32601, "Method not found")));
}

function readForeign({ parts }: StatelessServer, call: LabCall, params: unknown) {
  return foreignResult(parts, call, "resource", String(readMember(params, "uri")));
}

async function toolResult(
  server: StatelessServer,
  call: LabCall,
  bearer: string | null,
  { id, params }: RpcMessage,
  name: string | null,
) {
  const { parts, answered } = server;
  const { mcp } = parts.config;
  if (mcp.eras.asksBack)
    return { ...complete(mcp, { inputRequests: { confirm: ELICITATION } }), resultType: "input_required" };
  const kept = mcp.eras.answersById ? answered.get(String(id)) : undefined;
  if (kept !== undefined) {
    call.log("warn", `answer.reuse id=${String(id)} tool=${name ?? ""}`);
    return kept;
  }
  const args = readMember(params, "arguments");
  // Each request stands alone: whoever called last plays no part.
  const alone = { ...server, last: { bearer } };
  const result = complete(mcp, await callTool(alone, call, bearer, name, args));
  answered.set(String(id), result);
  return result;
}

const ELICITATION = {
  method: "elicitation/create",
  params: {
    message: "Which catalog?",
    requestedSchema: { type: "object", properties: { catalog: { type: "string" } } },
  },
};

/** Why the request is not one of this era as the server, behind its proxy, sees it; null where it is. */
function faultOf(mcp: McpConfig, call: LabCall, message: RpcMessage): LabReply | null {
  const { proxy, supports } = mcp.eras;
  const refuse = (code: number, text: string, data?: object) => {
    const error = rpcErrorMessage(message.id, code, text);
    return json(400, data === undefined ? error : { ...error, error: { ...error.error, data } });
  };
  const version = proxy === "rewrites-bodies" ? null : versionOf(message);
  if (version === null) {
    return refuse(
      -32602,
      `params._meta must be an object carrying the required '${VERSION}' and '${META}clientCapabilities' envelope keys`,
    );
  }
  if (!supports.includes(version)) {
    return refuse(-32022, "Unsupported protocol version", { supported: supports, requested: version });
  }
  const header = (name: string) => (proxy === "strips-headers" ? undefined : call.headers[name]);
  if (header("mcp-method") !== message.method)
    return refuse(-32020, "mcp-method header does not match the request body's method");
  const member = NAMED[message.method];
  if (member === undefined || header("mcp-name") === readMember(message.params, member)) return null;
  return refuse(-32020, `mcp-name header does not match the request body's '${member}' parameter`);
}

/** What a server that speaks this era alone says to a handshake. */
export function refuseHandshake(mcp: McpConfig, { id, params }: RpcMessage): LabReply {
  const error = rpcErrorMessage(id, -32022, "Unsupported protocol version");
  const data = { supported: mcp.eras.supports, requested: String(readMember(params, "protocolVersion")) };
  return json(400, { ...error, error: { ...error.error, data } });
}

function discovered(mcp: McpConfig) {
  const { serverInfo: _, ...rest } = serverIdentity(mcp);
  return complete(mcp, { ...rest, supportedVersions: mcp.eras.supports, ttlMs: 0, cacheScope: "private" });
}

function complete(mcp: McpConfig, result: Readonly<Record<string, unknown>>) {
  const own = typeof result._meta === "object" ? result._meta : {};
  const meta = { ...own, [`${META}serverInfo`]: serverIdentity(mcp).serverInfo };
  return { ...result, _meta: meta, resultType: "complete" };
}

function json(status: number, message: unknown): LabReply {
  return { status, contentType: "application/json", body: JSON.stringify(message) };
}
