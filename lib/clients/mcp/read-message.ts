import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { SseReader } from "./read-sse";

/** What of an HTTP body answers one JSON-RPC request. */
export type RpcAnswer =
  | { readonly kind: "result"; readonly result: JsonObject }
  | { readonly kind: "error"; readonly code: number; readonly message: string; readonly data?: unknown }
  /** In place of an answer the server asks us something: the method. */
  | { readonly kind: "asks"; readonly method: string }
  | { readonly kind: "none" };

export type Framing = "json" | "sse";

export function framingOf(contentType: string | undefined): Framing {
  return /^\s*text\/event-stream\b/i.test(contentType ?? "") ? "sse" : "json";
}

/** Requests of a server that wait for an answer of ours (MCP 2025-06-18, Client Features). */
const ASKING: readonly string[] = ["elicitation/create", "sampling/createMessage", "roots/list"];

/**
 * Finds the answer to the request `id` in a body of JSON or Server-Sent Events, as it arrives. Pings, notifications,
 * requests of the server's own and answers to other requests are passed over (MCP 2025-06-18, Streamable HTTP;
 * JSON-RPC 2.0 §5), and so is the array around a batch, which versions before 2025-06-18 knew.
 */
export class MessageReader {
  readonly #id: number;
  readonly #sse: SseReader | null;
  readonly #decoder = new TextDecoder();
  readonly #json: string[] = [];
  #answer: RpcAnswer | null = null;
  #asked: string | null = null;
  #isBatch = false;

  constructor(framing: Framing, id: number) {
    this.#id = id;
    this.#sse = framing === "sse" ? new SseReader() : null;
  }

  /** The method of a request of the server's own that waits for us; null when there was none. */
  get asked(): string | null {
    return this.#asked;
  }

  /** Whether the answer stood in an array. */
  get isBatch(): boolean {
    return this.#isBatch;
  }

  /** Takes the next bytes; true once the answer is there. */
  push(chunk: Uint8Array): boolean {
    if (this.#sse === null) this.#json.push(this.#decoder.decode(chunk, { stream: true }));
    else for (const { data } of this.#sse.push(chunk)) this.#take(data);
    return this.#answer !== null;
  }

  /** What it comes to when there is nothing more to read. */
  end(): RpcAnswer {
    if (this.#sse === null) this.#take([...this.#json.splice(0), this.#decoder.decode()].join(""));
    else for (const { data } of this.#sse.end()) this.#take(data);
    return this.#answer ?? (this.#asked === null ? { kind: "none" } : { kind: "asks", method: this.#asked });
  }

  #take(text: string): void {
    if (this.#answer !== null) return;
    const value = parse(text);
    const isBatch = Array.isArray(value);
    const messages: readonly unknown[] = isBatch ? value : [value];
    for (const message of messages) {
      this.#asked ??= askedIn(message);
      this.#answer ??= answerIn(message, this.#id);
    }
    this.#isBatch = isBatch && this.#answer !== null;
  }
}

/** Finds the answer in a body that is all there. */
export function readMessage(body: string, framing: Framing, id: number): RpcAnswer {
  const reader = new MessageReader(framing, id);
  reader.push(new TextEncoder().encode(body));
  return reader.end();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no answer: the caller reports it as a finding about the server.
    return null;
  }
}

function askedIn(message: unknown): string | null {
  if (!isJsonObject(message) || message.id === undefined || typeof message.method !== "string") return null;
  return ASKING.includes(message.method) ? message.method : null;
}

/** In place of the id of a request that it could not read, the Python SDK writes this. */
const UNREAD_ID = "server-error";

function answerIn(message: unknown, id: number): RpcAnswer | null {
  if (!isJsonObject(message) || message.jsonrpc !== "2.0") return null;
  if (message.id === id && isJsonObject(message.result)) return { kind: "result", result: message.result };
  // A server that could not read the request answers with the id null, or with none.
  const mine = message.id === id || message.id === null || message.id === undefined || message.id === UNREAD_ID;
  const { error } = message;
  if (mine && isJsonObject(error) && typeof error.code === "number" && typeof error.message === "string") {
    const { code, message: text, data } = error;
    return { kind: "error", code, message: text, ...(data === undefined ? {} : { data }) };
  }
  return null;
}
