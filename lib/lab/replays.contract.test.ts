import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnoseStack } from "./run/diagnose-stack";
import { type Lab, startLab } from "./start-lab";
import { replays } from "./test-replays";

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

describe("the five notes, replayed", () => {
  it.each(replays)("$id is broken at $layer: $code, for the $actor to mend", async (replay) => {
    const { id, layer, code, actor, shownToo } = replay;
    const stack = await lab.open(id);
    const view = await diagnoseStack(runtime, stack);
    await stack.close();
    const { brokenLayer, code: named, actor: whose } = view.conclusion ?? {};
    expect({ brokenLayer, named, whose }).toEqual({ brokenLayer: layer, named: code, whose: actor });
    const shown = view.layers.find((one) => one.id === shownToo)?.result?.status;
    expect(shown).not.toBe("pass");
  });
});
