import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { readSse } from "./read-sse";

/** What of an HTTP body answers one JSON-RPC request. */
export type RpcAnswer =
  | { readonly kind: "result"; readonly result: JsonObject }
  | { readonly kind: "error"; readonly code: number; readonly message: string }
  | { readonly kind: "none" };

export type Framing = "json" | "sse";

export function framingOf(contentType: string | undefined): Framing {
  return /^\s*text\/event-stream\b/i.test(contentType ?? "") ? "sse" : "json";
}

/**
 * Finds the answer to the request `id` in a body of JSON or Server-Sent Events. Pings, notifications and answers to
 * other requests are passed over (MCP 2025-06-18, Streamable HTTP; JSON-RPC 2.0 §5).
 */
export function readMessage(body: string, framing: Framing, id: number): RpcAnswer {
  for (const text of framing === "sse" ? readSse(body) : [body]) {
    const answer = answerIn(parse(text), id);
    if (answer !== null) return answer;
  }
  return { kind: "none" };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no answer: the caller reports it as a finding about the server.
    return null;
  }
}

/** One request has one answer: a batch, which versions before 2025-06-18 knew, answers several. */
function answerIn(message: unknown, id: number): RpcAnswer | null {
  if (!isJsonObject(message) || message.jsonrpc !== "2.0") return null;
  if (message.id === id && isJsonObject(message.result)) return { kind: "result", result: message.result };
  // A server that could not read the request answers with the id null, or with none.
  const mine = message.id === id || message.id === null || message.id === undefined;
  const { error } = message;
  if (mine && isJsonObject(error) && typeof error.code === "number" && typeof error.message === "string") {
    return { kind: "error", code: error.code, message: error.message };
  }
  return null;
}
