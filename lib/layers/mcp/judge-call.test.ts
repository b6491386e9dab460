import { describe, expect, it, test } from "vitest";
import { testAnswer } from "../shared/test-context";
import { NO_UPSTREAM_CALL } from "./judge-payload";
import { judgeCall } from "./judge-tool-answer";
import { rpc, sessionWith, told } from "./test-judge";
import { toolResult } from "./test-mcp";
import { callOf } from "./test-runs";
import { bucketListEvidence, searchEvidence } from "./tool-evidence";

const answered = { observed: "no-answer", answered: true };

const listCall = callOf("bucket_list", { evidence: bucketListEvidence });

async function callTold(result: object, call = listCall) {
  const step = await sessionWith(testAnswer(200, rpc({ result }))).callTool(call.tool, {}, 1_000);
  return judgeCall(call, step);
}

describe("a tool's answer", () => {
  it("is accepted with what the tool gave", async () => {
    const payload = { success: true, buckets: [{ name: "a" }], count: 1 };
    const judged = await callTold(toolResult(payload));
    expect(told(judged)).toEqual({
      observed: "accepted",
      answered: true,
      status: 200,
      note: null,
      reason: null,
      evidence: {},
    });
    expect(judged.payload).toEqual(payload);
  });

  it("may be words, of a tool that nothing is known of", async () => {
    const judged = await callTold({ content: [{ type: "text", text: "done" }] }, callOf("other"));
    expect([judged.observed, judged.payload]).toEqual(["accepted", "done"]);
  });

  it("is judged by its status first", async () => {
    const step = await sessionWith(testAnswer(401, "")).callTool("bucket_list", {}, 1_000);
    expect(judgeCall(listCall, step)).toMatchObject({ observed: "refused", status: 401 });
  });

  it("fails where it is not the result of a tool", async () => {
    const judged = await callTold({ content: "no list" });
    const fault = "the result is not that of a tool";
    expect(told(judged)).toEqual({
      ...answered,
      status: 200,
      note: fault,
      reason: "tool-failed",
      evidence: { status: 200, error: fault },
    });
  });

  it.each([null, [], "x", 0])("fails where its result is %j", async (result) => {
    const answer = testAnswer(200, rpc({ result }));
    const note = "the JSON-RPC answer holds no result";
    expect(told(judgeCall(listCall, await sessionWith(answer).callTool("bucket_list", {}, 1_000)))).toEqual({
      ...answered,
      status: 200,
      note,
      reason: "tool-failed",
      evidence: { status: 200, error: note },
    });
  });

  it.each([
    {},
    { jsonrpc: "1.0", result: null },
    { jsonrpc: "2.0", id: 9, result: {} },
    { jsonrpc: "2.0", error: {}, result: 1 },
  ])("is none of MCP's in %j", async (body) => {
    const step = await sessionWith(testAnswer(200, body)).callTool("bucket_list", {}, 1_000);
    expect(told(judgeCall(listCall, step))).toMatchObject({ answered: false, reason: "not-mcp" });
  });

  it("was given to a wrong caller, whatever failure stands beside it", async () => {
    const payload = { success: false, error: "invalid_token", buckets: [{ name: "a" }], count: 1 };
    const step = await sessionWith(testAnswer(200, rpc({ result: toolResult(payload) }))).callTool(
      "bucket_list",
      {},
      1_000,
    );
    expect(judgeCall(listCall, step, "control:tampered").observed).toBe("accepted");
    expect(judgeCall(listCall, step, "repeat").observed).toBe("refused");
  });

  test.each([
    ["the tool's own", "no such table", "tool-failed"],
    ["something behind the server", "An error occurred (SlowDown) when calling ListObjectsV2", "upstream-failed"],
  ])("fails with the error of %s", async (_whose, error, reason) => {
    expect(told(await callTold(toolResult({ success: false, error })))).toEqual({
      ...answered,
      status: 200,
      note: error,
      reason,
      evidence: { status: 200, error },
    });
  });

  it("refuses the caller in words, at status 200", async () => {
    const error = "Failed to list buckets: GraphQL query not authorized";
    expect(told(await callTold(toolResult({ success: false, error })))).toEqual({
      observed: "refused",
      answered: true,
      status: 200,
      note: error,
      reason: "unauthorized",
      evidence: { status: 200, message: error },
    });
  });

  test.each<[string, object, readonly string[]]>([
    [
      "fields, by their path",
      { buckets: [{ name: 1 }, {}], count: "1" },
      ["buckets.0.name", "buckets.1.name", "count"],
    ],
    ["the whole, where the parts do not agree", { buckets: [], count: 1 }, ["payload"]],
    [
      "at most five",
      { buckets: [{}, {}, {}, {}, {}, {}], count: 6 },
      [0, 1, 2, 3, 4].map((index) => `buckets.${index}.name`),
    ],
  ])("of another form names %s", async (_what, payload, wrong) => {
    expect(told(await callTold(toolResult(payload)))).toEqual({
      ...answered,
      status: 200,
      note: "not this tool's answer",
      reason: "tool-failed",
      evidence: { status: 200, error: "not this tool's answer", wrong },
    });
  });

  it("names a field once, whatever is wrong with it", async () => {
    const evidence = bucketListEvidence
      .refine(() => false, { path: ["count"] })
      .refine(() => false, { path: ["count"] });
    const judged = await callTold(toolResult({ buckets: [], count: 0 }), callOf("bucket_list", { evidence }));
    expect(judged.evidence.wrong).toEqual(["count"]);
  });
});

describe("a search that finds nothing", () => {
  const nothing = toolResult({ success: true, results: [], total_results: 0 });
  const search = (values: object, tool = "search_catalog") =>
    callTold(nothing, callOf(tool, { values: { ...values }, evidence: searchEvidence }));

  test.each([[{}], [{ bucket: "" }]])("asked nobody where it named no bucket: %j", async (values) => {
    expect(told(await search(values))).toEqual({
      ...answered,
      status: 200,
      note: NO_UPSTREAM_CALL,
      reason: "tool-failed",
      evidence: { status: 200, error: NO_UPSTREAM_CALL },
      askedNobody: true,
    });
  });

  it("is an answer where it named one, or where another tool gave it", async () => {
    expect((await search({ bucket: "a" })).observed).toBe("accepted");
    expect((await search({}, "other_search")).observed).toBe("accepted");
  });

  it("asked somebody where there is something after all", async () => {
    const found = toolResult({ success: true, results: [{ id: "1" }], total_results: 1 });
    const judged = await callTold(found, callOf("search_catalog", { evidence: searchEvidence }));
    expect(judged.observed).toBe("accepted");
  });
});
