import { randomBytes, randomUUID } from "node:crypto";
import { brokerArn } from "@/lib/lab/stack/identities";
import { mintToken } from "@/lib/lab/stack/mint-token";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import type { Decision, LabCall, LabReply } from "../lab-server";
import { authenticate } from "../registry/registry-auth";
import type { LabServer } from "../server-declaration";
import { answerRpc, type LastCaller, readRpc } from "./answer-rpc";
import { rpcRefusal } from "./framing";
import { createHopClient } from "./hop-client";
import { gateInSession, type Sessions, sessionOf } from "./lab-sessions";
import { healthyMcp } from "./mcp-config";
import { type Gate, METADATA_PATH, passGate, resourceMetadata, type ServerTokens } from "./mcp-gate";
import type { HopKeys } from "./sign-sigv4";
import { answerStateless, isStatelessRequest, refuseHandshake, speaksEra, statelessGate } from "./stateless-rpc";

/** The MCP server of one stack. */
interface McpServer {
  /**
   * Endpoints: `health`, `metadata`, `redirect`, `gate` (refused before the protocol), `initialize`, `initialized`,
   * `list`, `call:<tool>`, `session` (a session that is not there), `other`; those of the stateless era begin with
   * `stateless:`.
   */
  handle(call: LabCall): Decision;
  /** Tokens that the server holds itself. */
  secrets(): readonly string[];
  close(): void;
}

const HEALTH = ["/", "/health", "/healthz"];

/** Plays quilt-mcp, in each of its deployments, or a server with OAuth, in front of the stack's own registry. */
async function createMcp(parts: StackParts): Promise<McpServer> {
  const tokens = await serverTokens(parts);
  const hops = createHopClient(parts);
  const sessions: Sessions = new Map();
  let keys: HopKeys | null = null;
  const ownKeys = () => {
    if (parts.config.mcp.ownCredentials === "absent") return null;
    keys ??= mintOwnKeys(parts);
    return keys;
  };
  const last: LastCaller = { bearer: null };
  const server = { parts, sessions, ownKeys, hops, last, answered: new Map<string, unknown>() };
  return {
    handle(call) {
      const { authorization } = call.headers;
      const { ok } = authenticate(parts, authorization, stackNowMs(parts.config));
      const genuine = authorization === `Bearer ${parts.token}` || ok;
      const decide = (endpoint: string, answer: Decision["answer"]): Decision => ({ endpoint, genuine, answer });
      const route = routeOf(parts, call);
      if (route !== null) return decide(route.endpoint, () => route.reply);
      const message = readRpc(call.body);
      const stateless = speaksEra(parts.config.mcp, "stateless") && isStatelessRequest(call, message);
      const gate = stateless
        ? (statelessGate(parts.config.mcp, call, tokens) ?? passGate(parts, call, tokens))
        : gateInSession(parts, sessions, call, passGate(parts, call, tokens));
      if (!gate.open) return decide("gate", () => gate.reply);
      if (stateless && message !== null && call.method === "POST" && call.path === "/mcp") {
        const { endpoint, answer } = answerStateless(server, call, gate.bearer, message);
        return decide(endpoint, answer);
      }
      last.bearer = gate.bearer;
      return protocol(server, call, gate, decide);
    },
    secrets: () => [tokens.fallback, tokens.test],
    close: hops.close,
  };
}

type Server = Parameters<typeof answerRpc>[0] & { readonly sessions: Sessions };

function protocol(
  server: Server,
  call: LabCall,
  { bearer }: Extract<Gate, { open: true }>,
  decide: (endpoint: string, answer: Decision["answer"]) => Decision,
): Decision {
  const { mcp } = server.parts.config;
  if (call.path !== "/mcp") return decide("other", () => plain(404, "Not Found"));
  if (mcp.wire.transport === "http+sse") return decide("other", () => oldTransport(call));
  if (call.method !== "POST") {
    return decide("other", () => ({ ...plain(405, "Method Not Allowed"), headers: { allow: "POST, DELETE" } }));
  }
  const message = readRpc(call.body);
  if (message === null) return decide("other", () => rpcRefusal(400, -32700, "Parse error"));
  if (!speaksEra(mcp, "handshake")) return decide("initialize", () => refuseHandshake(mcp, message));
  const accept = call.headers.accept ?? "";
  if (mcp.kind === "platform" && !(accept.includes("text/event-stream") && accept.includes("application/json"))) {
    const text = "Not Acceptable: Client must accept both application/json and text/event-stream";
    return decide("other", () => rpcRefusal(406, -32600, text));
  }
  const session = sessionOf(server.parts, server.sessions, call, message.method, bearer);
  if (typeof session !== "string" && session !== null) return decide("session", () => session);
  const headers: Readonly<Record<string, string>> = session === null ? {} : { "mcp-session-id": session };
  const { endpoint, answer } = answerRpc(server, call, bearer, message, headers);
  return decide(endpoint, answer);
}

