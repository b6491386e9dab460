import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replays } from "@/lib/lab/test-replays";
import { reportSchema } from "@/lib/report/formats/report-schema";
import { launchIn, until } from "./test-launch";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-replays-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the scenario by the lab command, and runs the check that it prints, as its reader would. */
async function replay(id: string, more: readonly string[] = []) {
  const dir = join(folder, [id, ...more].join(""));
  const lab = launchIn(folder, ["lab", "--scenario", id, ...more, "--write", dir]);
  try {
    await until(() => lab.text.out.includes("npm run -s bonafide"));
    const words = (/ -- (check .*)$/m.exec(lab.text.out)?.[1] ?? "").trim().split(" ");
    const env = lab.text.out.includes("  . ") ? await readEnvFile(join(dir, "env")) : {};
    const { exitCode, out } = await launchIn(folder, [...words, "--format", "json"], { env }).ended;
    return { exitCode, run: reportSchema.parse(JSON.parse(out)).run };
  } finally {
    lab.child.kill("SIGTERM");
    await lab.ended;
  }
}

async function readEnvFile(file: string): Promise<Record<string, string>> {
  const lines = (await readFile(file, "utf8")).split("\n");
  return Object.fromEntries(
    lines.flatMap((line) => [/^export (\w+)='(.*)'$/.exec(line)?.slice(1) ?? []]).filter(isPair),
  );
}

function isPair(pair: readonly string[]): pair is [string, string] {
  return pair.length === 2;
}

describe("the five notes by the command line", () => {
  it.each(replays)("$id breaks at $layer: $code, for the $actor to mend", async ({ id, layer, code, actor }) => {
    const { exitCode, run } = await replay(id);
    const { verdict, brokenLayer } = run;
    expect({ exitCode, verdict, brokenLayer, code: run.code, actor: run.actor }).toEqual({
      exitCode: 1,
      verdict: "fail",
      brokenLayer: layer,
      code,
      actor,
    });
  });

  it.each(replays)("$id passes when its fault is repaired", async ({ id }) => {
    const { exitCode, run } = await replay(id, ["--repaired"]);
    expect({ exitCode, verdict: run.verdict, code: run.code }).toEqual({ exitCode: 0, verdict: "pass", code: null });
  });
});
