import { describe, expect, it } from "vitest";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { JsonObject } from "@/lib/json-object";
import { testAnswer, testFailure, testNow } from "../shared/test-context";
import type { PlannedCall } from "./planned-calls";
import { fitArguments } from "./run-session";
import { type FakeServer, mcpInput, remote, runMcp } from "./test-mcp";
import { callOf } from "./test-runs";

const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
const tool = (
  name: string,
  inputSchema: JsonObject = { type: "object" },
  readOnly: boolean | null = null,
): McpTool => ({
  name,
  inputSchema,
  readOnly,
});
const planned = (name: string, more: Partial<PlannedCall> = {}) => callOf(name, { own: false, allowed: true, ...more });
const faultOf = (...[call, list]: Parameters<typeof fitArguments>) => {
  const fitted = fitArguments(call, list);
  return "fault" in fitted ? { ...fitted.fault } : null;
};

describe("arguments", () => {
  it("are sent as they are where the tool takes any", () => {
    expect(
      fitArguments(planned("catalog_info", { values: { a: 1 }, spare: ["a"] }), [tool("catalog_info")]),
    ).toMatchObject({
      call: { offeredAs: "catalog_info" },
      values: { a: 1 },
    });
  });

  it("that only spare work are left out where this version does not know them; others never are", () => {
    const schema = { type: "object", properties: { bucket: { type: "string" } } };
    const call = planned("list", { values: { bucket: "b", max_keys: 5, other: 1 }, spare: ["max_keys"] });
    const fitted = fitArguments(call, [tool("list", schema)]);
    expect("values" in fitted && fitted.values).toEqual({ bucket: "b", other: 1 });
  });

  it("that the tool does not take are not sent, and the fault is short", () => {
    const names = Array.from({ length: 40 }, (_, index) => `argument-number-${index}`);
    const values = Object.fromEntries(names.map((name) => [name, 1]));
    const schema = { type: "object", properties: {}, additionalProperties: false };
    const said = `the tool does not take these arguments: ${names.map((name) => `${name} is not known`).join(", ")}`;
    expect(faultOf(planned("list", { values }), [tool("list", schema)])).toMatchObject({
      observed: "no-answer",
      answered: false,
      reason: "tool-failed",
      note: said.slice(0, 300),
      evidence: { error: said.slice(0, 300) },
    });
  });

  it("are no matter where the tool is not offered", () => {
    expect(faultOf(planned("catalog_info"), [tool("a"), tool("b")])).toMatchObject({
      reason: "tool-missing",
      note: "not offered",
      evidence: { error: "not offered", wanted: "catalog_info", toolsOffered: 2, offered: ["a", "b"] },
    });
  });
});

it("a resource is read without a look at the tools", () => {
  const call = planned("auth://status", { resource: "auth://status", allowed: false });
  expect(fitArguments(call, [])).toEqual({ call, values: {} });
});

it("a tool is called by the first of its names that is offered", () => {
  const fitted = fitArguments(planned("a", { names: ["quilt__a", "a"] }), [tool("a"), tool("quilt__a")]);
  expect(fitted).toMatchObject({ call: { tool: "a", offeredAs: "quilt__a" } });
});

it("a tool that is not known to read is not called", () => {
  expect(faultOf(planned("get_weather", { allowed: false }), [tool("get_weather")])).toMatchObject({
    reason: "refused-by-policy",
    answered: false,
    evidence: {
      detail: "nothing says that get_weather only reads; if it does, allow it: --allow-tool get_weather",
    },
  });
});

