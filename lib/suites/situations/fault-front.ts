import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { TestCertificate } from "../certificates";
import { type RpcCall, readRpcCall } from "./rpc-call";

/** Who calls: the run's own token, none at all, or anything else. */
type Caller = "real" | "none" | "wrong";

export interface FrontReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The connection ends after this answer, and no header says so. */
  readonly closes?: boolean;
  /** A stream that stays open after this body. */
  readonly stays?: boolean;
}

/** An answer, the bytes of one, a connection that is reset, or null: the answer of the server behind. */
export type Outcome = FrontReply | { readonly raw: string } | "reset" | null;

/** A call on its way to a server of the lab. */
export interface FrontCall {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly caller: Caller;
  /** The JSON-RPC call that it carries, if it does. */
  readonly rpc: RpcCall | null;
  /** Counts the requests of its connection from 1. */
  readonly nth: number;
  /** What the server behind answers, to this call or to one that differs. */
  own(change?: CallChange): Promise<FrontReply & { body: string }>;
}

/** What differs on the way to the server behind. */
interface CallChange {
  readonly body?: string;
  readonly authorization?: string;
  /** Of the header that says which revision of MCP a call is of. */
  readonly protocolVersion?: string;
}

interface Front {
  readonly url: string;
  close(): Promise<void>;
}

interface FrontSettings {
  readonly upstream: URL;
  /** Read at each call: the token may be known later than the address. */
  readonly token: () => string;
  readonly certificate: TestCertificate | null;
  decide(call: FrontCall): Outcome | Promise<Outcome>;
}

/**
 * Puts a reverse proxy on a free loopback port before one server. The Host header goes on as it came, so that signatures
 * hold.
 */
export async function startFront(settings: FrontSettings): Promise<Front> {
  const { certificate } = settings;
  const counts = new WeakMap<Socket, number>();
  const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
    const nth = (counts.get(incoming.socket) ?? 0) + 1;
    counts.set(incoming.socket, nth);
    serve(settings, incoming, response, nth).catch(() => incoming.socket.destroy());
  };
  const server: Server =
    certificate === null
      ? createServer(onRequest)
      : createTlsServer({ key: certificate.keyPem, cert: certificate.certificatePem }, onRequest);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the front has no port");
  return {
    url: `${certificate === null ? "http" : "https"}://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(settings: FrontSettings, incoming: IncomingMessage, response: ServerResponse, nth: number) {
  const body = (await readAll(incoming)).toString("utf8");
  const { url: path = "/", method = "GET" } = incoming;
  const headers = flat(incoming);
  const call: FrontCall = {
    method,
    path,
    headers,
    body,
    caller: callerOf(headers.authorization, settings.token()),
    rpc: readRpcCall(headers, body),
    nth,
    own: (change = {}) => relay(settings.upstream, call, change),
  };
  const outcome = (await settings.decide(call)) ?? (await call.own());
  if (outcome === "reset") incoming.socket.resetAndDestroy();
  else if ("raw" in outcome) incoming.socket.end(Buffer.from(outcome.raw, "latin1"));
  else send(response, outcome);
}

function send(response: ServerResponse, { status, headers = {}, body, closes, stays }: FrontReply): void {
  const { "content-length": _, "transfer-encoding": __, connection: ___, ...kept } = headers;
  if (stays === true) return void response.writeHead(status, kept).write(body);
  response.writeHead(status, { ...kept, "content-length": Buffer.byteLength(body) });
  response.end(body, () => {
    if (closes === true) response.socket?.end();
  });
}

function callerOf(authorization: string | undefined, token: string): Caller {
  if (authorization === undefined) return "none";
  return authorization.replace(/^Bearer /i, "") === token ? "real" : "wrong";
}

async function relay(upstream: URL, call: FrontCall, change: CallChange) {
  const sent = Buffer.from(change.body ?? call.body);
  const { "transfer-encoding": _, connection: __, ...headers } = call.headers;
  const { authorization, protocolVersion } = change;
  const changed = {
    ...(authorization === undefined ? {} : { authorization }),
    ...(protocolVersion === undefined ? {} : { "mcp-protocol-version": protocolVersion }),
  };
  const length = sent.length === 0 ? {} : { "content-length": String(sent.length) };
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = upstream;
    const options = { hostname, port, path: call.path, method: call.method, agent: false };
    request({ ...options, headers: { ...headers, ...changed, ...length } }, resolve)
      .on("error", reject)
      .end(sent);
  });
  const body = (await readAll(answered)).toString("utf8");
  return { status: answered.statusCode ?? 0, headers: flat(answered), body };
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function flat(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
}
