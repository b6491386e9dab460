import { describe, expect, it } from "vitest";
import { testAnswer } from "../../shared/test-context";
import { type FakeServer, mcpInput, notSpoken, otherToken, runMcp } from "../test-mcp";
import { openCall, quiltDoor, statelessError, statelessOnly, statelessResult } from "./test-stateless";

const tools = ["bucket_list", "bucket_objects_list", "discover_permissions", "search_catalog"];
const evidenceOf = ({ findings }: Awaited<ReturnType<typeof runMcp>>, code: string) =>
  findings.find((finding) => finding.code === code)?.evidence;

describe("a server that takes no handshake", () => {
  it("is judged in the stateless era, with every tool, every control and the repeat", async () => {
    const run = await runMcp(statelessOnly);
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
    expect(run.said).toEqual([
      ...tools.map((t) => `no-token ${t}: refused`),
      ...tools.map((t) => `tampered ${t}: refused`),
    ]);
    const stateless = run.sent.filter(({ request }) => request.headers["mcp-method"] !== undefined);
    expect(stateless).toHaveLength(1 + 1 + 4 + 8 + 4);
    expect(run.sent.filter(({ purpose }) => purpose === "repeat")).toHaveLength(4);
    expect(run.facts).toMatchObject({ "mcp-eras": ["stateless"] });
  });

  it.each([
    ["-32601 under 404", () => statelessError(1, 404, -32601)],
    ["404 without a word", () => testAnswer(404, "Not Found")],
    ["405", () => testAnswer(405, "")],
    ["400 without a body", () => testAnswer(400, "")],
    ["-32600", () => notSpoken(1)],
  ])("is so where it answers the handshake with %s", async (_, greet) => {
    const run = await runMcp({ ...statelessOnly, greet });
    expect([run.status, run.facts["mcp-eras"]]).toEqual(["pass", ["stateless"]]);
  });

  it("names the era of what it gives to callers who should get nothing", async () => {
    const stateless: FakeServer["stateless"] = (call) =>
      call.method === "tools/call" ? openCall(call) : quiltDoor({ ...call, caller: "good" });
    const run = await runMcp({ ...statelessOnly, stateless });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/open", "mcp/not-enforced"]]);
    expect(evidenceOf(run, "mcp/open")).toMatchObject({
      era: "stateless (2026-07-28)",
      tools: expect.arrayContaining(tools),
    });
  });

  it("calls no handshake open that nobody asks for", async () => {
    const stateless: FakeServer["stateless"] = (call) =>
      call.caller === "nobody" ? quiltDoor({ ...call, caller: "bad" }) : quiltDoor(call);
    const run = await runMcp({ ...statelessOnly, stateless });
    expect([run.status, run.codes]).toEqual(["pass", ["mcp/pass-through"]]);
  });

  it("is spoken to so by another user as well", async () => {
    const run = await runMcp(statelessOnly, { input: mcpInput({}, { other: otherToken() }) });
    const theirs = run.sent.filter(({ purpose }) => purpose === "beside:other-user");
    expect(theirs.some(({ request }) => request.headers["mcp-method"] === "tools/call")).toBe(true);
    expect(theirs.some(({ mark }) => mark.step === "initialize")).toBe(false);
  });
});

describe("a server that speaks no version of ours", () => {
  it("names those that it supports, and those that were offered", async () => {
    const supported = ["2027-06-30"];
    const refuse = () => statelessError(1, 400, -32022, { supported });
    const run = await runMcp({ ...statelessOnly, greet: refuse, stateless: refuse });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/unsupported-version"]]);
    expect(evidenceOf(run, "mcp/unsupported-version")).toMatchObject({
      supported,
      offered: ["2025-06-18", "2026-07-28"],
    });
  });

  it("is told by an error of the handshake that names versions, or blames ours", async () => {
    const old = { supported: ["2024-10-01"] };
    const named = await runMcp({
      ...statelessOnly,
      stateless: ({ id }) => notSpoken(id),
      greet: () => statelessError(1, 200, -32602, old),
    });
    expect([named.codes, evidenceOf(named, "mcp/unsupported-version")?.supported]).toEqual([
      ["mcp/unsupported-version"],
      old.supported,
    ]);
    const unnamed = await runMcp({
      ...statelessOnly,
      stateless: ({ id }) => notSpoken(id),
      greet: () => statelessError(1, 400, -32022),
    });
    expect(unnamed.codes).toEqual(["mcp/unsupported-version"]);
    expect(evidenceOf(unnamed, "mcp/unsupported-version")).not.toHaveProperty("supported");
  });

  it("is told by a handshake in a version that nobody knows", async () => {
    const greet = () => testAnswer(200, { jsonrpc: "2.0", id: 1, result: unknownVersion });
    const run = await runMcp({ ...statelessOnly, greet });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/unsupported-version"]]);
    expect(evidenceOf(run, "mcp/unsupported-version")?.supported).toEqual(["1999-01-01"]);
  });
});

describe("a handshake that fails beside a stateless door", () => {
  it("fails as ever where the server knows it", async () => {
    const run = await runMcp({ ...statelessOnly, greet: () => statelessError(1, 200, -32603) });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/handshake-failed"]]);
    expect(run.facts).toMatchObject({ "mcp-eras": ["stateless"] });
  });

  it("fails as ever where nothing else is spoken", async () => {
    const run = await runMcp({ ...statelessOnly, stateless: ({ id }) => notSpoken(id), greet: () => notSpoken(1) });
    expect([run.status, run.codes]).toEqual(["fail", ["mcp/handshake-failed"]]);
    expect(run.facts).not.toHaveProperty("mcp-eras");
  });

  it("is not tried by stateless requests that a proxy spoils", async () => {
    const run = await runMcp({ ...statelessOnly, stateless: ({ id }) => statelessError(id, 400, -32020) });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/era-untried"]]);
    expect(evidenceOf(run, "mcp/era-untried")).toEqual({
      era: "stateless (2026-07-28)",
      detail: "-32020: error -32020",
      status: 400,
    });
  });

  it("is judged by a list that is none", async () => {
    const run = await runMcp({
      ...statelessOnly,
      stateless: (call) => (call.method === "tools/list" ? statelessResult(call.id, { tools: 1 }) : quiltDoor(call)),
    });
    expect([run.status, run.codes]).toEqual(["inconclusive", ["mcp/pass-through", "mcp/list-incomplete"]]);
  });
});

const unknownVersion = {
  protocolVersion: "1999-01-01",
  capabilities: {},
  serverInfo: { name: "old", version: "1" },
};