describe("the list of tools", () => {
  const page = (names: readonly string[], nextCursor?: string) => (id: unknown) =>
    testAnswer(200, {
      jsonrpc: "2.0",
      id,
      result: { tools: names.map((name) => ({ name, inputSchema: { type: "object" } })), nextCursor },
    });
  const paged = (pages: Readonly<Record<string, ReturnType<typeof page>>>): FakeServer => ({
    ...remote,
    listed: (cursor, id) => pages[String(cursor)]?.(id) ?? testAnswer(500, ""),
  });
  const cursors = (run: Awaited<ReturnType<typeof runMcp>>) =>
    run.sent
      .filter(({ mark }) => mark.step === "tools/list")
      .map(({ request }) => JSON.parse(String(request.body)).params.cursor);

  it("is read page by page until the wanted tools are there", async () => {
    const run = await runMcp(
      paged({ undefined: page(tools.slice(0, 2), "p2"), p2: page([...tools.slice(2), "more"], "p3") }),
    );
    expect(cursors(run)).toEqual([undefined, "p2"]);
    expect(run.status).toBe("pass");
    expect(run.facts["tools-offered"]).toBe(5);
  });

  it("is read no further than three pages", async () => {
    const run = await runMcp(
      paged({ undefined: page(["a"], "p2"), p2: page(["b"], "p3"), p3: page(["c"], "p4"), p4: page(tools) }),
    );
    expect(cursors(run)).toEqual([undefined, "p2", "p3"]);
    expect(run.facts["tools-offered"]).toBe(3);
    expect(run.findings.find(({ code }) => code === "mcp/tool-missing")?.evidence).toMatchObject({ toolsOffered: 3 });
  });

  it("ends where the server says that there is no more", async () => {
    const run = await runMcp(paged({ undefined: page(["bucket_list"]) }));
    expect(cursors(run)).toEqual([undefined]);
  });

  it("that breaks off names the step", async () => {
    const run = await runMcp(
      paged({ undefined: (id) => testAnswer(200, { jsonrpc: "2.0", id, result: { tools: 3 } }) }),
    );
    expect(run.findings.find(({ code }) => code === "mcp/handshake-failed")?.evidence).toMatchObject({
      step: "tools/list",
    });
  });
});

describe("a session", () => {
  it("whose id was given is kept secret, and is stateful", async () => {
    const run = await runMcp({ ...remote, sessionId: "session-0123456789" });
    expect(run.secrets).toContain("session-0123456789");
    expect(run.facts.protocol).toMatch(/stateful$/);
    expect((await runMcp(remote)).facts.protocol).toMatch(/stateless$/);
  });

  it("carries no wrong credential but in the controls that have one", async () => {
    const run = await runMcp(remote);
    const wrong = new Set(run.sent.filter(({ mark }) => mark.wrongCredential).map(({ purpose }) => purpose));
    expect([...wrong]).toEqual(["control:tampered"]);
  });

  it("tells of a clock that is off in what it proves by, not in what is only shown", async () => {
    const late = { date: new Date(testNow - 3_600_000).toUTCString() };
    const dated = (step: (tool: string, values: JsonObject) => boolean): FakeServer => ({
      ...remote,
      call: (call) => {
        const payload = remote.call?.(call) ?? {};
        if (!step(call.tool, call.values)) return payload;
        const structuredContent = { result: payload };
        return testAnswer(200, { jsonrpc: "2.0", id: call.id, result: { content: [], structuredContent } }, late);
      },
    });
    expect((await runMcp(dated((name) => name === "bucket_list"))).codes).toContain("mcp/clock-skew");
    const beside = await runMcp(dated((name, values) => name === "search_catalog" && values.bucket === ""));
    expect(beside.codes).not.toContain("mcp/clock-skew");
  });

  it("that fails at the door fails each tool with that, and lists none", async () => {
    const run = await runMcp({ ...remote, greet: (caller) => (caller === "good" ? testFailure("unreachable") : null) });
    expect(run.codes).toContain("mcp/unreachable");
    expect(run.facts).not.toHaveProperty("tools-offered");
  });
});

describe("controls", () => {
  it("say what they expected, what they met and what it proves", async () => {
    const run = await runMcp(remote);
    expect(run.controls.find(({ name, tool: one }) => name === "tampered" && one === "bucket_list")).toEqual({
      name: "tampered",
      tool: "bucket_list",
      expected: "refused",
      observed: "refused",
      counts: true,
      status: 200,
      note: "Failed to list buckets: GraphQL query not authorized",
    });
  });

  it("that were not sent say so, and prove nothing", async () => {
    const run = await runMcp({
      ...remote,
      call: (call) => (call.tool === "bucket_list" ? testFailure("timeout") : (remote.call?.(call) ?? {})),
    });
    expect(run.controls.filter(({ tool: one }) => one === "bucket_list")).toEqual(
      ["no-token", "tampered"].map((name) => ({
        name,
        tool: "bucket_list",
        expected: "refused",
        observed: "no-answer",
        counts: false,
        status: null,
        note: "not sent",
        unsent: true,
      })),
    );
  });

  it("are none without an MCP URL: a stdio server takes no token", async () => {
    const run = await runMcp(remote, { input: mcpInput({ mcpUrl: undefined }) });
    expect([run.status, run.controls]).toEqual(["not-applicable", []]);
  });
});
