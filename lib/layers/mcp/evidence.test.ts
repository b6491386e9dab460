import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { requiredPaths } from "@/lib/truth/evidence-paths";
import { jsonMutations, wholeBodies } from "@/lib/truth/mutations";
import { testAnswer } from "../test-context";
import { bucketListEvidence, countItems, objectsListEvidence, permissionsEvidence, searchEvidence } from "./evidence";
import { BUCKET, type FakeServer, goodPayload, remote, runMcp, toolResult } from "./test-mcp";

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
    expect(passed).toEqual([]);
  });
});

it("counts the items of any list that is known, or a total", () => {
  expect(countItems({ results: [1, 2], total_results: 9 })).toBe(2);
  expect(countItems({ total_count: 4 })).toBe(4);
  expect([countItems({ ok: true }), countItems("text"), countItems(null), countItems([1])]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