/** HTTP+SSE, the transport of before 2025: a stream by GET, which names where to post. */
function oldTransport(call: LabCall): LabReply {
  if (call.method !== "GET") return { ...plain(405, "Method Not Allowed"), headers: { allow: "GET, HEAD" } };
  const body = `event: endpoint\r\ndata: /messages/?session_id=${randomUUID().replaceAll("-", "")}\r\n\r\n`;
  return { status: 200, contentType: "text/event-stream", body, staysOpen: true };
}

/** What is answered without a token. */
function routeOf(parts: StackParts, call: LabCall): { readonly endpoint: string; readonly reply: LabReply } | null {
  const { mcp } = parts.config;
  if (call.method === "GET" && HEALTH.includes(call.path)) {
    return { endpoint: "health", reply: health(mcp.version, call.path) };
  }
  if (call.path === "/mcp/") {
    const location = `http://${call.headers.host ?? ""}/mcp`;
    return { endpoint: "redirect", reply: { ...plain(307, ""), headers: { location } } };
  }
  if (mcp.kind === "platform" && call.path.startsWith(METADATA_PATH)) {
    return { endpoint: "metadata", reply: resourceMetadata(call) };
  }
  return null;
}

function health(version: string, route: string): LabReply {
  const server = { name: "quilt-mcp-server", version, transport: "http" };
  const body = { status: "ok", timestamp: new Date().toISOString().replace("Z", "000+00:00"), route, server };
  const headers = { "cache-control": "no-cache, no-store, must-revalidate" };
  return { status: 200, contentType: "application/json", headers, body: JSON.stringify(body) };
}

function plain(status: number, body: string): LabReply {
  return { status, contentType: "text/plain; charset=utf-8", body };
}

/** The token of QUILT_FALLBACK_JWT is a valid one of this stack's user; the test token is signed with a published secret. */
async function serverTokens(parts: StackParts): Promise<ServerTokens> {
  const context = { secrets: parts.secrets, role: parts.config.registry.vends.role, nowMs: stackNowMs(parts.config) };
  const testSpec = {
    ...catalogTokenSpec(),
    signer: "published-secret",
    claims: { id: { value: "test-user" }, uuid: { newUuid: true }, iat: { inSeconds: 0 }, exp: { inSeconds: 3600 } },
  } as const;
  const [fallback, test] = await Promise.all([mintToken(catalogTokenSpec(), context), mintToken(testSpec, context)]);
  return { fallback: fallback.token, test: test.token };
}

/** Keys of the server's own role, another one than the registry vends, or of the broker that the token's role trusts. */
function mintOwnKeys({ store, config, secrets }: StackParts): HopKeys {
  const { vends } = config.registry;
  if (config.mcp.ownCredentials === "working") {
    const role = { ...vends.role, kind: "role", path: "/", name: "QuiltMcpTaskRole" } as const;
    return store.mint(
      { ...vends, prefix: "ASIA", omit: [], differs: "nothing", trueLifeS: 3600, role },
      stackNowMs(config),
    );
  }
  const accessKeyId = store.newKeyId("AKIA", secrets.account);
  const secretAccessKey = randomBytes(30).toString("base64");
  const identity = { account: secrets.account, arn: brokerArn(secrets), userId: `AIDA${accessKeyId.slice(4)}` };
  const keys = { accessKeyId, secretAccessKey, sessionToken: "" };
  store.remember({ ...keys, expiresAtMs: Number.POSITIVE_INFINITY, identity });
  store.keepSecret(secretAccessKey);
  return keys;
}

export const mcpServer: LabServer<"mcp"> = {
  name: "mcp",
  healthy: healthyMcp,
  open: createMcp,
};
