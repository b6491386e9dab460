import type { DoorAnswer, DoorRequest, DoorResult } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { AnswerWait, type ReadReply } from "./await-answer";
import { CLIENT_INFO } from "./client-info";
import { loadSdk } from "./load-mcp-sdk";
import { nextToOffer, OFFERED_VERSION, versionsInstead } from "./protocol-versions";
import { readToolPage, type ToolPage } from "./read-tool-page";

export type { McpTool } from "./read-tool-page";

/** Body of an `initialize` request. */
export function initializeParams(protocolVersion = OFFERED_VERSION): JsonObject {
  return { protocolVersion, capabilities: {}, clientInfo: CLIENT_INFO };
}

/** One HTTP answer of the server, read as JSON-RPC. */
export interface McpReply extends Omit<ReadReply, "isBatch"> {
  readonly result: DoorResult;
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
  /** Of a handshake that fails over the protocol's version alone: those that the server supports. */
  readonly versions?: readonly string[];
}

/** What a request is, for whoever reads the run. */
export interface McpRequestName {
  /** "initialize", "tools/call bucket_list" */
  readonly step: string;
  /** The tool that it calls; null where it calls none. */
  readonly tool: string | null;
}

/** Sends one request under its name; `stop` ends it early. */
export type McpSend = (
  name: McpRequestName,
  request: Omit<DoorRequest, "signal">,
  stop?: AbortSignal,
) => Promise<DoorResult>;

export interface McpSettings {
  readonly url: string;
  /** Null sends no Authorization header. */
  readonly bearer: string | null;
  /** Deadline of each request, ms. */
  readonly timeoutMs: number;
  readonly send: McpSend;
  /** Called with each session id as soon as the server gives it. */
  readonly onSessionId: (id: string) => void;
  /** Ids of requests begin after this one; 0 unless given. */
  readonly lastId?: number;
}

/**
 * One MCP session over streamable HTTP (MCP 2025-06-18, Transports). Raw JSON-RPC, for a probe has to see the status,
 * headers and framing that a client hides; results are judged by the official SDK's schemas. It is left to expire.
 */
export class McpSession {
  readonly #settings: McpSettings;
  #ids: { last: number };
  #sessionId: string | null = null;
  #protocolVersion: string | null = null;
  #passedOver = new Set<string>();

  constructor(settings: McpSettings) {
    this.#settings = settings;
    this.#ids = { last: settings.lastId ?? 0 };
  }

  get sessionId(): string | null {
    return this.#sessionId;
  }

