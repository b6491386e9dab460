import { expect, it } from "vitest";
import type { DoorAnswer } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../test-context";
import { goodPayload, remote, runMcp, toolResult } from "./test-mcp";

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
  return run.facts.slow;
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
