import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createDoor } from "@/lib/http/create-door";
import type { DoorRequest, DoorResult } from "@/lib/http/door-types";
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

function session(
  url: string,
  bearer: string | null = "t",
  timeoutMs = 5_000,
): McpSession & { steps: string[]; ids: string[] } {
  const door = createDoor({ allowed: [{ origin: new URL(url).origin, trust: "named" }], userAgent: "test" });
  open.unshift(async () => door.close());
  const steps: string[] = [];
  const ids: string[] = [];
  const made = new McpSession({
    url,
    bearer,
    timeoutMs,
    send: ({ step }, request, stop) => {
      steps.push(step);
      return door.send({ ...request, signal: stop ?? new AbortController().signal });
    },
    onSessionId: (id) => ids.push(id),
  });
  return Object.assign(made, { steps, ids });
}

/** Sends through a door of the test's. */
function sendBy(request: Omit<DoorRequest, "signal">): Promise<DoorResult> {
  const door = createDoor({ allowed: [{ origin: new URL(request.url).origin, trust: "named" }], userAgent: "test" });
  open.unshift(async () => door.close());
  return door.send({ ...request, signal: new AbortController().signal });
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

  /** Answers each message by its method; what is not named gets 404. */
  type Answers = Readonly<Record<string, (message: { id: number; params: object }, response: ServerResponse) => void>>;
  const serveRpc = (answers: Answers, seen: Seen[] = []) =>
    serve((request, response) => {
      seen.push({ method: request.method ?? "", headers: request.headers });
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const message = JSON.parse(Buffer.concat(parts).toString());
        const answer = answers[message.method];
        if (answer === undefined) response.writeHead(404).end();
        else answer(message, response);
      });
    });
  const greets = (response: ServerResponse, headers: Readonly<Record<string, string>> = {}, version = "2025-06-18") =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(hello(version)));

  it("shakes hands once more in a version that the server names", async () => {
    const offered: unknown[] = [];
    const refuse = (message: { id: number; params: object }, response: ServerResponse) => {
      const { protocolVersion } = message.params as { protocolVersion: string };
      offered.push(protocolVersion);
      const data = { supported: ["2025-11-25"], requested: protocolVersion };
      const error = { code: -32602, message: "Unsupported protocol version", data };
      if (protocolVersion === "2025-11-25") {
        json(response, { ...hello("2025-11-25"), id: message.id });
      } else json(response, { jsonrpc: "2.0", id: message.id, error });
    };
    const one = session(await serveRpc({ initialize: refuse }));
    expect((await one.initialize()).value?.protocolVersion).toBe("2025-11-25");
    expect(offered).toEqual(["2025-06-18", "2025-11-25"]);
  });

  it("names the versions of a server that speaks none of ours, and asks no more", async () => {
    const error = { code: -32022, message: "no", data: { supported: ["2026-07-28"] } };
    const one = session(
      await serveRpc({ initialize: ({ id }, response) => json(response, { jsonrpc: "2.0", id, error }) }),
    );
    expect(await one.initialize()).toMatchObject({ value: null, fault: null, versions: ["2026-07-28"] });
    expect(one.steps).toEqual(["initialize"]);
    const other = session(await serve((_, response) => json(response, hello("1999-01-01"))));
    expect((await other.initialize()).versions).toEqual(["1999-01-01"]);
  });

  it("does not wait for a stream in answer to the notification, though nothing comes on it", async () => {
    const one = session(
      await serveRpc({
        "notifications/initialized": (_, response) => {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.flushHeaders();
        },
      }),
      "t",
      600_000,
    );
    expect((await one.initialized()).value).toBe(true);
    expect(one.passedOver).toEqual([]);
  });

  it.each([
    [200, true, []],
    [204, true, []],
    [400, true, ["notifications/initialized was answered 400"]],
    [499, true, ["notifications/initialized was answered 499"]],
    [302, null, []],
    [500, null, []],
  ])("takes a %i for the notification: %s", async (status, value, passedOver) => {
    const one = session(await serve((_, response) => response.writeHead(status).end()));
    expect([(await one.initialized()).value, one.passedOver]).toEqual([value, passedOver]);
  });

  it("passes over a request of the server's own where the answer follows", async () => {
    const ask = { jsonrpc: "2.0", id: "a", method: "elicitation/create", params: {} };
    const one = session(
      await serveRpc({
        "tools/call": ({ id }, response) => {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.write(`data: ${JSON.stringify(ask)}\n\n`);
          setTimeout(() => {
            const answer = { jsonrpc: "2.0", id, result: { content: [] } };
            response.write(`data: ${JSON.stringify(answer)}\n\n`);
          }, 300);
        },
      }),
      "t",
      600_000,
    );
    expect((await one.callTool("x", {}, 600_000)).value).toEqual({ content: [] });
  });

  it("does not wait for a server that waits for us", async () => {
    const ask = { jsonrpc: "2.0", id: "a", method: "sampling/createMessage", params: {} };
    const one = session(
      await serveRpc({
        "tools/call": (_, response) => {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.write(`data: ${JSON.stringify(ask)}\n\n`);
        },
      }),
    );
    const step = await one.callTool("x", {}, 600_000);
    expect([step.value, step.reply.answer]).toEqual([null, { kind: "asks", method: "sampling/createMessage" }]);
  });

  it("keeps the id that the server gave last, and sends it back as it came", async () => {
    const seen: Seen[] = [];
    const one = session(
      await serveRpc(
        {
          initialize: (_, response) => greets(response, { "Mcp-Session-Id": "first" }),
          "notifications/initialized": (_, response) =>
            response.writeHead(202, { "mcp-session-id": "b=1; c \xe9" }).end(),
          "tools/list": (_, response) => response.writeHead(404, { "mcp-session-id": "of an error" }).end(),
        },
        seen,
      ),
    );
    await one.initialize();
    await one.initialized();
    await one.listTools(null);
    await one.listTools(null);
    expect(one.ids).toEqual(["first", "b=1; c \xe9"]);
    expect(seen.map(({ headers }) => headers["mcp-session-id"])).toEqual([
      undefined,
      "first",
      "b=1; c \xe9",
      "b=1; c \xe9",
    ]);
    expect(one.passedOver).toEqual(["a session id with other characters than visible ASCII"]);
  });

  it("is shared with another caller by its id and version, under ids of requests of its own", async () => {
    const seen: Seen[] = [];
    const ids: number[] = [];
    const count = ({ id }: { id: number }, response: ServerResponse) => {
      ids.push(id);
      response.writeHead(202).end();
    };
    const answers = {
      initialize: (_: object, response: ServerResponse) => greets(response, { "mcp-session-id": "s" }),
    };
    const url = await serveRpc({ ...answers, "tools/call": count }, seen);
    const one = session(url);
    await one.initialize();
    const borrowed = one.as({ bearer: null, send: (_, request) => sendBy(request) });
    await borrowed.callTool("x", {}, 5_000);
    await one.callTool("x", {}, 5_000);
    const headers: IncomingMessage["headers"] = seen[1]?.headers ?? {};
    expect([headers["mcp-session-id"], headers["mcp-protocol-version"], headers.authorization]).toEqual([
      "s",
      "2025-06-18",
      undefined,
    ]);
    expect(ids).toEqual([2, 3]);
  });

  it("reads a batch of one behind a byte order mark, and says so", async () => {
    const one = session(
      await serveRpc({
        initialize: (_, response) =>
          response
            .writeHead(200, { "content-type": "application/json" })
            .end(`\uFEFF[${JSON.stringify(hello("2025-06-18"))}]`),
      }),
    );
    expect((await one.initialize()).value?.name).toBe("x");
    expect(one.passedOver).toEqual(["a batch of one in place of an answer", "a byte order mark before the answer"]);
  });
});
