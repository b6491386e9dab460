import { describe, expect, it, test } from "vitest";
import { knownVersions } from "@/lib/clients/mcp/known-versions";
import type { ServerInfo } from "@/lib/clients/mcp/session";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import type { ControlRun } from "./run-controls";
import type { RealRun } from "./run-real";
import { askHealth, reportAnswers, reportServer } from "./server-facts";
import { mcpInput } from "./test-mcp";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const healthy = { status: "ok", server: { name: "quilt-mcp-server", version: "0.22.0" } };

describe("the server's health", () => {
  async function asked(result: DoorResult, timeoutMs = 20_000) {
    const test = mcpContext({ input: mcpInput({}, { timeoutMs }), send: () => result });
    const version = await askHealth(test.context);
    return { version, sent: test.sent, signal: test.context.signal };
  }

  it("is asked at its origin, without a token, and for no longer than five seconds", async () => {
    const { version, sent, signal } = await asked(testAnswer(200, healthy));
    expect(version).toEqual({ name: "quilt-mcp-server", version: "0.22.0" });
    expect(sent).toEqual([
      {
        purpose: "beside:health",
        request: {
          method: "GET",
          url: "https://mcp.example.com/health",
          headers: { accept: "application/json" },
          timeoutMs: 5_000,
          signal,
        },
        mark: {},
      },
    ]);
  });

  it("is waited for no longer than any other answer", async () => {
    expect((await asked(testAnswer(200, healthy), 300)).sent[0]?.request.timeoutMs).toBe(300);
  });

  test.each([
    ["a failure that looks like it", testAnswer(503, healthy)],
    ["another body", testAnswer(200, "fine")],
    ["no answer", testFailure("timeout")],
  ])("is unknown after %s", async (_what, result) => {
    expect((await asked(result)).version).toBeNull();
  });
});

const quilt: ServerInfo = {
  name: "quilt-mcp-server",
  version: "0.5.6 (remote)",
  protocolVersion: "2025-06-18",
  instructions: undefined,
};
const other: ServerInfo = { ...quilt, name: "my-quilt-mcp", version: "9.9" };
const version = (of: string, name = "quilt-mcp-server") => ({ name, version: of });
const known = (from: string) => knownVersions.find((range) => range.from === from);

type Given = Parameters<typeof realRun>[1];

function factsOf(
  server: ServerInfo | null,
  health: Parameters<typeof reportServer>[3] = null,
  { controls = [], ...more }: Given & { readonly controls?: readonly ControlRun[] } = {},
) {
  const { context, facts } = mcpContext();
  const { session, ...run } = more;
  reportServer(context, realRun([], { ...run, session: { server, ...session } }), controls, health);
  return facts;
}

describe("what a server says of itself", () => {
  it("is nothing where it did not greet", () => {
    expect(factsOf(null)).toEqual({});
  });

  it("is its health's version even where it did not greet", () => {
    expect(factsOf(null, version("9.9", "another"))).toEqual({ "mcp-version": "9.9" });
  });

  it("is its own version where it is no quilt-mcp, even one named after it", () => {
    expect(factsOf(other)).toEqual({
      "mcp-version": "9.9",
      server: "my-quilt-mcp 9.9",
      protocol: "2025-06-18 · JSON · stateless",
    });
  });

  it("is the version of its health alone where it is quilt-mcp", () => {
    const facts = {
      server: "quilt-mcp-server 0.5.6 (remote)",
      protocol: "2025-06-18 · JSON · stateless",
      mode: "remote",
    };
    expect(factsOf(quilt)).toEqual(facts);
    expect(factsOf(quilt, version("0.22.0"))).toEqual({
      ...facts,
      "mcp-version": "0.22.0",
      "this-version": known("0.17.0")?.mode,
      "known-defects": known("0.17.0")?.defects,
    });
  });

  it("is believed to the health's name before the greeting's", () => {
    expect(factsOf(other, version("0.22.0", "Quilt-MCP"))).toHaveProperty(["this-version"]);
    expect(factsOf(quilt, version("0.22.0", "another"))).not.toHaveProperty(["this-version"]);
  });

  it("is cut where it is long", () => {
    expect(factsOf({ ...other, name: "n".repeat(100) }).server).toBe("n".repeat(80));
  });

  it("holds how it frames answers, and whether it keeps sessions", () => {
    expect(factsOf(other, null, { session: { framing: "sse", stateful: true } }).protocol).toBe(
      "2025-06-18 · SSE · stateful",
    );
  });

  it("holds how many tools it offers", () => {
    const tools: RealRun["tools"] = [{ name: "a", inputSchema: {}, readOnly: null }];
    expect(factsOf(null, null, { tools })).toEqual({ "tools-offered": 1 });
  });
});

