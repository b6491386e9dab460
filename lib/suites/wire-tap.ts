import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";

/** One request as it came in at a server of this process, and what the server answered. */
export interface TappedRequest {
  /** The server's own port. */
  readonly port: number;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the `traceparent` header, 32 hex digits. */
  readonly traceId: string | null;
  body(): Buffer;
  /** Null while nothing was answered. */
  status(): number | null;
  answer(): Buffer;
}

export interface WireTap {
  /** In order of arrival. */
  readonly requests: readonly TappedRequest[];
  close(): void;
}

const CHANNEL = "http.server.request.start";

/**
 * Listens in on every HTTP server of this process, from inside Node (diagnostics_channel), so that what is seen
 * depends neither on the engine's records nor on the servers'.
 */
export function tapServers(): WireTap {
  const requests: TappedRequest[] = [];
  const onRequest = (message: unknown) => {
    if (typeof message !== "object" || message === null) return;
    const request: unknown = Reflect.get(message, "request");
    const response: unknown = Reflect.get(message, "response");
    if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return;
    requests.push(tapped(request, response));
  };
  subscribe(CHANNEL, onRequest);
  return { requests, close: () => unsubscribe(CHANNEL, onRequest) };
}

function tapped(request: IncomingMessage, response: ServerResponse): TappedRequest {
  const sent = keepBody(request);
  const answered = keepAnswer(response);
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : `${value}`]),
  );
  return {
    port: request.socket.localPort ?? 0,
    method: request.method ?? "",
    path,
    query,
    headers,
    traceId: /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(headers.traceparent ?? "")?.[1] ?? null,
    body: () => Buffer.concat(sent),
    status: () => (response.headersSent ? response.statusCode : null),
    answer: () => Buffer.concat(answered),
  };
}

/** The parser pushes the body into the stream; reading it here would take it from the server. */
function keepBody(request: IncomingMessage): readonly Buffer[] {
  const chunks: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push(chunk, encoding);
  };
  return chunks;
}

function keepAnswer(response: ServerResponse): readonly Buffer[] {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  for (const name of ["write", "end"] as const) {
    const own: unknown = Reflect.get(response, name);
    if (typeof own !== "function") continue;
    Reflect.set(response, name, (...given: readonly unknown[]) => {
      keep(given[0]);
      return Reflect.apply(own, response, given);
    });
  }
  return chunks;
}
