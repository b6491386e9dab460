import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createDoor } from "@/lib/http/create-door";
import { McpSession, replyMessage } from "./session";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Seen {
  readonly method: string;
  readonly headers: IncomingMessage["headers"];
}

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/mcp`;
}

/** The official SDK's own server. */
function sdkServer(): McpServer {
  const server = new McpServer({ name: "sdk", version: "1.2.3" }, { instructions: "Ask." });
  server.registerTool("echo", { inputSchema: { text: z.string() } }, ({ text }) => ({
    content: [{ type: "text", text }],
    structuredContent: { result: { success: true, text } },
  }));
  return server;
}

async function serveSdk(how: { readonly stateful: boolean; readonly json: boolean }, seen: Seen[]): Promise<string> {
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const transportFor = async (id: unknown) => {
    const known = typeof id === "string" ? transports.get(id) : undefined;
    if (known !== undefined) return known;
    const transport = new StreamableHTTPServerTransport({
      ...(how.stateful ? { sessionIdGenerator: () => crypto.randomUUID() } : {}),
      enableJsonResponse: how.json,
      onsessioninitialized: (given) => {
        transports.set(given, transport);
      },
    });
    await sdkServer().connect(transport as Parameters<McpServer["connect"]>[0]);
    return transport;
  };
  return serve((request, response) => {
    seen.push({ method: request.method ?? "", headers: request.headers });
    void transportFor(request.headers["mcp-session-id"]).then((transport) =>
      transport.handleRequest(request, response),
    );
  });
}

function session(url: string, bearer: string | null = "t", timeoutMs = 5_000): McpSession & { steps: string[] } {
  const door = createDoor({ allowed: [{ origin: new URL(url).origin, trust: "named" }], userAgent: "test" });
  open.unshift(async () => door.close());
  const steps: string[] = [];
  const made = new McpSession({
    url,
    bearer,
    timeoutMs,
    send: ({ step }, request) => {
      steps.push(step);
      return door.send({ ...request, signal: new AbortController().signal });
    },
    onSessionId: () => {},
  });
  return Object.assign(made, { steps });
}

describe("a session with the official SDK's server", () => {
  it.each([
    { stateful: false, json: true },
    { stateful: false, json: false },
    { stateful: true, json: true },
    { stateful: true, json: false },
  ])("shakes hands, lists and calls tools: $stateful stateful, $json JSON", async (how) => {
    const seen: Seen[] = [];
    const one = session(await serveSdk(how, seen));
    const hello = await one.initialize();
    expect(hello.value).toMatchObject({ name: "sdk", version: "1.2.3", instructions: "Ask." });
    expect(hello.reply.framing).toBe(how.json ? "json" : "sse");
    expect(one.sessionId === null).toBe(!how.stateful);
    expect((await one.initialized()).value).toBe(true);
    const listed = await one.listTools(null);
    expect(listed.value?.tools.map((tool) => tool.name)).toEqual(["echo"]);
    const called = await one.callTool("echo", { text: "hi" }, 5_000);
    expect(called.value).toMatchObject({ structuredContent: { result: { text: "hi" } } });
    expect(one.steps).toEqual(["initialize", "notifications/initialized", "tools/list", "tools/call echo"]);
    expect(seen.map(({ headers }) => headers["mcp-protocol-version"])).toEqual([
      undefined,
      ...Array.from({ length: 3 }, () => "2025-06-18"),
    ]);
    expect(seen.at(-1)?.headers["mcp-session-id"]).toBe(one.sessionId ?? undefined);
    expect(seen.every(({ headers }) => headers.authorization === "Bearer t")).toBe(true);
  });

  it("keeps the server's own words for what it does not know", async () => {
    const one = session(await serveSdk({ stateful: true, json: true }, []));
    const listed = await one.listTools(null);
    expect(listed.value).toBeNull();
    expect(listed.reply.result.status).toBe(400);
    expect(replyMessage(listed.reply)).toMatch(/not initialized/i);
  });
});

describe("a session with an odd server", () => {
  const json = (response: ServerResponse, body: unknown) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  const hello = (protocolVersion: string) => ({
    jsonrpc: "2.0",
    id: 1,
    result: { protocolVersion, capabilities: {}, serverInfo: { name: "x", version: "1" } },
  });

  it("sends no Authorization without a bearer", async () => {
    const seen: Seen[] = [];
    const one = session(await serveSdk({ stateful: false, json: true }, seen), null);
    await one.initialize();
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it("stops at a protocol version that it does not speak", async () => {
    const one = session(await serve((_, response) => json(response, hello("1999-01-01"))));
    expect(await one.initialize()).toMatchObject({
      value: null,
      fault: "protocol version 1999-01-01 is not supported",
    });
  });

  it("says that a result is malformed", async () => {
    const one = session(await serve((_, response) => json(response, { jsonrpc: "2.0", id: 1, result: { tools: 3 } })));
    expect((await one.initialize()).fault).toContain("malformed");
  });

  it("does not wait for a stream that stays open after the answer", async () => {
    const one = session(
      await serve((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(": hello\r\n\r\n");
        response.write(`event: message\r\ndata: ${JSON.stringify(hello("2025-06-18"))}\r\n\r\n`);
      }),
      "t",
      600_000,
    );
    expect((await one.initialize()).value?.name).toBe("x");
  });

  it("has no answer from a page", async () => {
    const one = session(await serve((_, response) => response.writeHead(200).end("<html>")));
    const step = await one.initialize();
    expect([step.value, step.reply.answer.kind]).toEqual([null, "none"]);
  });
});
