import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import type { StartStdio } from "@/lib/processes/stdio-server";
import { type ParsedToken, parseToken } from "@/lib/token/parse-token";
import { callerArn } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, type SentRequest, testAnswer, testInput } from "../shared/test-context";
import { mcp } from "./mcp";

export const MCP_URL = "https://mcp.example.com/mcp";
export const BUCKET = "bucket-a";
export const ARN = "arn:aws:sts::111122223333:assumed-role/Reader/ada";
const TOKEN =
  "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImEiLCJ1dWlkIjoiYiIsImV4cCI6MTgwMDAwMDAwMH0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

const OTHER_TOKEN =
  "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImMiLCJ1dWlkIjoiZCIsImV4cCI6MTgwMDAwMDAwMH0.BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

/** Who calls, as the fake server sees it: the run's user, a second one, an altered token, or none. */
type Caller = "good" | "other" | "bad" | "nobody";

export interface FakeCall {
  readonly caller: Caller;
  readonly tool: string;
  readonly values: JsonObject;
  /** 1 for the first call of this tool by this caller. */
  readonly nth: number;
  readonly id: unknown;
}

/** A request of the stateless era, as the fake server sees it. */
export interface StatelessCall {
  readonly caller: Caller;
  readonly method: string;
  readonly id: unknown;
  readonly params: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FakeServer {
  /** An answer to `initialize`; null shakes hands. */
  readonly greet?: (caller: Caller) => DoorResult | null;
  readonly notified?: (caller: Caller) => DoorResult;
  /** Answers a GET of the MCP endpoint. */
  readonly streamed?: () => DoorResult;
  readonly tools?: readonly string[];
  readonly listed?: (cursor: unknown, id: unknown) => DoorResult | null;
  /** A payload, wrapped as quilt-mcp does, or a whole answer. */
  readonly call?: (call: FakeCall) => object | DoorResult;
  readonly health?: DoorResult;
  readonly instructions?: string;
  /** How long a tool takes, ms. */
  readonly toolMs?: Readonly<Record<string, number>>;
  /** What it calls itself. */
  readonly name?: string;
  readonly sse?: boolean;
  readonly sessionId?: string;
  /** Answers requests of the stateless era; none is spoken unless given. */
  readonly stateless?: (call: StatelessCall) => DoorResult;
  /** Answers what does not go to the MCP endpoint. */
  readonly other?: (sent: SentRequest) => DoorResult;
}

const SCHEMAS: Readonly<Record<string, object>> = {
  bucket_list: { type: "object", properties: {}, additionalProperties: false },
  bucket_objects_list: {
    type: "object",
    required: ["bucket"],
    additionalProperties: false,
    properties: {
      bucket: { type: "string" },
      prefix: { type: "string" },
      max_keys: { type: "integer", minimum: 1, maximum: 1000 },
      include_signed_urls: { type: "boolean" },
    },
  },
};

/** What quilt-mcp answers the right caller. */
export function goodPayload(tool: string, values: JsonObject): object {
  switch (tool) {
    case "bucket_list":
      return { success: true, buckets: [{ name: BUCKET }], count: 1 };
    case "bucket_objects_list":
      return { success: true, bucket: values.bucket, prefix: "", objects: [{ key: "a.csv" }], count: 1 };
    case "search_catalog":
      return values.bucket === BUCKET
        ? { success: true, results: [{ id: "1" }], total_results: 1 }
        : { success: true, results: [], total_results: 0 };
    case "discover_permissions":
      return { success: true, user_identity: { arn: ARN, account_id: "111122223333" }, bucket_permissions: [] };
    default:
      return { success: true };
  }
}

/** What it answers one whose token the registry does not take. */
export function badPayload(tool: string): object {
  const words: Readonly<Record<string, string>> = {
    bucket_list: "Failed to list buckets: GraphQL query not authorized",
    bucket_objects_list: "JWT token invalid or expired. Please re-authenticate.",
    search_catalog: "Search catalog requires authentication: Session check failed: GraphQL query not authorized",
  };
  return { success: false, error: words[tool] ?? "Failed to discover AWS permissions: JWT token invalid or expired." };
}

export const unauthorized = () =>
  testAnswer(401, { error: "JWT authentication required. Provide Authorization: Bearer header." });

/** quilt-mcp in remote mode: 401 without a token, any bearer through the handshake, refusals by its tools. */
export const remote: FakeServer = {
  greet: (caller) => (caller === "nobody" ? unauthorized() : null),
  call: ({ caller, tool, values }) => (caller === "good" ? goodPayload(tool, values) : badPayload(tool)),
  health: testAnswer(200, { status: "ok", server: { name: "quilt-mcp-server", version: "0.22.0", transport: "http" } }),
  instructions: "Remote deployment using platform backend with default http transport.",
};

function read(text: string): ParsedToken {
  const parsed = parseToken(text);
  if (!parsed.ok) throw new Error("the test token cannot be read");
  return parsed.token;
}

/** A second token, of whom the fake server knows as "other". */
export const otherToken = () => read(OTHER_TOKEN);

/** An input with everything named that the layer looks at. */
export function mcpInput(
  target: Partial<LayerInput["target"]> = {},
  more: Partial<Omit<LayerInput, "target">> = {},
): LayerInput {
  return testInput({
    token: read(TOKEN),
    ...more,
    target: { mcpUrl: MCP_URL, s3: { bucket: BUCKET }, search: { query: "csv" }, ...target },
  });
}

type Options = Parameters<typeof createTestContext>[0];

interface RunMore {
  readonly directMs?: Readonly<Record<string, number>>;
  readonly input?: LayerInput;
  readonly given?: Options["given"];
  readonly startStdio?: StartStdio;
  readonly now?: Options["now"];
  readonly signal?: AbortSignal;
}

/** Runs the layer against a fake server; identity has named the caller unless `given` says otherwise. */
export async function runMcp(server: FakeServer, more: RunMore = {}) {
  const answer = fakeServer(server);
  const test = createTestContext({
    layer: mcp,
    input: more.input ?? mcpInput(),
    given: more.given ?? [[callerArn, ARN]],
    ...(more.directMs === undefined ? {} : { directMs: more.directMs }),
    ...(more.startStdio === undefined ? {} : { startStdio: more.startStdio }),
    ...(more.now === undefined ? {} : { now: more.now }),
    ...(more.signal === undefined ? {} : { signal: more.signal }),
    send: (sent) => answer(sent),
  });
  const outcome = await test.run();
  const controls = test.controls.map(
    ({ name, tool, observed, counts }) => `${name} ${tool}: ${observed}${counts ? "" : " (idle)"}`,
  );
  return { ...test, ...outcome, said: controls.sort() };
}

/** Answers as the server does, over whatever carries the messages. */
export function fakeServer(server: FakeServer): (sent: SentRequest) => DoorResult {
  const seen = new Map<string, number>();
  return (sent) => {
    const { request } = sent;
    if (request.url.endsWith("/health")) return server.health ?? testAnswer(404, "Not Found");
    if (request.url !== MCP_URL) return server.other?.(sent) ?? testAnswer(404, "");
    if (request.method === "GET") return server.streamed?.() ?? testAnswer(405, "");
    const message = JSON.parse(String(request.body)) as { id?: number; method: string; params?: JsonObject };
    const caller = callerOf(request.headers.authorization);
    if (message.params?._meta !== undefined) {
      const { id, method, params = {} } = message;
      return server.stateless?.({ caller, method, id, params, headers: request.headers ?? {} }) ?? notSpoken(id);
    }
    const frame = (result: object): DoorResult => framed(server, message.id, result);
    switch (message.method) {
      case "initialize":
        return server.greet?.(caller) ?? frame(hello(server));
      case "notifications/initialized":
        return server.notified?.(caller) ?? testAnswer(202, "");
      case "tools/list":
        return server.listed?.(message.params?.cursor, message.id) ?? frame({ tools: toolList(server) });
      default: {
        const { name, arguments: values } = message.params as { name: string; arguments: JsonObject };
        const key = `${caller} ${name}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        const given = server.call?.({ caller, tool: name, values, nth: seen.get(key) ?? 1, id: message.id }) ?? {};
        const result = isResult(given) ? given : frame(toolResult(given));
        const totalMs = server.toolMs?.[name];
        return totalMs === undefined ? result : { ...result, timings: { ...result.timings, totalMs } };
      }
    }
  };
}

/** What a server of the handshake era says to a request of the other. */
export function notSpoken(id: unknown): DoorResult {
  return testAnswer(400, { jsonrpc: "2.0", id, error: { code: -32600, message: "Bad Request" } });
}

function callerOf(header: string | undefined): Caller {
  if (header === undefined) return "nobody";
  if (header === `Bearer ${OTHER_TOKEN}`) return "other";
  return header === `Bearer ${TOKEN}` ? "good" : "bad";
}

function isResult(given: object): given is DoorResult {
  return "kind" in given && "timings" in given;
}

function hello({ instructions, name = "quilt-mcp-server" }: FakeServer): object {
  return {
    protocolVersion: "2025-06-18",
    capabilities: { tools: {} },
    serverInfo: { name, version: "0.5.6 (remote)" },
    ...(instructions === undefined ? {} : { instructions }),
  };
}

const TOOLS = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

function toolList({ tools = TOOLS }: FakeServer): readonly object[] {
  return tools.map((name) => ({ name, inputSchema: SCHEMAS[name] ?? { type: "object" } }));
}

/** As quilt-mcp puts it on the wire, failures too. */
export function toolResult(payload: object): object {
  const text = JSON.stringify(payload);
  return { content: [{ type: "text", text }], structuredContent: { result: payload }, isError: false };
}

function framed({ sse, sessionId }: FakeServer, id: number | undefined, result: object): DoorResult {
  const headers = sessionId === undefined ? {} : { "mcp-session-id": sessionId };
  const message = { jsonrpc: "2.0", id, result };
  if (sse !== true) return testAnswer(200, message, headers);
  const ping = JSON.stringify({ jsonrpc: "2.0", id: 99, method: "ping" });
  const text = `event: message\r\ndata: ${ping}\r\n\r\nevent: message\r\ndata: ${JSON.stringify(message)}\r\n\r\n`;
  return testAnswer(200, text, { ...headers, "content-type": "text/event-stream" });
}

/** A JSON-RPC error for a call. */
export function rpcError(id: unknown, message: string, code = -32000): DoorResult {
  return testAnswer(200, { jsonrpc: "2.0", id, error: { code, message } });
}
