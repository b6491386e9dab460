import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { baselineConfig } from "@/lib/lab/baseline-config";
import { openStack } from "@/lib/lab/open-stack";
import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { McpConfig } from "./mcp-config";

/** Opens a healthy stack whose MCP server differs in these respects. */
export async function openMcpStack(
  change: Partial<McpConfig>,
  given: (config: StackConfig) => StackConfig = (config) => config,
): Promise<LabStack> {
  const folder = await mkdtemp(join(tmpdir(), "bonafide-mcp-"));
  const config = withMcp(withTarget(given(baselineConfig()), { mcpUrl: { at: "mcp", path: "/mcp" } }), change);
  return openStack({ id: "mcp", config, logPath: join(folder, "lab.jsonl"), onMinted: () => undefined });
}

export interface RpcReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON-RPC message, whichever way it was framed; null if there is none. */
  readonly message: RpcMessage | null;
}

/** What the tests look at in an answer. */
interface RpcMessage {
  readonly id: unknown;
  readonly result?: {
    readonly structuredContent?: ToolAnswer & { readonly result?: ToolAnswer };
    readonly content?: readonly { readonly text: string }[];
    readonly isError?: boolean;
    readonly serverInfo?: { readonly name: string; readonly version: string };
    readonly protocolVersion?: string;
    readonly tools?: readonly { readonly name: string }[];
  };
  readonly error?: { readonly code: number; readonly message: string };
}

interface ToolAnswer {
  readonly success?: boolean;
  readonly error?: string;
  readonly total_results?: number;
  readonly user_identity?: { readonly arn: string };
}

interface RpcCall {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Sends one JSON-RPC request as it is. */
export async function callLabMcp(
  stack: LabStack,
  method: string,
  params: unknown,
  call: RpcCall = {},
): Promise<RpcReply> {
  const url = new URL(stack.target.mcpUrl ?? "");
  if (call.path !== undefined) url.pathname = call.path;
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...call.headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, message: parsed(text) };
}

function parsed(text: string): RpcMessage | null {
  try {
    const message: RpcMessage = JSON.parse(text.replace(/^event: message\r\ndata: /, ""));
    return message;
  } catch {
    return null;
  }
}

/** The payload of a tool, unwrapped. */
export async function callTool(stack: LabStack, name: string, token: string | undefined, headers = {}) {
  const bucket = stack.target.s3?.bucket ?? "";
  const args: Record<string, unknown> = {
    bucket_list: {},
    bucket_objects_list: { bucket, prefix: "raw/", max_keys: 5, include_signed_urls: false },
    search_catalog: { query: "README.md", bucket },
    discover_permissions: { check_buckets: [bucket] },
  };
  const reply = await callLabMcp(stack, "tools/call", { name, arguments: args[name] ?? {} }, { token, headers });
  const content = reply.message?.result?.structuredContent;
  return { ...reply, payload: content?.result ?? content };
}

export const toolNames = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

/** What each tool says: its error, `ok`, or the status and body of an answer that is none. */
export async function errorsOf(
  stack: LabStack,
  token: string | undefined,
  headers = {},
): Promise<Record<string, string>> {
  const pairs = toolNames.map(async (name) => {
    const { status, payload, text } = await callTool(stack, name, token, headers);
    return [name, payload === undefined ? `${status} ${text}` : (payload.error ?? "ok")];
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** What `errorsOf` gives when every tool works. */
export const allWork = Object.fromEntries(toolNames.map((name) => [name, "ok"]));

/** Speaks to the stack's MCP server with the official client. */
export async function withSdk<T>(
  stack: LabStack,
  token: string | null,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ name: "test", version: "1" });
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(stack.target.mcpUrl ?? ""), { requestInit: { headers } });
  // The SDK's two types of a transport disagree under exactOptionalPropertyTypes.
  await Reflect.apply(client.connect, client, [transport]);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** Opens stacks for the tests of one file, and closes them after each. */
export function stackOpener() {
  const opened: LabStack[] = [];
  return {
    open: async (...how: Partial<Parameters<typeof openMcpStack>>): Promise<LabStack> => {
      const stack = await openMcpStack(how[0] ?? {}, how[1]);
      opened.push(stack);
      return stack;
    },
    closeAll: async () => {
      await Promise.all(opened.splice(0).map((stack) => stack.close()));
    },
  };
}

/** The token with a signature that nobody made. */
export function tampered(token: string): string {
  return `${token.split(".").slice(0, 2).join(".")}.${Buffer.alloc(32, 7).toString("base64url")}`;
}

export const initialize = {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "test", version: "1" },
};
