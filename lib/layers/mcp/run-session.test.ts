import { describe, expect, it } from "vitest";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { DoorResult } from "@/lib/http/door-types";
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
  type Page = (id: unknown) => DoorResult;
  const page =
    (names: readonly string[], nextCursor?: string): Page =>
    (id) =>
      testAnswer(200, {
        jsonrpc: "2.0",
        id,
        result: { tools: names.map((name) => ({ name, inputSchema: { type: "object" } })), nextCursor },
      });
  const paged = (pages: Readonly<Record<string, Page>>): FakeServer => ({
    ...remote,
    listed: (cursor, id) => pages[String(cursor)]?.(id) ?? testAnswer(500, ""),
  });
  const cursors = (run: Awaited<ReturnType<typeof runMcp>>) =>
    run.sent
      .filter(({ mark }) => mark.step === "tools/list")
      .map(({ request }) => JSON.parse(String(request.body)).params.cursor);

  it("is read to its end, page by page", async () => {
    const run = await runMcp(
      paged({
        undefined: page(tools.slice(0, 2), "p2"),
        p2: page([...tools.slice(2), "more"], "p3"),
        p3: page(["last"]),
      }),
    );
    expect(cursors(run)).toEqual([undefined, "p2", "p3"]);
    expect(run.status).toBe("pass");
    expect(run.facts["tools-offered"]).toBe(6);
    expect(run.facts).not.toHaveProperty("passed-over");
  });

  const oddPage = (more: object) => (id: unknown) => {
    const listed = tools.map((name) => ({ name, inputSchema: { type: "object" } }));
    return testAnswer(200, { jsonrpc: "2.0", id, result: { tools: listed, ...more } });
  };
  it.each([
    ["null", { nextCursor: null }],
    ["no text", { nextCursor: 7 }],
  ])("ends with a cursor that is %s", async (_, more) => {
    const run = await runMcp(paged({ undefined: oddPage(more) }));
    expect([cursors(run), run.status]).toEqual([[undefined], "pass"]);
  });

  it("asks for the page that an empty cursor names, and takes one that begins anew for the end", async () => {
    const more = await runMcp(paged({ undefined: page(tools.slice(1), ""), "": page(tools.slice(0, 1)) }));
    expect([cursors(more), more.status, more.facts["tools-offered"]]).toEqual([[undefined, ""], "pass", 4]);
    const anew = page(tools.slice(1), "");
    const short = await runMcp(paged({ undefined: anew, "": anew }));
    expect([cursors(short), short.facts["tools-offered"]]).toEqual([[undefined, ""], 3]);
    expect(short.codes).toEqual(["mcp/pass-through", "mcp/tool-missing"]);
  });

  it("is in a circle where each page brings more and names an empty cursor", async () => {
    const run = await runMcp(paged({ undefined: page(tools.slice(2), ""), "": page(tools.slice(1, 2), "") }));
    expect(run.codes).toEqual(["mcp/pass-through", "mcp/list-incomplete"]);
  });

  it("whose cursor repeats ends there, and is incomplete only where a wanted tool is missing", async () => {
    const whole = await runMcp(paged({ undefined: page(tools, "same"), same: page(["more"], "same") }));
    expect([cursors(whole), whole.status]).toEqual([[undefined, "same"], "pass"]);
    const half = await runMcp(paged({ undefined: page(tools.slice(0, 3), "same"), same: page(["more"], "same") }));
    expect([half.status, half.codes]).toEqual(["inconclusive", ["mcp/pass-through", "mcp/list-incomplete"]]);
    const detail =
      "the tool is missing from a list that could not be read to its end: page 2 names a page that was read before";
    expect(half.findings.at(-1)?.evidence).toEqual({ tool: "discover_permissions", detail, toolsRead: 4 });
  });

  it("is read no further than a hundred pages", async () => {
    const endless: FakeServer = { ...remote, listed: (cursor, id) => page(["a"], `p${String(cursor)}`)(id) };
    const run = await runMcp(endless);
    expect(cursors(run)).toHaveLength(100);
    expect(run.findings.find(({ code }) => code === "mcp/list-incomplete")?.evidence.detail).toMatch(
      /after 100 pages$/,
    );
    expect(run.status).toBe("inconclusive");
  });

  it.each([
    [
      "an error",
      (id: unknown) => testAnswer(200, { jsonrpc: "2.0", id, error: { code: -32603, message: "boom" } }),
      "boom",
    ],
    [
      "no list",
      (id: unknown) => testAnswer(200, { jsonrpc: "2.0", id, result: {} }),
      "the result of tools/list is malformed",
    ],
    ["a failure", () => testFailure("timeout"), "timeout"],
  ])("that breaks off with %s is incomplete only where a wanted tool is missing", async (_, second, said) => {
    const enough = await runMcp(paged({ undefined: page(tools, "p2"), p2: second }));
    expect(enough.status).toBe("pass");
    const short = await runMcp(paged({ undefined: page(tools.slice(1), "p2"), p2: second }));
    expect([short.status, short.codes]).toEqual(["inconclusive", ["mcp/pass-through", "mcp/list-incomplete"]]);
    expect(short.findings.at(-1)?.evidence).toMatchObject({
      tool: "bucket_list",
      detail: expect.stringContaining(`page 2 could not be read: ${said}`),
    });
  });

  it("leaves out an entry that is not of its form, by name, and says so once", async () => {
    const bad = [{ name: "foreign", inputSchema: {} }, { inputSchema: { type: "object" } }, "x"];
    const listed = (names: readonly string[]) => (id: unknown) => {
      const good = names.map((name) => ({ name, inputSchema: { type: "object" } }));
      return testAnswer(200, { jsonrpc: "2.0", id, result: { tools: [...bad, ...good] } });
    };
    const run = await runMcp(paged({ undefined: listed(tools) }));
    expect([run.status, run.facts["tools-offered"]]).toEqual(["pass", 4]);
    expect(run.facts["passed-over"]).toEqual(
      ["foreign", "entry 2", "entry 3"].map((name) => `a tool that is not of its form: ${name}`),
    );
    const short = await runMcp(paged({ undefined: listed(tools.slice(1)) }));
    expect(short.codes).toEqual(["mcp/pass-through", "mcp/list-incomplete"]);
    expect(short.findings.at(-1)?.evidence.detail).toMatch(/not of the form of a tool: foreign, entry 2, entry 3$/);
  });

  it("that is malformed from its beginning is not read, which says nothing of the handshake", async () => {
    const run = await runMcp(
      paged({ undefined: (id) => testAnswer(200, { jsonrpc: "2.0", id, result: { tools: 3 } }) }),
    );
    expect(run.status).toBe("inconclusive");
    expect(run.findings.find(({ code }) => code === "mcp/list-incomplete")?.evidence).toMatchObject({
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
