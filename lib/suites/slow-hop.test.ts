import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diagnoseStack } from "@/lib/lab/run/diagnose-stack";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { factValues } from "./fact-values";

let folder = "";
let lab: Lab;
let runtime: Runtime;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-slow-"));
  lab = await startLab();
  runtime = await createRuntime({ dataFolder: folder, reportCrash: () => {} });
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

async function slowIn(scenario: string) {
  const stack = await lab.open(scenario);
  const { layers, conclusion } = await diagnoseStack(runtime, stack);
  await stack.close();
  const result = layers.find(({ id }) => id === "mcp")?.result;
  const timeout = result?.findings.find(({ code }) => code === "mcp/timeout");
  return { slow: factValues(result)["slow-tools"], compared: timeout?.evidence.compared, code: conclusion?.code };
}

const through = (tool: string) =>
  expect.stringMatching(new RegExp(`^${tool}: no answer in 1\\.\\d s through the server, `));

it("sets a tool that hangs beside what its hops took directly", async () => {
  const { slow, compared } = await slowIn("mcp-discover-hangs");
  expect(slow).toEqual([through("discover_permissions")]);
  expect(slow).toEqual([expect.stringMatching(/directly \(exchange [\d.]+ s, identity [\d.]+ s, s3 [\d.]+ s\)$/)]);
  expect(compared).toEqual(Array.isArray(slow) ? slow[0] : null);
});

it("does so for every tool behind a slow hop", async () => {
  const { slow } = await slowIn("mcp-slow-hop");
  const tools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
  expect(slow).toEqual(tools.map(through));
});

it("says which hops this run could not time itself: the hang of the note", async () => {
  const { slow, code } = await slowIn("replay-004");
  expect(code).toBe("exchange/assume-role-denied");
  expect(slow).toEqual([
    expect.stringMatching(/^discover_permissions: no answer in 1\.\d s through the server; directly: .*not timed/),
  ]);
});
