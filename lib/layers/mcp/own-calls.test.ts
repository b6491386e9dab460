import { describe, expect, it } from "vitest";
import type { LayerInput } from "../shared/layer-input";
import { testAnswer } from "../shared/test-context";
import {
  badPayload,
  type FakeCall,
  type FakeServer,
  goodPayload,
  mcpInput,
  remote,
  runMcp,
  toolResult,
} from "./test-mcp";

const own = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
type Calls = NonNullable<LayerInput["target"]["mcp"]["calls"]>;

const answer = (id: unknown, result: object) => testAnswer(200, { jsonrpc: "2.0", id, result });
const text = (said: string) => ({ content: [{ type: "text", text: said }] });

/** quilt-mcp with a tool of somebody else's beside, which gives this. */
function withReports(
  give: (call: FakeCall) => object,
  tools: readonly string[] = [...own, "list_reports"],
): FakeServer {
  return {
    ...remote,
    tools,
    call: (call) => (call.tool === "list_reports" ? answer(call.id, give(call)) : (remote.call?.(call) ?? {})),
  };
}

const asked = (...calls: Calls) => mcpInput({ mcp: { calls } }, { allowTool: ["list_reports"] });
const mine = (call: FakeCall) => call.caller === "good";
const reports = text('[{"id":1},{"id":2}]');

describe("a call of the target's with evidence", () => {
  it("is accepted, controlled and repeated like the layer's own", async () => {
    const server = withReports((call) => (mine(call) ? reports : toolResult(badPayload("bucket_list"))));
    const run = await runMcp(server, { input: asked({ tool: "list_reports", minItems: 1 }) });
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    expect(run.said).toContain("tampered list_reports: refused");
    const repeats = run.sent.filter(({ purpose, mark }) => purpose === "repeat" && mark.tool === "list_reports");
    expect(repeats).toHaveLength(1);
  });

  it("fails the layer where a wrong caller gets it, too", async () => {
    const run = await runMcp(
      withReports(() => reports),
      { input: asked({ tool: "list_reports", minItems: 1 }) },
    );
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/not-enforced"]]);
  });
});

describe("a call of the target's without evidence", () => {
  const input = asked({ tool: "list_reports" });

  it("is shown, marked, and decides nothing", async () => {
    const run = await runMcp(
      withReports((call) => (mine(call) ? reports : toolResult(badPayload("bucket_list")))),
      { input },
    );
    expect([run.status, run.codes, run.said.filter((one) => one.includes("list_reports"))]).toEqual([
      "pass",
      ["mcp/pass-through"],
      ["no-token list_reports: refused (idle)", "tampered list_reports: refused (idle)"],
    ]);
    const controls = run.controls.filter(({ tool }) => tool === "list_reports");
    expect(controls.every(({ note, notJudged }) => note?.startsWith("not-judged") === true && notJudged)).toBe(true);
    expect(run.tables.get("tools-answered")?.rows.at(-1)?.cells).toEqual(["list_reports", "2, not-judged"]);
  });

  it("makes no layer pass where it is all there is", async () => {
    const server = withReports(() => reports, ["list_reports"]);
    const run = await runMcp(server, { input });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/same-for-all", "mcp/nothing-judged"]]);
    expect(run.facts["own-tools-not-offered"]).toEqual(own);
  });

  it.each(['{"detail":"Not authenticated"}', "<html>", '{"data":null,"errors":[{"message":"no"}]}'])(
    "fails it where the answer is %s",
    async (said) => {
      const run = await runMcp(
        withReports(() => text(said)),
        { input },
      );
      expect([run.status, run.codes.filter((code) => code !== "mcp/pass-through")]).toEqual([
        "fail",
        ["mcp/tool-failed"],
      ]);
    },
  );
});

