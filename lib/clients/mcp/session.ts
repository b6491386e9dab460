import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { loadSdk } from "./load-mcp-sdk";
import { type Framing, framingOf, type RpcAnswer, readMessage } from "./read-message";

/** Asked for first; every server of the streamable HTTP era knows it. */
const PROTOCOL_VERSION = "2025-06-18";

/** Names the client; its true version stands in the User-Agent. */
const CLIENT = { name: "bonafide", version: "1" };

/** Body of an `initialize` request. */
export function initializeParams(): JsonObject {
  return { protocolVersion: PROTOCOL_VERSION, capabilities: {}, clientInfo: CLIENT };
}

/** One HTTP answer of the server, read as JSON-RPC. */
export interface McpReply {
  readonly result: DoorResult;
  readonly body: string;
  readonly framing: Framing;
  readonly answer: RpcAnswer;
}

export interface McpTool {
  readonly name: string;
  readonly inputSchema: JsonObject;
  /** Whether the server says that the tool only reads; null when it does not say. */
  readonly readOnly: boolean | null;
}

export interface ServerInfo {
  readonly name: string;
  readonly version: string;
  readonly protocolVersion: string;
  readonly instructions: string | undefined;
}

/** What a step came to beside its raw reply: `value` is null unless the protocol's own schema accepts the result. */
export interface McpStep<T> {
  readonly reply: McpReply;
  readonly value: T | null;
  /** Why `value` is null although there was a result: a short phrase. */
  readonly fault: string | null;
}

/** What a request is, for whoever reads the run. */
export interface McpRequestName {
  /** "initialize", "tools/call bucket_list" */
  readonly step: string;
  /** The tool that it calls; null where it calls none. */
  readonly tool: string | null;
}

/** Sends one request under its name. */
export type McpSend = (name: McpRequestName, request: Omit<DoorRequest, "signal">) => Promise<DoorResult>;

export interface McpSettings {
  readonly url: string;
  /** Null sends no Authorization header. */
  readonly bearer: string | null;
  /** Deadline of each request, ms. */
  readonly timeoutMs: number;
  readonly send: McpSend;
  /** Called with the session id as soon as the server gives one. */
  readonly onSessionId: (id: string) => void;
}

/**
 * One MCP session over streamable HTTP (MCP 2025-06-18, Transports). Raw JSON-RPC, for a probe has to see the status,
 * headers and framing that a client hides; results are judged by the official SDK's schemas. It is left to expire.
 */
export class McpSession {
  readonly #settings: McpSettings;
  #lastId = 0;
  #sessionId: string | null = null;
  #protocolVersion: string | null = null;

  constructor(settings: McpSettings) {
    this.#settings = settings;
  }

  get sessionId(): string | null {
    return this.#sessionId;
  }

  async initialize(): Promise<McpStep<ServerInfo>> {
    // Loads while the request is on its way; whoever awaits it later hears of a fault.
    loadSdk().catch(() => {});
    const reply = await this.#request(plainName("initialize"), "initialize", initializeParams());
    const given = reply.result.kind === "answer" ? reply.result.headers["mcp-session-id"] : undefined;
    if (given !== undefined && /^[\x21-\x7e]+$/.test(given)) {
      this.#sessionId = given;
      this.#settings.onSessionId(given);
    }
    if (reply.answer.kind !== "result") return { reply, value: null, fault: null };
    const { InitializeResultSchema, SUPPORTED_PROTOCOL_VERSIONS } = await loadSdk();
    const held = InitializeResultSchema.safeParse(reply.answer.result);
    if (!held.success) return { reply, value: null, fault: "the result of initialize is malformed" };
    const { protocolVersion, serverInfo, instructions } = held.data;
    if (!SUPPORTED_PROTOCOL_VERSIONS.includes(protocolVersion)) {
      return { reply, value: null, fault: `protocol version ${protocolVersion.slice(0, 40)} is not supported` };
    }
    this.#protocolVersion = protocolVersion;
    const { name, version } = serverInfo;
    return { reply, value: { name, version, protocolVersion, instructions }, fault: null };
  }

  /** Tells the server that the handshake is done. Any 2xx will do: there is no answer to a notification. */
  async initialized(): Promise<McpStep<true>> {
    const method = "notifications/initialized";
    const reply = await this.#post(plainName(method), { jsonrpc: "2.0", method }, null, this.#settings.timeoutMs);
    const { result } = reply;
    const done = result.kind === "answer" && result.status >= 200 && result.status < 300;
    return { reply, value: done ? true : null, fault: null };
  }

