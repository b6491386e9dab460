import type { LabReply } from "../lab-server";
import type { McpConfig } from "./mcp-config";

export type RpcId = string | number | null;

/** A JSON-RPC answer as this server frames it: plain JSON, or one event with CRLF line ends. */
export function frameReply(mcp: McpConfig, message: unknown, headers: Readonly<Record<string, string>> = {}): LabReply {
  const { odd } = mcp.wire;
  const body = JSON.stringify(odd ? [message] : message);
  const mark = odd ? "\uFEFF" : "";
  if (!isEventStream(mcp)) return { status: 200, contentType: "application/json", headers, body: mark + body };
  return {
    status: 200,
    contentType: "text/event-stream",
    headers: { "cache-control": "no-cache, no-transform", ...headers },
    body: `${mark}${mcp.chatty ? SMALL_TALK : ""}event: message\r\ndata: ${body}\r\n\r\n`,
  };
}

/** An event stream that stays open after these messages. */
export function openStream(messages: readonly unknown[], headers: Readonly<Record<string, string>> = {}): LabReply {
  const body = messages.map((message) => `event: message\r\ndata: ${JSON.stringify(message)}\r\n\r\n`).join("");
  return { status: 200, contentType: "text/event-stream", headers, body, staysOpen: true };
}

/** The remote deployment answers in JSON; the legacy one and the Platform MCP in event streams. */
function isEventStream({ kind }: McpConfig): boolean {
  return kind === "legacy" || kind === "platform";
}

const PING = JSON.stringify({ jsonrpc: "2.0", id: "ping-1", method: "ping" });
const PROGRESS = JSON.stringify({
  jsonrpc: "2.0",
  method: "notifications/message",
  params: { level: "info", data: "working" },
});
/** What a server may send before its answer: a comment, a request of its own, a notification over two data lines. */
const SMALL_TALK =
  `: ping - 2026-03-01 08:00:00+00:00\r\n\r\nevent: message\r\ndata: ${PING}\r\n\r\n` +
  `event: message\r\ndata: ${PROGRESS.replace(",", ",\r\ndata: ")}\r\n\r\n`;

export function rpcResult(id: RpcId, result: unknown) {
  return { jsonrpc: "2.0", id, result };
}

export function rpcErrorMessage(id: RpcId, code: number, message: string) {
  return { jsonrpc: "2.0", id, error: { code, message } };
}

/** A JSON-RPC error under an HTTP status that says the same. */
export function rpcRefusal(status: number, code: number, message: string): LabReply {
  return { status, contentType: "application/json", body: JSON.stringify(rpcErrorMessage(null, code, message)) };
}
