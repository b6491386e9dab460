import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { baselineConfig } from "../baseline-config";
import { withMcp, withTarget } from "../config-changes";
import type { LabStack } from "../lab-types";
import { openStack } from "../open-stack";
import type { McpConfig, StackConfig } from "../stack-config";

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
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers
  readonly message: any;
}

interface RpcCall {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Sends one JSON-RPC request as it is. */
export async function rpc(stack: LabStack, method: string, params: unknown, call: RpcCall = {}): Promise<RpcReply> {
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^event: message\r\ndata: /, ""));
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
  const reply = await rpc(stack, "tools/call", { name, arguments: args[name] ?? {} }, { token, headers });
  const content = reply.message?.result?.structuredContent;
  return { ...reply, payload: content?.result ?? content };
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
