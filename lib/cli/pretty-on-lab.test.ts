import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { writeLab } from "@/lib/lab/write-lab";
import { layerWords } from "@/lib/run/layer-words";
import { launchIn } from "./test-launch";

let folder = "";
let lab: Lab;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-pretty-on-lab-"));
  lab = await startLab();
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

async function check(stack: Awaited<ReturnType<Lab["open"]>>, ...more: readonly string[]) {
  const files = await writeLab(stack, await mkdtemp(join(folder, "stack-")));
  const token = files.tokenFile === null ? [] : ["--token-file", files.tokenFile];
  return launchIn(folder, ["check", "--target-file", files.targetFile, ...token, ...more]).ended;
}

/** Sentences (a status beside a layer's name is none) that stand on both streams. */
function saidTwice(out: string, err: string): string[] {
  const lines = (text: string) => text.split("\n").map((line) => line.trim());
  const sentences = lines(err).filter((line) => line.split(/\s+/).length > 4);
  return sentences.filter((sentence) => lines(out).some((line) => line.includes(sentence)));
}

describe("the report on a terminal", () => {
  it("takes at most 40 lines for a healthy stack, a line for each layer", async () => {
    const { exitCode, out, err } = await check(await lab.baseline());
    expect(exitCode).toBe(0);
    expect(out.split("\n").filter((line) => /^\S pass|^\S not-applicable/.test(line))).toHaveLength(
      layerWords().length,
    );
    expect(out.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
    expect(saidTwice(out, err)).toEqual([]);
  });

  it("shows a broken layer in full and each other in a line, and --verbose all of them", async () => {
    const info = lab.scenarios.find((one) => one.verdict === "fail" && one.brokenLayer === "exchange");
    if (info === undefined) throw new Error("no scenario breaks at exchange");
    const stack = await lab.open(info.id);
    const { exitCode, out, err } = await check(stack);
    expect(exitCode).toBe(1);
    expect(out.match(/^ {4}fail [a-z0-9]+\//gm)).toEqual(["    fail exchange/"]);
    expect(out.match(/^ {4}Controls: /gm)).toHaveLength(1);
    expect(saidTwice(out, err)).toEqual([]);
    const all = await check(stack, "--verbose");
    expect(all.out.match(/^ {4}Controls: /gm)?.length).toBeGreaterThan(1);
    await stack.close();
  });
});
