import { afterEach, describe, expect, it } from "vitest";
import type { McpConfig } from "./mcp-config";
import { healthyWire, type McpWire } from "./mcp-wire";
import { callLabMcp, callTool, initialize, stackOpener, tampered, toolNames, withSdk } from "./test-mcp-stack";

const { open, closeAll } = stackOpener();
afterEach(closeAll);

const openWith = (wire: Partial<McpWire>, more: Partial<McpConfig> = {}) =>
  open({ kind: "platform", wire: { ...healthyWire, ...wire }, ...more });

describe("sessions", () => {
  async function begun(sessions: McpWire["sessions"]) {
    const stack = await openWith({ sessions });
    const { headers } = await callLabMcp(stack, "initialize", initialize, { token: stack.token });
    const session = { "mcp-session-id": headers.get("mcp-session-id") ?? "" };
    const status = async (token: string | undefined) => (await callTool(stack, "bucket_list", token, session)).status;
    return { stack, status };
  }

  it("are kept, and asked for their token each time", async () => {
    const { stack, status } = await begun("kept");
    expect([await status(undefined), await status(tampered(stack.token)), await status(stack.token)]).toEqual([
      401, 401, 200,
    ]);
    expect((await callLabMcp(stack, "tools/list", {}, { token: stack.token })).status).toBe(400);
  });

  it("are the key, forgotten, or called unauthorized", async () => {
    const key = await begun("the-key");
    expect([await key.status(undefined), await key.status(tampered(key.stack.token))]).toEqual([200, 200]);
    expect((await callLabMcp(key.stack, "initialize", initialize)).status).toBe(401);
    const forgotten = await begun("forgotten");
    expect(await forgotten.status(forgotten.stack.token)).toBe(404);
    const called = await begun("unauthorized");
    expect(await called.status(called.stack.token)).toBe(401);
  });

  it("end when a wrong caller uses them", async () => {
    const { stack, status } = await begun("ended");
    expect([await status(stack.token), await status(undefined), await status(stack.token)]).toEqual([200, 401, 404]);
  });
});

describe("the official client", () => {
  it("reads the list page by page", async () => {
    const stack = await openWith({ pageSize: 3 });
    await withSdk(stack, stack.token, async (client) => {
      const first = await client.listTools();
      const second = await client.listTools({ cursor: first.nextCursor });
      expect([...first.tools, ...second.tools].map(({ name }) => name)).toEqual(toolNames);
      expect(second.nextCursor).toBeUndefined();
    });
  });

  it("connects to a server that keeps sessions", async () => {
    const stack = await openWith({ sessions: "kept" });
    const listed = await withSdk(stack, stack.token, (client) =>
      client.callTool({ name: "bucket_list", arguments: {} }),
    );
    expect(listed).toMatchObject({ structuredContent: { result: { success: true } } });
  });
});

describe("what is wrong on the wire", () => {
  const list = async (wire: Partial<McpWire>, params: object = {}) => {
    const stack = await openWith(wire, { kind: "remote" });
    return (await callLabMcp(stack, "tools/list", params, { token: stack.token })).message?.result;
  };

  it("is the list", async () => {
    expect(await list({ pageSize: 3, cursor: "null-at-end" }, { cursor: "3" })).toMatchObject({ nextCursor: null });
    expect(await list({ pageSize: 1, cursor: "repeats" }, { cursor: "same" })).toMatchObject({ nextCursor: "same" });
    expect((await list({ badList: "foreign-entry" }))?.tools?.[0]).toMatchObject({
      name: "get_weather",
      inputSchema: {},
    });
    expect((await list({ badList: "own-entry" }))?.tools?.[0]).toMatchObject({ name: "bucket_list", inputSchema: {} });
    expect((await list({ badList: "no-list" }))?.tools).toEqual({});
  });

  it("is the frame, or the notification's answer", async () => {
    const odd = await openWith({ odd: true }, { kind: "remote" });
    const answer = await fetch(odd.target.mcpUrl ?? "", {
      method: "POST",
      headers: { authorization: `Bearer ${odd.token}` },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString("utf8")).toBe('\uFEFF[{"jsonrpc":"2.0","id":1,"result":{}}]');
    const not = await openWith({ notified: "not-allowed" }, { kind: "remote" });
    expect((await callLabMcp(not, "notifications/initialized", {}, { token: not.token })).status).toBe(405);
  });

  it("is the transport of before 2025", async () => {
    const stack = await openWith({ transport: "http+sse" });
    const authorization = `Bearer ${stack.token}`;
    const posted = await callLabMcp(stack, "initialize", initialize, { token: stack.token });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    const stop = new AbortController();
    const stream = await fetch(stack.target.mcpUrl ?? "", { headers: { authorization }, signal: stop.signal });
    const first = await stream.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^event: endpoint\r\ndata: \/messages\/\?session_id=/);
    stop.abort();
  });
});