  async listTools(cursor: string | null): Promise<McpStep<{ tools: readonly McpTool[]; nextCursor: string | null }>> {
    const reply = await this.#request(plainName("tools/list"), "tools/list", cursor === null ? {} : { cursor });
    if (reply.answer.kind !== "result") return { reply, value: null, fault: null };
    const { ListToolsResultSchema } = await loadSdk();
    const held = ListToolsResultSchema.safeParse(reply.answer.result);
    if (!held.success) return { reply, value: null, fault: "the result of tools/list is malformed" };
    const tools = held.data.tools.map(({ name, inputSchema, annotations }) => ({
      name,
      inputSchema,
      readOnly: annotations?.readOnlyHint ?? null,
    }));
    return { reply, value: { tools, nextCursor: held.data.nextCursor ?? null }, fault: null };
  }

  /**
   * @param timeoutMs of this call alone, ms
   * @param called names the call for whoever reads the run, where one tool is called several times
   */
  async callTool(
    name: string,
    values: JsonObject,
    timeoutMs: number,
    called: McpRequestName = { step: `tools/call ${name}`, tool: name },
  ): Promise<McpStep<JsonObject>> {
    const params = { name, arguments: values };
    const reply = await this.#request(called, "tools/call", params, timeoutMs);
    if (reply.answer.kind !== "result") return { reply, value: null, fault: null };
    const { CallToolResultSchema } = await loadSdk();
    const { result } = reply.answer;
    return CallToolResultSchema.safeParse(result).success
      ? { reply, value: result, fault: null }
      : { reply, value: null, fault: "the result is not that of a tool" };
  }

  /** Reads a resource by its URI (MCP 2025-06-18, Resources); `timeoutMs` and `called` as of a tool. */
  async readResource(uri: string, timeoutMs: number, called: McpRequestName): Promise<McpStep<JsonObject>> {
    const reply = await this.#request(called, "resources/read", { uri }, timeoutMs);
    if (reply.answer.kind !== "result") return { reply, value: null, fault: null };
    const { ReadResourceResultSchema } = await loadSdk();
    const { result } = reply.answer;
    return ReadResourceResultSchema.safeParse(result).success
      ? { reply, value: result, fault: null }
      : { reply, value: null, fault: "the result is not that of a resource" };
  }

  #request(
    name: McpRequestName,
    method: string,
    params: JsonObject,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<McpReply> {
    this.#lastId += 1;
    const id = this.#lastId;
    return this.#post(name, { jsonrpc: "2.0", id, method, params }, id, timeoutMs);
  }

  async #post(name: McpRequestName, message: JsonObject, id: number | null, timeoutMs: number): Promise<McpReply> {
    const { url, bearer, send } = this.#settings;
    const result = await send(name, {
      method: "POST",
      url,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(this.#sessionId === null ? {} : { "mcp-session-id": this.#sessionId }),
        ...(this.#protocolVersion === null ? {} : { "mcp-protocol-version": this.#protocolVersion }),
      },
      body: JSON.stringify(message),
      timeoutMs,
      ...(id === null ? {} : { watch: ({ headers }) => watchForAnswer(headers, id) }),
    });
    return readReply(result, id);
  }
}

/** Of a request that calls no tool the method says it all. */
function plainName(method: string): McpRequestName {
  return { step: method, tool: null };
}

/** A server may keep an event stream open after its answer: what follows is not waited for. */
function watchForAnswer(headers: Readonly<Record<string, string>>, id: number): (chunk: Uint8Array) => boolean {
  if (framingOf(headers["content-type"]) !== "sse") return () => false;
  const decoder = new TextDecoder();
  let text = "";
  return (chunk) => {
    text += decoder.decode(chunk, { stream: true });
    // Only events that have ended count: what follows the last blank line may be half an event.
    const end = Math.max(...["\n\n", "\r\n\r\n", "\r\r"].map((blank) => endOfLast(text, blank)));
    return end > 0 && readMessage(text.slice(0, end), "sse", id).kind !== "none";
  };
}

function endOfLast(text: string, blank: string): number {
  const at = text.lastIndexOf(blank);
  return at < 0 ? 0 : at + blank.length;
}

function readReply(result: DoorResult, id: number | null): McpReply {
  if (result.kind === "failure") return { result, body: "", framing: "json", answer: { kind: "none" } };
  const body = new TextDecoder().decode(result.body);
  const framing = framingOf(result.headers["content-type"]);
  return { result, body, framing, answer: id === null ? { kind: "none" } : readMessage(body, framing, id) };
}

/** The message of an answer that is no success: of a JSON-RPC error, or a JSON body's own; at most 300 characters. */
export function replyMessage({ answer, body }: McpReply): string | null {
  if (answer.kind === "error") return answer.message.slice(0, 300);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A body that is no JSON has no message.
    return null;
  }
  if (!isJsonObject(value)) return null;
  for (const name of ["error", "message", "error_description", "detail"]) {
    const said = value[name];
    if (typeof said === "string" && said !== "") return said.slice(0, 300);
    if (isJsonObject(said) && typeof said.message === "string") return said.message.slice(0, 300);
  }
  return null;
}
