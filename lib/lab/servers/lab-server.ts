import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type FaultRule, findFault } from "@/lib/lab/stack/fault-rules";
import type { LabLog } from "@/lib/lab/stack/lab-log";
import type { LabRequest } from "@/lib/lab/stack/lab-types";
import type { LabServerName } from "@/lib/lab/stack/server-names";
import type { KeptFault } from "@/lib/lab/stack/stack-config";
import { applyFault } from "./apply-fault";
import type { SignedRequest } from "./aws/verify-sigv4";

/** A request as a handler sees it. */
export interface LabCall extends SignedRequest {
  readonly params: URLSearchParams;
  readonly requestId: string;
  /** Of the run's request that this call belongs to. */
  readonly traceId: string | null;
  /** Writes a line into the server's log. */
  log(level: "info" | "warn" | "error", message: string): void;
}

export interface LabReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
  /** The answer goes on without end: its connection stays open until the stack closes. */
  readonly staysOpen?: true;
}

/** What a handler makes of a request, before any fault strikes. */
export interface Decision {
  /** Name that fault rules use. */
  readonly endpoint: string;
  /** The call brings the credential that a healthy server accepts. */
  readonly genuine: boolean;
  answer(): LabReply | Promise<LabReply>;
}

export interface LabServerSettings {
  readonly name: LabServerName;
  readonly faults: readonly FaultRule[];
  /** Seconds that this server's clock is ahead. */
  readonly clockOffsetS: number;
  readonly kept: KeptFault | null;
  /** Stands before every body. */
  readonly prefix: string;
  readonly log: LabLog;
  readonly witness: LabRequest[];
  /** Calls with this mark come from the stack's own MCP server: they are listed apart, and neither delay nor fault strikes them. */
  readonly hopKey: string;
  readonly hops: LabRequest[];
  /** Milliseconds to wait before each answer. */
  delayMs(): number;
  handle(call: LabCall): Decision;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

type Recorded = { -readonly [Key in keyof LabRequest]: LabRequest[Key] };

/** `<hop key> <trace id>`, on the MCP server's own calls. */
export const HOP_HEADER = "x-lab-hop";

const MAX_BODY_BYTES = 1024 * 1024;

/** Starts one server of a stack on a free loopback port. */
export async function startLabServer(settings: LabServerSettings): Promise<RunningServer> {
  const genuineCalls = new Map<string, number>();
  const used = new WeakSet<Socket>();
  const server = createServer((request, response) => {
    const isSecond = used.has(request.socket);
    used.add(request.socket);
    if (settings.kept === "close") response.on("finish", () => request.socket.end());
    if (settings.kept === "reset" && isSecond) {
      record(settings, request, readHop(request, settings.hopKey));
      request.socket.resetAndDestroy();
      return;
    }
    serve(settings, genuineCalls, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { port: portOf(server), close: () => closeServer(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the lab server has no port");
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  settings: LabServerSettings,
  genuineCalls: Map<string, number>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const hop = readHop(request, settings.hopKey);
  const recorded = record(settings, request, hop);
  const call = await readCall(settings, recorded, request);
  const decision = settings.handle(call);
  const rule = hop === null ? strikingFault(settings, genuineCalls, decision, call) : null;
  const delay = hop === null ? settings.delayMs() : 0;
  if (delay > 0) await sleep(delay, undefined, { ref: false });
  if (rule !== null && rule.action.kind !== "date") {
    const what = rule.log ?? `fault=${rule.action.kind}`;
    call.log("error", `request.failed method=${call.method} path=${call.path} ${what}`);
    applyFault(rule.action, response);
    if (response.headersSent) recorded.status = response.statusCode;
    return;
  }
  const reply = await decision.answer();
  const level = reply.status >= 500 ? "error" : "info";
  call.log(level, `request.done method=${call.method} path=${call.path} status=${reply.status}`);
  recorded.status = reply.status;
  const body = reply.body === "" || hop !== null ? reply.body : `${settings.prefix}${reply.body}`;
  send(response, { ...reply, body }, settings.clockOffsetS + (rule?.action.kind === "date" ? rule.action.offsetS : 0));
}

/** Trace id of the request that made the MCP server call, or null for a request from outside. */
function readHop(request: IncomingMessage, hopKey: string): string | null {
  const [key, traceId] = String(request.headers[HOP_HEADER] ?? "").split(" ");
  return key === hopKey ? (traceId ?? "") : null;
}

/** Puts the request on its list before anything else is done with it. */
function record(settings: LabServerSettings, request: IncomingMessage, hop: string | null): Recorded {
  const recorded: Recorded = {
    server: settings.name,
    method: request.method ?? "GET",
    path: (request.url ?? "/").replace(/\?.*$/s, ""),
    traceId: hop || (/^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(String(request.headers.traceparent ?? ""))?.[1] ?? null),
    at: new Date().toISOString(),
    status: null,
  };
  (hop === null ? settings.witness : settings.hops).push(recorded);
  return recorded;
}

async function readCall(settings: LabServerSettings, recorded: Recorded, request: IncomingMessage): Promise<LabCall> {
  const { server, method, path, traceId } = recorded;
  const query = (request.url ?? "").slice(path.length + 1);
  const requestId = randomUUID();
  return {
    method,
    path,
    query,
    headers: flatHeaders(request),
    body: await readBody(request),
    params: new URLSearchParams(query),
    requestId,
    traceId,
    log: (level, message) => settings.log.write({ server, level, traceId, requestId, message }),
  };
}

/** The fault that strikes this call, if any; counts the genuine calls of each endpoint. */
function strikingFault(
  settings: LabServerSettings,
  genuineCalls: Map<string, number>,
  { endpoint, genuine }: Decision,
  { headers }: LabCall,
): FaultRule | null {
  const genuineBefore = genuineCalls.get(endpoint) ?? 0;
  if (genuine) genuineCalls.set(endpoint, genuineBefore + 1);
  return findFault(settings.faults, {
    server: settings.name,
    endpoint,
    genuine,
    bare: headers.authorization === undefined,
    genuineBefore,
  });
}

function send(response: ServerResponse, reply: LabReply, offsetS: number): void {
  response.writeHead(reply.status, {
    "content-type": reply.contentType,
    ...(offsetS === 0 ? {} : { date: new Date(Date.now() + offsetS * 1000).toUTCString() }),
    ...reply.headers,
  });
  if (reply.staysOpen === true) {
    response.flushHeaders();
    if (reply.body !== "") response.write(reply.body);
    return;
  }
  response.end(reply.body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error("request body too large");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}
