import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensureCli, ensureDeps, ensureNextBuild } from "../bootstrap.mjs";
import { root } from "../project.mjs";
import { measureFirstLoad } from "./first-load.mjs";

const CLI_RUNS = 10;
/** The longest chain, the MCP server's: initialize, initialized, tools/list, the tools; a control's session; the repeat (DESIGN §10). */
const CRITICAL_ANSWERS = 8;
const DELAY_MS = 200;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0)} ms`;

async function bundleEngine() {
  const { build } = await import("esbuild");
  const outfile = join(root, `.bootstrap/bench-${process.pid}.mjs`);
  mkdirSync(join(root, ".bootstrap"), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ["scripts/bench/engine.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "warning",
  });
  return outfile;
}

function startEngine(file) {
  const child = spawn(process.execPath, [file], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const figures = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("exit", (code) => reject(new Error(`the engine ended with ${code}`)));
  });
  return { child, figures };
}

function timeCli(folder) {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "dist/bonafide.mjs"),
      ...["check", "--target-file", join(folder, "target.json"), "--token-file", join(folder, "token")],
      ...["--format", "json", "--output", join(folder, "report.json")],
    ],
    { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH, BONAFIDE_DATA_DIR: folder } },
  );
  if (status !== 0) throw new Error(`the command line ended with ${status}: ${stderr.slice(-400)}`);
  return performance.now() - started;
}

async function measure() {
  const file = await bundleEngine();
  const { child, figures } = startEngine(file);
  try {
    const { warm, delayed, folder } = await figures;
    const cli = Array.from({ length: CLI_RUNS }, () => timeCli(folder));
    return { warm: median(warm), cli: median(cli), ratio: median(delayed) / (CRITICAL_ANSWERS * DELAY_MS) };
  } finally {
    child.stdin.end();
    await new Promise((resolve) => child.once("exit", resolve));
    rmSync(file, { force: true });
  }
}

await ensureDeps();
await ensureCli();
await ensureNextBuild();
const { warm, cli, ratio } = await measure();
const { gzip, files, readyMs } = await measureFirstLoad(root);
const rows = [
  ["lab run of 8 layers with controls, engine, warm median of 20", ms(warm), "150 ms"],
  [`command line, process start to exit, median of ${CLI_RUNS}`, ms(cli), "700 ms"],
  [`wall ÷ critical path, answers delayed ${DELAY_MS} ms`, ratio.toFixed(2), "1.15"],
  [`first-load JavaScript of the main page, gzip, ${files} files`, `${(gzip / 1000).toFixed(1)} kB`, "180 kB"],
  ["process start to first 200 of the page, lab included", ms(readyMs), "(compared later)"],
];
process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}\n\n`);
const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, got, goal] of [["what", "measured", "goal"], ...rows]) {
  process.stdout.write(`${what.padEnd(width)}  ${got.padStart(10)}  ${goal.padStart(18)}\n`);
}