  /** What of the server's answers is not as the protocol has it, and was passed over: a short phrase each. */
  get passedOver(): readonly string[] {
    return [...this.#passedOver];
  }

  /** The same session for another caller: its id and version under another bearer; ids of requests count on in both. */
  as(caller: Pick<McpSettings, "bearer" | "send">): McpSession {
    const other = new McpSession({ ...this.#settings, ...caller });
    other.#ids = this.#ids;
    other.#sessionId = this.#sessionId;
    other.#protocolVersion = this.#protocolVersion;
    return other;
  }

  /** Shakes hands; once more where the server refuses the version that was offered and names another that we know. */
  async initialize(): Promise<McpStep<ServerInfo>> {
    // Loads while the request is on its way; whoever awaits it later hears of a fault.
    loadSdk().catch(() => {});
    const first = await this.#greet(OFFERED_VERSION);
    const next = nextToOffer(first.versions ?? [], OFFERED_VERSION);
    return next === null ? first : this.#greet(next);
  }

  async #greet(offered: string): Promise<McpStep<ServerInfo>> {
    const reply = await this.#request(plainName("initialize"), "initialize", initializeParams(offered));
    const { answer } = reply;
    const failed = (fault: string | null, versions: readonly string[] | null = null): McpStep<ServerInfo> => ({
      reply,
      value: null,
      fault,
      ...(versions === null ? {} : { versions }),
    });
    if (answer.kind === "error") return failed(null, versionsInstead(answer, offered));
    if (answer.kind !== "result") return failed(null);
    const { InitializeResultSchema, SUPPORTED_PROTOCOL_VERSIONS } = await loadSdk();
    const held = InitializeResultSchema.safeParse(answer.result);
    if (!held.success) return failed("the result of initialize is malformed");
    const { protocolVersion, serverInfo, instructions } = held.data;
    if (!SUPPORTED_PROTOCOL_VERSIONS.includes(protocolVersion)) {
      const version = protocolVersion.slice(0, 40);
      return failed(`protocol version ${version} is not supported`, [version]);
    }
    this.#protocolVersion = protocolVersion;
    const { name, version } = serverInfo;
    return { reply, value: { name, version, protocolVersion, instructions }, fault: null };
  }

  /**
   * Tells the server that the handshake is done. Any 2xx will do, for there is no answer to a notification; a 4xx is
   * noted and passed over: what becomes of the session shows at its next call.
   */
  async initialized(): Promise<McpStep<true>> {
    const method = "notifications/initialized";
    const reply = await this.#post(plainName(method), { jsonrpc: "2.0", method }, null, this.#settings.timeoutMs);
    const { result } = reply;
    const status = result.kind === "answer" ? result.status : 0;
    const isRefused = status >= 400 && status < 500;
    if (isRefused) this.#passedOver.add(`${method} was answered ${status}`);
    return { reply, value: isRefused || (status >= 200 && status < 300) ? true : null, fault: null };
  }

  async listTools(cursor: string | null): Promise<McpStep<ToolPage>> {
    const reply = await this.#request(plainName("tools/list"), "tools/list", cursor === null ? {} : { cursor });
    if (reply.answer.kind !== "result") return { reply, value: null, fault: null };
    const page = readToolPage(reply.answer.result, await loadSdk());
    if (page === null) return { reply, value: null, fault: "the result of tools/list is malformed" };
    for (const name of page.leftOut) this.#passedOver.add(`a tool that is not of its form: ${name}`);
    return { reply, value: page, fault: null };
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

  /** Asks by a method without parameters; its reply is left to the caller. */
  ask(method: string): Promise<McpReply> {
    return this.#request(plainName(method), method, {});
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
    this.#ids.last += 1;
    const id = this.#ids.last;
    return this.#post(name, { jsonrpc: "2.0", id, method, params }, id, timeoutMs);
  }

  async #post(name: McpRequestName, message: JsonObject, id: number | null, timeoutMs: number): Promise<McpReply> {
    const { url, bearer, send } = this.#settings;
    const wait = new AnswerWait(id);
    const request: Omit<DoorRequest, "signal"> = {
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
      watch: wait.watch,
    };
    const result = await send(name, request, wait.signal);
    const { isBatch, ...read } = wait.read(result);
    if (isBatch) this.#passedOver.add("a batch of one in place of an answer");
    if (result.kind === "answer") this.#look(result);
    return { result, ...read };
  }

  /** Keeps the session id of a success, as every client does: a server may give it late, or a new one. */
  #look({ status, headers, body }: DoorAnswer): void {
    if (hasByteOrderMark(body)) this.#passedOver.add("a byte order mark before the answer");
    const given = headers["mcp-session-id"];
    if (given === undefined || status >= 300 || given === this.#sessionId || !CARRIED.test(given)) return;
    if (!/^[\x21-\x7e]+$/.test(given)) this.#passedOver.add("a session id with other characters than visible ASCII");
    this.#sessionId = given;
    this.#settings.onSessionId(given);
  }
}

/** What a header can carry back as it came (RFC 9110 §5.5): the protocol's own rule is narrower. */
const CARRIED = /^[\x20-\x7e\x80-\xff]+$/;

function hasByteOrderMark(body: Uint8Array): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}

/** Of a request that calls no tool the method says it all. */
function plainName(method: string): McpRequestName {
  return { step: method, tool: null };
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
