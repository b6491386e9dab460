import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { LabServerName } from "@/lib/lab/stack/server-names";
import type { TargetFile } from "@/lib/wire/target-schema";

/** An answer on its way to the engine. */
export interface ProxiedAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came in, with the answer that the lab's own server gave to it. */
export interface ProxiedCall {
  readonly server: ProxiedServer;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The request's body. */
  readonly sent: string;
  readonly answer: ProxiedAnswer;
}

/** Gives the answer that goes back in place of the server's own; null leaves it as it is. */
export type Rewrite = (call: ProxiedCall) => ProxiedAnswer | null;

export type ProxiedServer = Extract<LabServerName, "catalog" | "registry" | "sts" | "s3" | "mcp">;

/** Answers in place of the lab's server, in whatever way it likes; false leaves the call to the server. */
type Takeover = (server: ProxiedServer, path: string, response: ServerResponse) => boolean;

/** A lab stack that the engine reaches through proxies only. */
export interface ProxiedStack {
  /** Fields that take the place of the stack's own target. */
  readonly target: TargetFile;
  setRewrite(rewrite: Rewrite | null): void;
  setTakeover(takeover: Takeover | null): void;
  close(): Promise<void>;
}

/**
 * Puts a proxy before each server of a stack. The Host header goes on as it came, so that signatures hold; the catalog's
 * config.json names the registry's proxy.
 * @throws if the stack has no catalog, or a port cannot be bound
 */
export async function proxyStack(stack: LabStack): Promise<ProxiedStack> {
  const { catalogUrl, aws, mcpUrl } = stack.target;
  const registryUrl = await readRegistryUrl(catalogUrl ?? "");
  let rewrite: Rewrite | null = null;
  let takeover: Takeover | null = null;
  const change: Rewrite = (call) => {
    const answer =
      call.server === "catalog"
        ? { ...call.answer, body: call.answer.body.replaceAll(registryUrl, registry.url) }
        : call.answer;
    return rewrite?.({ ...call, answer }) ?? answer;
  };
  const start = (server: ProxiedServer, url: string | undefined) =>
    startProxy(server, new URL(url ?? ""), change, (...call) => takeover?.(...call) ?? false);
  const registry = await start("registry", registryUrl);
  const [catalog, sts, s3, mcp] = await Promise.all([
    start("catalog", catalogUrl),
    start("sts", aws?.stsEndpoint),
    start("s3", aws?.s3Endpoint),
    mcpUrl === undefined ? null : start("mcp", mcpUrl),
  ]);
  return {
    target: {
      catalogUrl: catalog.url,
      aws: { stsEndpoint: sts.url, s3Endpoint: s3.url, forcePathStyle: true },
      ...(mcp === null || mcpUrl === undefined ? {} : { mcpUrl: `${mcp.url}${new URL(mcpUrl).pathname}` }),
    },
    setRewrite: (next) => {
      rewrite = next;
    },
    setTakeover: (next) => {
      takeover = next;
    },
    close: async () => {
      await Promise.all([catalog, registry, sts, s3, mcp].map((proxy) => proxy?.close()));
    },
  };
}

async function readRegistryUrl(catalogUrl: string): Promise<string> {
  const config: unknown = await (await fetch(`${catalogUrl}/config.json`)).json();
  const url: unknown = typeof config === "object" && config !== null ? Reflect.get(config, "registryUrl") : null;
  if (typeof url !== "string") throw new Error("the stack's catalog names no registry");
  return url;
}

interface RunningProxy {
  readonly url: string;
  close(): Promise<void>;
}

async function startProxy(
  name: ProxiedServer,
  upstream: URL,
  rewrite: Rewrite,
  takeover: Takeover,
): Promise<RunningProxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    if (takeover(name, incoming.url ?? "/", response)) return void incoming.resume();
    relay(name, upstream, agent, incoming, response, rewrite).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function relay(
  server: ProxiedServer,
  upstream: URL,
  agent: Agent,
  incoming: IncomingMessage,
  response: ServerResponse,
  rewrite: Rewrite,
): Promise<void> {
  const sent = await readAll(incoming);
  const { url: path = "/", method = "GET", headers } = incoming;
  const { hostname, port } = upstream;
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, method, headers, agent }, resolve).on("error", reject).end(sent);
  });
  const body = (await readAll(answered)).toString("utf8");
  const answer = { status: answered.statusCode ?? 0, headers: flat(answered), body };
  const given = rewrite({ server, path, headers: flat(incoming), sent: sent.toString("utf8"), answer }) ?? answer;
  const { "content-length": _, "transfer-encoding": __, ...kept } = given.headers;
  response.writeHead(given.status, { ...kept, "content-length": Buffer.byteLength(given.body) });
  response.end(given.body);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function flat(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : `${value}`,
    ]),
  );
}
