import { describe, expect, it, test } from "vitest";
import type { McpReply } from "@/lib/clients/mcp/session";
import type { DoorAnswer } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { reportSlow } from "./slow-tools";
import { goodPayload, remote, runMcp, toolResult } from "./test-mcp";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const direct = { exchange: 90, identity: 30, s3: 80, search: 200 };

/** The facts of a run in which one tool takes so long, ms; null for ever. */
async function slowIn(tool: string, ms: number | null, directMs: Readonly<Record<string, number>> = direct) {
  const run = await runMcp(
    {
      ...remote,
      call: (call) => {
        if (call.caller !== "good" || call.tool !== tool) return remote.call?.(call) ?? {};
        if (ms === null)
          return { ...testFailure("timeout"), timings: { ...testFailure("timeout").timings, totalMs: 40_000 } };
        const result = toolResult(goodPayload(call.tool, call.values));
        const answer: DoorAnswer = testAnswer(200, { jsonrpc: "2.0", id: call.id, result });
        return { ...answer, timings: { ...answer.timings, totalMs: ms } };
      },
    },
    { directMs },
  );
  return run.facts["slow-tools"];
}

it("compares a slow tool with the same hop directly", async () => {
  expect(await slowIn("search_catalog", 12_000)).toEqual([
    "search_catalog: 12.0 s through the server, 0.20 s directly",
  ]);
});

it("adds up the hops of a tool that makes several", async () => {
  expect(await slowIn("discover_permissions", null)).toEqual([
    "discover_permissions: no answer in 40.0 s through the server, 0.20 s directly (exchange 0.09 s, identity 0.03 s, s3 0.08 s)",
  ]);
});

it("says which hop was not timed, and adds up nothing", async () => {
  expect(await slowIn("bucket_objects_list", 11_000, { exchange: 90 })).toEqual([
    "bucket_objects_list: 11.0 s through the server; directly: exchange 0.09 s, s3 not timed",
  ]);
});

it("names a tool that is slow beside the direct hop, and none where the hop itself is slow", async () => {
  expect(await slowIn("search_catalog", 2_500)).toEqual(["search_catalog: 2.5 s through the server, 0.20 s directly"]);
  expect(await slowIn("search_catalog", 2_500, { ...direct, search: 2_000 })).toBeUndefined();
  expect(await slowIn("search_catalog", 1_500)).toBeUndefined();
});

/** A reply that took so long, ms. */
function replyIn(totalMs: number): McpReply {
  const answer = testAnswer(200, "");
  const result = { ...answer, timings: { ...answer.timings, totalMs } };
  return { result, body: "", framing: "json", answer: { kind: "none" } };
}

/** What is told of one tool that took so long, ms, where the hops directly took so long. */
function told(tool: string, ms: number, directMs: Readonly<Record<string, number>> = {}, late = false) {
  const { context, facts } = mcpContext({ directMs });
  const value = replyIn(ms);
  reportSlow(
    context,
    realRun([realCall(tool, late ? failedAs("timeout", { value, reason: "timeout" }) : judgedAs({ value }))]),
  );
  return facts;
}

describe("a tool is told to be slow", () => {
  test.each<[string, Parameters<typeof told>, string | null]>([
    ["in 10 s and no longer", ["a", 10_000], null],
    ["after 10 s, with nothing known of its hops", ["a", 10_001], "a: 10.0 s through the server"],
    ["whenever it ran out of time", ["a", 50, {}, true], "a: no answer in 0.05 s through the server"],
    [
      "beside a hop that nobody timed",
      ["search_catalog", 11_000],
      "search_catalog: 11.0 s through the server; directly: search not timed",
    ],
    ["in 2 s and no longer, whatever the hop takes", ["search_catalog", 2_000, { search: 1 }], null],
    [
      "over 2 s, and over ten times its hop",
      ["search_catalog", 2_001, { search: 200 }],
      "search_catalog: 2.0 s through the server, 0.20 s directly",
    ],
    ["in ten times its hop and no longer", ["search_catalog", 3_000, { search: 300 }], null],
    ["quickly, with nothing known of its hops", ["a", 9_000, { search: 1 }], null],
    ["beside one of two hops, in no proportion", ["bucket_objects_list", 9_000, { s3: 1 }], null],
    [
      "beside hops of a second and more",
      ["bucket_list", 40_000, { search: 1_000 }],
      "bucket_list: 40.0 s through the server, 1.0 s directly",
    ],
    [
      "beside several hops, each told",
      ["bucket_objects_list", 11_000, { exchange: 400, s3: 600 }],
      "bucket_objects_list: 11.0 s through the server, 1.0 s directly (exchange 0.40 s, s3 0.60 s)",
    ],
  ])("%s", (_when, given, said) => {
    expect(told(...given)).toEqual(said === null ? {} : { "slow-tools": [said] });
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "with nothing known of its hops, though it is called %s as what every object has",
    (name) => {
      expect(told(name, 10_001, { search: 1 })).toEqual({ "slow-tools": [`${name}: 10.0 s through the server`] });
    },
  );

  it("by its own name, after others", () => {
    const { context, facts } = mcpContext();
    const late = failedAs("timeout", { value: replyIn(1_000), reason: "timeout" });
    reportSlow(context, realRun([realCall("a", late, { label: "a (2)" }), realCall("b"), realCall("c", late)]));
    expect(facts).toEqual({
      "slow-tools": ["a (2): no answer in 1.0 s through the server", "c: no answer in 1.0 s through the server"],
    });
  });

  it("in no session that did not come about", () => {
    const { context, facts } = mcpContext();
    const handshake = failedAs("timeout", { value: replyIn(60_000), reason: "timeout" });
    reportSlow(context, realRun([realCall("a", handshake)], { handshake }));
    expect(facts).toEqual({});
  });
});
