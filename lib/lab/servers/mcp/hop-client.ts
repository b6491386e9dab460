import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall } from "../lab-server";
import { HOP_HEADER } from "../lab-server";

export interface HopRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How a call of the MCP server's own went; `text` is what Python's requests library says of it. */
export type HopResult =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly url: string;
    }
  | { readonly kind: "timeout"; readonly text: string }
  | { readonly kind: "failed"; readonly text: string };

/** Sends one call on behalf of the request that the MCP server is answering. */
export type SendHop = (request: HopRequest) => Promise<HopResult>;

/** The MCP server's way to the registry, STS and S3: real requests over loopback, marked as hops. */
export interface HopClient {
  for(call: LabCall): SendHop;
  /** Waits until the client closes. */
  stall(): Promise<void>;
  close(): void;
}

/** Longer than any client waits. */
const STALL_MS = 600_000;

export function createHopClient(parts: StackParts): HopClient {
  // A kept socket may be closed by the other server at the moment it is used again: a stack may idle between two runs.
  const agent = new Agent({ keepAlive: false, maxSockets: 16 });
  const closing = new AbortController();
  const { hops, hopMs } = parts.config.mcp;
  return {
    for: (call) => async (hop) => {
      if (hops !== "work") await sleep(hopMs, undefined, { signal: closing.signal }).catch(() => undefined);
      const result = await (hops === "hang" || hops === "unwell" ? spoiled(hop, hops) : send(parts, agent, call, hop));
      call.log(result.kind === "answer" && result.status < 400 ? "info" : "warn", hopLine(hop, result));
      return result;
    },
    stall: () => sleep(STALL_MS, undefined, { signal: closing.signal }).catch(() => undefined),
    close: () => {
      closing.abort();
      agent.destroy();
    },
  };
}

function hopLine(hop: HopRequest, result: HopResult): string {
  const { host, pathname } = new URL(hop.url);
  const how = result.kind === "answer" ? `status=${result.status}` : `failure=${result.kind}`;
  return `upstream.done method=${hop.method} host=${host} path=${pathname} ${how}`;
}

/** What a hop gives that hangs until the server's own deadline, or meets a gateway without a backend. */
function spoiled(hop: HopRequest, how: "hang" | "unwell"): HopResult {
  if (how === "unwell") return { kind: "answer", status: 503, headers: {}, body: "Service Unavailable", url: hop.url };
  const { hostname, port } = new URL(hop.url);
  return {
    kind: "timeout",
    text: `HTTPConnectionPool(host='${hostname}', port=${port || 80}): Read timed out. (read timeout=60)`,
  };
}

function send(parts: StackParts, agent: Agent, call: LabCall, hop: HopRequest): Promise<HopResult> {
  const { hostname, port, pathname, search } = new URL(hop.url);
  const headers = {
    "user-agent": "python-requests/2.32.5",
    ...hop.headers,
    [HOP_HEADER]: `${parts.hopKey} ${call.traceId ?? ""}`,
    ...(hop.body === undefined ? {} : { "content-length": String(Buffer.byteLength(hop.body)) }),
  };
  return new Promise((resolve) => {
    const sent = request(
      { agent, hostname, port: port || 80, path: pathname + search, method: hop.method, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", () => resolve(refused(hop)));
        answer.on("end", () => {
          const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
          const body = Buffer.concat(chunks).toString("utf8");
          resolve({
            kind: "answer",
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(flat),
            body,
            url: hop.url,
          });
        });
      },
    );
    sent.on("error", () => resolve(refused(hop)));
    sent.end(hop.body);
  });
}

function refused(hop: HopRequest): HopResult {
  const { hostname, port, pathname } = new URL(hop.url);
  const where = `host='${hostname}', port=${port || 80}`;
  return {
    kind: "failed",
    text:
      `HTTPConnectionPool(${where}): Max retries exceeded with url: ${pathname} ` +
      `(Caused by NewConnectionError("HTTPConnection(${where}): Failed to establish a new connection: [Errno 111] Connection refused"))`,
  };
}
