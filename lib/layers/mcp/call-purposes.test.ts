import { expect, it } from "vitest";
import { isGenuine } from "@/lib/diagnosis/purpose";
import { plannedControls } from "./run-controls";
import { mcpInput, remote, runMcp } from "./test-mcp";

const own = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
const odd = ["tampered", "control:tampered", "beside:health", "tools/call bucket_list", "a b", "bucket_list (2)"];
const input = mcpInput(
  { mcp: { calls: [...odd, "bucket_list", "tampered"].map((tool) => ({ tool })) } },
  { allowTool: odd },
);
const labels = [...own, ...odd, "bucket_list (3)", "tampered (2)"];

it("lets no name of a tool make a call something else: the tool stands in a field of its own", async () => {
  const run = await runMcp({ ...remote, tools: [...own, ...odd] }, { input });
  const controls = plannedControls(input).map(({ name }) => `control:${name}`);
  const known = ["real", "repeat", "beside:health", "beside:discover", "beside:scopes", ...controls];
  expect(run.sent.filter(({ purpose }) => !known.includes(purpose))).toEqual([]);
  const toolsOf = (wanted: string) =>
    run.sent.filter(({ purpose, mark }) => purpose === wanted && mark.tool !== undefined).map(({ mark }) => mark.tool);
  expect(toolsOf("real")).toEqual(labels);
  expect(toolsOf("control:tampered").toSorted()).toEqual([...labels].toSorted());
  expect(new Set(toolsOf("beside:scopes"))).toEqual(new Set());
  expect(run.controls.map(({ name }) => `control:${name}`).every((name) => controls.includes(name))).toBe(true);
});

it("counts as wrong what carries an altered token, and nothing beside", async () => {
  const run = await runMcp(remote);
  const wrong = run.sent.filter(({ mark }) => mark.wrongCredential === true).map(({ purpose }) => purpose);
  expect(new Set(wrong)).toEqual(new Set(["control:tampered"]));
  // A handshake and the tools, and a knock at the stateless door.
  expect(wrong).toHaveLength(2 + own.length + 1);
  const bearers = (genuine: boolean) =>
    new Set(
      run.sent
        .filter(({ purpose }) => isGenuine(purpose) === genuine && purpose !== "beside:discover")
        .map(({ request }) => request.headers.authorization),
    );
  expect(bearers(true).size).toBe(1);
  expect([...bearers(false)].filter((bearer) => bearers(true).has(bearer))).toEqual([]);
});

it("names the tool of a tool's call alone, not of the handshake", async () => {
  const run = await runMcp(remote);
  const named = run.sent.map(({ mark }) => [mark.step ?? null, mark.tool ?? null] as const);
  const calls = named.filter(([, tool]) => tool !== null);
  expect(calls.every(([step, tool]) => step === `tools/call ${tool}`)).toBe(true);
  expect(named.filter(([step, tool]) => tool === null && step !== null && /tools\/call/.test(step))).toEqual([]);
});
