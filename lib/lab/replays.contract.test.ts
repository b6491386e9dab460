import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRuntime, type Runtime } from "@/lib/runtime/create-runtime";
import { diagnoseStack } from "./diagnose-stack";
import { type Lab, startLab } from "./start-lab";

let lab: Lab;
let runtime: Runtime;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "bonafide-replays-"));
  lab = await startLab();
  runtime = await createRuntime({ dataFolder, reportCrash: () => undefined });
});

afterAll(async () => {
  await lab.close();
  await rm(dataFolder, { recursive: true, force: true });
});

/** What the five notes took for other faults, and whose each one was. */
const notes = [
  ["replay-000", "signature", "signature/known-secret", "registry-admin", "exchange"],
  ["replay-001", "mcp", "mcp/open", "deployer", "mcp"],
  ["replay-002", "mcp", "mcp/tool-failed", "deployer", "search"],
  ["replay-003", "claims", "claims/known-fake", "token-holder", "mcp"],
  ["replay-004", "exchange", "exchange/assume-role-denied", "aws-admin", "mcp"],
] as const;

describe("the five notes, replayed", () => {
  it.each(notes)("%s is broken at %s: %s, for the %s to mend", async (id, layer, code, actor, shownToo) => {
    const stack = await lab.open(id);
    const view = await diagnoseStack(runtime, stack);
    await stack.close();
    const { brokenLayer, code: named, actor: whose } = view.conclusion ?? {};
    expect({ brokenLayer, named, whose }).toEqual({ brokenLayer: layer, named: code, whose: actor });
    const shown = view.layers.find((one) => one.id === shownToo)?.result?.status;
    expect(shown).not.toBe("pass");
  });
});
