import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { jsonMutations, wholeBodies } from "@/lib/suites/body-mutations";
import { requiredPaths } from "@/lib/suites/evidence-paths";
import { testAnswer } from "../shared/test-context";
import { ARN, BUCKET, type FakeServer, goodPayload, remote, runMcp, toolResult } from "./test-mcp";
import {
  answeredArn,
  bucketListEvidence,
  bucketNames,
  countItems,
  objectsListEvidence,
  permissionsEvidence,
  searchEvidence,
} from "./tool-evidence";

const evidence: Readonly<Record<string, z.ZodType>> = {
  bucket_list: bucketListEvidence,
  bucket_objects_list: objectsListEvidence(BUCKET),
  search_catalog: searchEvidence,
  discover_permissions: permissionsEvidence,
};
const rows = Object.entries(evidence);

/** A healthy server whose answer to the right caller differs for one tool, from the nth call on. */
function changed(tool: string, from: number, answer: (id: unknown) => object): FakeServer {
  return {
    ...remote,
    call: (call) =>
      call.caller === "good" && call.tool === tool && call.nth >= from ? answer(call.id) : (remote.call?.(call) ?? {}),
  };
}

describe.each(rows)("the evidence of %s", (tool, schema) => {
  const payload = goodPayload(tool, { bucket: BUCKET });
  const mutations = jsonMutations(payload, requiredPaths(schema, payload));

  it("is tried in several fields", () => {
    expect(new Set(mutations.map(({ field }) => field)).size).toBeGreaterThan(2);
  });

  it("lets no mutated success pass, in the genuine call or the repeat", async () => {
    const passed: string[] = [];
    for (const { field, how, body } of mutations) {
      for (const from of [1, 2]) {
        const run = await runMcp(changed(tool, from, () => JSON.parse(body) as object));
        if (run.status === "pass") passed.push(`${field} ${how} (${from})`);
      }
    }
    expect(passed).toEqual([]);
  });

  it("lets no other body pass", async () => {
    const whole = (id: unknown) => JSON.stringify({ jsonrpc: "2.0", id, result: toolResult(payload) });
    const passed: string[] = [];
    for (const index of wholeBodies(whole(0)).keys()) {
      let how = "";
      const run = await runMcp(
        changed(tool, 1, (id) => {
          const mutation = wholeBodies(whole(id))[index];
          how = mutation?.how ?? "";
          return testAnswer(200, mutation?.body ?? "", { "content-type": mutation?.contentType ?? "application/json" });
        }),
      );
      if (run.status === "pass") passed.push(how);
    }
    // A batch of one is read: versions before 2025-06-18 knew it.
    expect(passed).toEqual(["array"]);
  });
});

describe("near misses", () => {
  const bucket = { name: "a" };
  const object = { key: "a" };
  const who = (arn: string, account_id = "111122223333") => ({ user_identity: { arn, account_id } });
  const listOf = (over: object) => ({ bucket: BUCKET, objects: [object], count: 1, ...over });

  it.each<[string, z.ZodType, unknown, boolean]>([
    ["a list that counts what it holds", bucketListEvidence, { buckets: [bucket], count: 1 }, true],
    ["a list that counts more than it holds", bucketListEvidence, { buckets: [bucket], count: 2 }, false],
    ["a bucket of a blank name", bucketListEvidence, { buckets: [{ name: " " }], count: 1 }, false],
    ["a success that is none", bucketListEvidence, { success: false, buckets: [], count: 0 }, false],
    ["objects of this bucket", objectsListEvidence(BUCKET), listOf({}), true],
    ["objects of another bucket", objectsListEvidence(BUCKET), listOf({ bucket: "other" }), false],
    ["an object without a key", objectsListEvidence(BUCKET), listOf({ objects: [{}] }), false],
    ["an object of an empty key", objectsListEvidence(BUCKET), listOf({ objects: [{ key: "" }] }), false],
    ["objects that are not counted", objectsListEvidence(BUCKET), listOf({ count: 0 }), false],
    ["results of an unknown total", searchEvidence, { results: [{ id: "1" }], total_results: -1 }, true],
    ["no results of an unknown total", searchEvidence, { results: [], total_results: -1 }, true],
    ["no results of none", searchEvidence, { results: [], total_results: 0 }, true],
    ["no results of some", searchEvidence, { results: [], total_results: 3 }, false],
    ["results of none", searchEvidence, { results: [{ id: "1" }], total_results: 0 }, false],
    ["a total below unknown", searchEvidence, { results: [], total_results: -2 }, false],
    ["a role session of its account", permissionsEvidence, who(ARN), true],
    ["a role session of another account", permissionsEvidence, who(ARN, "444455556666"), false],
    ["an identity that is no ARN", permissionsEvidence, who("ada"), false],
    ["an account that is no number", permissionsEvidence, who(ARN, "mine"), false],
  ])("%s", (_what, schema, value, holds) => {
    expect(schema.safeParse(value).success).toBe(holds);
  });

  it("name no bucket and nobody", () => {
    expect(bucketNames({ buckets: [bucket, { name: "b" }], count: 2 })).toEqual(["a", "b"]);
    expect(bucketNames({ buckets: [bucket], count: 2 })).toEqual([]);
    expect([answeredArn(who(ARN)), answeredArn(who(ARN, "444455556666"))]).toEqual([ARN, null]);
  });
});

it.each([
  [{ results: [1, 2], total_results: 9 }, 2],
  [{ buckets: [], results: [1] }, 0],
  [{ buckets: "none", rows: [1] }, 1],
  [{ total_count: 4, count: 5 }, 4],
  [{ total_count: "4", count: 5 }, 5],
  [{ count: 1.5 }, null],
  [{ count: "5" }, null],
  [{ ok: true }, null],
  ["text", null],
  [null, null],
  [undefined, null],
  [[1], 1],
  [[], 0],
  [{ repos: [1, 2], total: 9 }, 2],
  [{ repos: [], next: null }, 0],
  [{ repos: [1], tags: [1, 2] }, null],
  [{ data: { nodes: [1, 2, 3] } }, 3],
  [{ data: "[1,2]" }, 2],
  [{ data: '{"items":[1,2,3]}' }, 3],
  [{ items: "[1,2]", name: "[1,2,3]" }, 2],
  [{ name: "a", tags: "none" }, null],
  [[null], 0],
  [[1, null, 0, ""], 3],
  [{ results: [null, 1] }, 1],
  [{ repos: [null, 1] }, 1],
  [{ errors: ["no"] }, null],
  [{ warnings: ["no"] }, null],
  [{ repos: [1], warnings: ["no", "never"] }, 1],
  [{ data: { viewer: { repos: [1] } } }, 1],
  [{ a: { b: { c: { d: [1] } } } }, null],
  [{ data: { nodes: [1] }, more: { nodes: [1] } }, null],
])("counts in %j the items of a list that is known, or a total: %j", (payload, items) => {
  expect(countItems(payload)).toBe(items);
});

it.each(["buckets", "objects", "results", "packages", "items", "databases", "tables", "rows"])(
  "knows %s for a list",
  (name) => {
    expect(countItems({ [name]: [1, 2, 3] })).toBe(3);
  },
);
