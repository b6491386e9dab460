import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureCli, ensureDeps } from "./bootstrap.mjs";
import { closingLine, readReport, vitestCounts } from "./counts.mjs";
import { run, runNpm, stamps, stopChildren } from "./project.mjs";
import { logPath, say, step, stepError, tailOf } from "./steps.mjs";
import { createRunFolder } from "./test-run.mjs";

/** The newest of the majors that are promised: 20, 22 and 24. */
const NEWEST = "24.21.0";

/** Fetches that Node, once, from the registry that npm uses: the package `node` brings the binary. */
async function ensureNode(version, log) {
  const folder = join(stamps, `node-${version}`);
  mkdirSync(folder, { recursive: true });
  const words = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts=false"];
  const code = await runNpm([...words, `node@${version}`], { output: { log } });
  if (code !== 0) throw stepError(`Node ${version} could not be fetched.`, log);
  return join(folder, "node_modules/node/bin/node");
}

/** The unit tests, or those of the files that hold one of `words`, by the Node at `path`. Gives their counts. */
async function unitTests(path, { words, folder, log }) {
  const report = folder.path("vitest.json");
  const reporters = ["--reporter=minimal", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(path, ["node_modules/vitest/vitest.mjs", "run", ...words, ...reporters], {
    env: folder.env,
    output: { log },
  });
  const counts = vitestCounts(readReport(report), code);
  return { ...counts, note: closingLine(counts) };
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopChildren(signal);
    process.exit(130);
  });
}

const [version = NEWEST, ...words] = process.argv.slice(2);
const folder = createRunFolder();
let failed = 1;
try {
  await ensureDeps();
  await ensureCli();
  const node = (await step(`Node ${version}`, async () => ({ path: await ensureNode(version, logPath("node")) }))).path;
  const log = folder.path("unit-tests.log");
  const counts = await step(`unit tests on Node ${version}`, () => unitTests(node, { words, folder, log }));
  failed = counts.failed;
  if (failed > 0) say(tailOf(log, Number.POSITIVE_INFINITY));
  process.stdout.write(`${closingLine(counts)}\n`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
} finally {
  folder.remove();
}
process.exitCode = failed > 0 ? 1 : 0;
