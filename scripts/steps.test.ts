import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-steps-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const url = (name: string) => pathToFileURL(join(import.meta.dirname, name)).href;

function runScript(text: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", text], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("a step", () => {
  it("is one line with its time on stderr, whatever its work says into its log", () => {
    const ran = runScript(`
      import { run } from ${JSON.stringify(url("project.mjs"))};
      import { step } from ${JSON.stringify(url("steps.mjs"))};
      const log = ${JSON.stringify(join(folder, "noisy.log"))};
      await step("noisy", () => run(process.execPath, ["-e", "console.log('a'); console.error('b')"], { output: { log } }));
      await step("half", async () => ({ note: "1 passed, 2 failed", failed: 2 }));`);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(/^✓ noisy \d+\.\d s\n✗ half 1 passed, 2 failed 0\.\d s\n$/);
  });

  it("that fails shows the end of its log and where the rest is", async () => {
    const log = join(folder, "failing.log");
    await writeFile(log, Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n"));
    const ran = runScript(`
      import { step, stepError } from ${JSON.stringify(url("steps.mjs"))};
      try {
        await step("failing", async () => { throw stepError("It failed.", ${JSON.stringify(log)}); });
      } catch (error) { console.log(error.message); }`);
    expect(ran.stderr).toMatch(/^✗ failing 0\.\d s\n$/);
    expect(ran.stdout).toMatch(/^line 40\n/);
    expect(ran.stdout).toMatch(/line 99\n\nIt failed\. All it said is in .*failing\.log\.\n$/);
  });
});

describe("a lock", () => {
  it("lets one process after another work, and outlives one that died with it", async () => {
    const name = `test-${process.pid}`;
    const trace = join(folder, "trace");
    await writeFile(trace, "");
    const script = `
      import { appendFileSync } from "node:fs";
      import { withLock } from ${JSON.stringify(url("lock.mjs"))};
      await withLock(${JSON.stringify(name)}, async () => {
        appendFileSync(${JSON.stringify(trace)}, "in ");
        await new Promise((resolve) => setTimeout(resolve, 150));
        if (process.argv[1] === "die") process.exit(0);
        appendFileSync(${JSON.stringify(trace)}, "out ");
      });`;
    const start = (...words: readonly string[]) =>
      new Promise((resolve) =>
        spawn(process.execPath, ["--input-type=module", "-e", script, "--", ...words]).on("close", resolve),
      );
    await start("die");
    await Promise.all([start(), start(), start()]);
    expect(await readFile(trace, "utf8")).toBe("in in out in out in out ");
  });
});