describe("a resource", () => {
  const input = asked({ resource: "auth://status", contains: "ada" });
  const server = (give: (call: FakeCall) => object): FakeServer => ({
    ...remote,
    call: (call) => (call.tool === undefined ? answer(call.id, give(call)) : (remote.call?.(call) ?? {})),
  });
  const status = (said: string) => ({ contents: [{ uri: "auth://status", text: said }] });

  it("is read like a tool: with its controls, and once more", async () => {
    const run = await runMcp(
      server((call) => status(mine(call) ? '{"user":"ada"}' : JSON.stringify(badPayload("bucket_list")))),
      { input },
    );
    expect([run.status, run.said.includes("tampered auth://status: refused")]).toEqual(["pass", true]);
    const sent = run.sent.filter(({ mark }) => mark.tool === "auth://status");
    expect(sent.map(({ purpose, mark }) => [purpose, mark.step])).toEqual([
      ["real", "resources/read auth://status"],
      ["control:tampered", "resources/read auth://status"],
      ["repeat", "resources/read auth://status"],
    ]);
    expect(JSON.parse(String(sent[0]?.request.body))).toMatchObject({
      method: "resources/read",
      params: { uri: "auth://status" },
    });
  });

  it("fails where it does not hold what is wanted, or is none", async () => {
    const codes = async (given: object) =>
      (
        await runMcp(
          server(() => given),
          { input },
        )
      ).codes;
    expect(await codes(status('{"user":"bob"}'))).toContain("mcp/tool-failed");
    expect(await codes({ contents: "no list" })).toContain("mcp/tool-failed");
  });
});

describe("behind a gateway", () => {
  const prefixed = own.map((name) => `quilt__${name}`);
  const server: FakeServer = {
    ...remote,
    tools: [...prefixed, "github__search"],
    call: ({ caller, tool, values }) => {
      const bare = tool.slice("quilt__".length);
      return caller === "good" ? goodPayload(bare, values) : badPayload(bare);
    },
  };

  it("the tools are called by the names that are offered, and known by their own", async () => {
    const run = await runMcp(server, { input: mcpInput({ mcp: { toolPrefix: "quilt__" } }) });
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    const called = run.sent.filter(({ purpose, mark }) => purpose === "control:tampered" && mark.tool !== undefined);
    expect(called.map(({ request }) => JSON.parse(String(request.body)).params.name).toSorted()).toEqual(
      [...prefixed].toSorted(),
    );
    expect(called.map(({ mark }) => mark.tool).toSorted()).toEqual([...own].toSorted());
  });

  it("the near names are told where the target does not know of it", async () => {
    const run = await runMcp(server);
    const missing = run.findings.find(({ code }) => code === "mcp/tool-missing");
    expect(run.status).toBe("fail");
    expect(missing?.evidence).toMatchObject({ nearMatches: ["quilt__bucket_list"], toolPrefix: "quilt__" });
  });
});

it("JSON in strings is read as what it is, in the controls as well", async () => {
  const wrapped = (payload: object) => ({
    content: [{ type: "text", text: JSON.stringify(payload) }],
    structuredContent: { result: JSON.stringify(payload) },
  });
  const run = await runMcp({
    ...remote,
    call: ({ caller, tool, values, id }) =>
      answer(id, wrapped(caller === "good" ? goodPayload(tool, values) : badPayload(tool))),
  });
  expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
});

describe("403 by tool", () => {
  const forbidden = testAnswer(403, { error: "access_denied", message: "group curators only" });
  const codesWith = async (wrong: ReturnType<typeof testAnswer>) => {
    const run = await runMcp({ ...remote, call: ({ caller }) => (caller === "good" ? forbidden : wrong) });
    return run.codes;
  };

  it("is forbidden beside a 401 of a wrong caller, and unauthorized beside the same", async () => {
    expect(await codesWith(testAnswer(401, ""))).toEqual(["mcp/forbidden"]);
    expect(await codesWith(forbidden)).toEqual(["mcp/unauthorized"]);
  });

  it("comes from in front where every caller gets it", async () => {
    const run = await runMcp({ ...remote, greet: () => null, call: () => forbidden });
    expect(run.codes).toContain("mcp/blocked-in-front");
    expect(run.findings.find(({ code }) => code === "mcp/blocked-in-front")?.actor).toBe("unclear");
  });
});