describe("what is known of a version", () => {
  it("is told where nobody has looked at it", () => {
    expect(factsOf(null, version("0.99.0"))).toEqual({
      "mcp-version": "0.99.0",
      "this-version": "not known to Bonafide",
    });
  });

  it("names no defects where none is known", () => {
    expect(known("0.9.3")?.defects).toEqual([]);
    expect(factsOf(null, version("0.9.4"))).toEqual({ "mcp-version": "0.9.4", "this-version": known("0.9.3")?.mode });
  });

  it("does not hold for the legacy mode, which takes no tokens", () => {
    const facts = factsOf({ ...quilt, version: "0.5.6 (legacy)" }, version("0.22.0"));
    expect(facts).toEqual({
      "mcp-version": "0.22.0",
      server: "quilt-mcp-server 0.5.6 (legacy)",
      protocol: "2025-06-18 · JSON · stateless",
      mode: "legacy",
      "verifies-tokens": "no: ignores the Authorization header",
      "this-version": "in legacy mode: its own session answers every caller",
    });
  });
});

describe("who verifies tokens", () => {
  const refusedWith = (status: number | null) => judgedAs({ observed: "refused", status });
  const control = (name: string, ...judged: readonly ReturnType<typeof judgedAs>[]): ControlRun => ({
    name,
    wrongCredential: true,
    greeted: true,
    calls: judged.map((one) => ({ real: realCall("a"), judged: one })),
  });
  const verifies = (...controls: readonly ControlRun[]) => factsOf(null, null, { controls });

  test.each<[string, readonly ControlRun[], string]>([
    ["itself, where it refuses with a status", [control("tampered", refusedWith(400))], "itself"],
    ["somebody behind it, where a tool refuses", [control("tampered", refusedWith(200))], "no: passes them on"],
    ["somebody behind it, where no status is known", [control("tampered", refusedWith(null))], "no: passes them on"],
    [
      "whoever refuses first",
      [control("no-token", refusedWith(200)), control("tampered", failedAs("x"), refusedWith(401), refusedWith(200))],
      "itself",
    ],
  ])("is %s", (_what, controls, said) => {
    expect(verifies(...controls)).toEqual({ "verifies-tokens": said });
  });

  test.each<[string, readonly ControlRun[]]>([
    ["no altered token was sent", [control("no-token", refusedWith(401))]],
    ["none was refused", [control("tampered", judgedAs(), failedAs("x", { status: 500 }))]],
    ["no control was made", []],
  ])("is unknown where %s", (_what, controls) => {
    expect(verifies(...controls)).toEqual({});
  });
});

it("shows how much each accepted tool gave, where it can be counted", () => {
  const { context, facts, tables } = mcpContext();
  const payload = { results: [1, 2] };
  reportAnswers(
    context,
    realRun([
      realCall("a", judgedAs({ payload }), { label: "a (2)" }),
      realCall("b", judgedAs({ payload: "text" })),
      realCall("c", failedAs("boom", { payload })),
      realCall("d", judgedAs({ payload: { count: 0 } })),
    ]),
  );
  expect(facts).toEqual({});
  expect(tables.get("tools-answered")?.rows).toEqual([
    { id: "a-2", mark: "note", cells: ["a (2)", "2"] },
    { id: "d", mark: "note", cells: ["d", "0"] },
  ]);
});

it("shows no such table where nothing was counted", () => {
  const { context, tables } = mcpContext();
  reportAnswers(context, realRun([realCall("b", judgedAs({ payload: "text" }))]));
  expect(tables.size).toBe(0);
});

it("lets no tool overwrite what is a fact, whatever it is called", () => {
  const { context, facts, tables } = mcpContext();
  const names = ["mode", "slow", "slow-tools", "stdio, your HOME", "reference token", "reference-token", "mcp-version"];
  context.fact("mode", "remote");
  context.fact("reference-token", "accepted at the same call");
  const before = { ...facts };
  const payload = { count: 1 };
  reportAnswers(context, realRun([...names, "constructor"].map((name) => realCall(name, judgedAs({ payload })))));
  expect(facts).toEqual(before);
  expect(tables.get("tools-answered")?.rows.map(({ cells }) => cells[0])).toEqual([...names, "constructor"]);
  expect(new Set(tables.get("tools-answered")?.rows.map(({ id }) => id)).size).toBe(names.length + 1);
});
