import { rmSync } from "node:fs";
import { join } from "node:path";
import { ensureDeps } from "./bootstrap.mjs";
import { applyEdits, copySources } from "./cost/copy.mjs";
import { finding } from "./cost/finding.mjs";
import { layerAddition } from "./cost/layer.mjs";
import { logSource } from "./cost/log-source.mjs";
import { reportFormat } from "./cost/report-format.mjs";
import { closingLine, readReport, vitestCounts } from "./counts.mjs";
import { root, runNode, stopChildren } from "./project.mjs";
import { logPath, say, step, stepError } from "./steps.mjs";

/** What is added in a copy, and how many files it may take. */
const additions = [reportFormat, logSource, finding, layerAddition];
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const typescript = join(root, "node_modules/typescript/bin/tsc");

async function checkTypes(folder, log) {
  const code = await runNode([typescript, "--noEmit", "--incremental", "false"], { cwd: folder, output: { log } });
  if (code !== 0) throw stepError("The addition does not fit the types.", log);
}

async function runTests(folder, words, log) {
  const path = join(folder, "vitest.json");
  const reporters = ["--reporter=minimal", "--reporter=json", `--outputFile.json=${path}`];
  rmSync(path, { force: true });
  const code = await runNode([vitest, "run", ...words, ...reporters], { cwd: folder, output: { log } });
  const counts = vitestCounts(readReport(path), code);
  // A filter that hits nothing would prove nothing.
  if (counts.failed > 0 || counts.passed === 0)
    throw stepError(`The tests of the addition: ${closingLine(counts)}.`, log);
}

/** Adds one thing in a copy, and gives what it took. Its tests must pass there. */
async function measure({ name, limit, edits, tests, further = [] }) {
  const log = logPath(`cost ${name}`);
  const copy = copySources(root);
  try {
    const files = applyEdits(copy.folder, edits);
    await checkTypes(copy.folder, log);
    for (const words of [tests, ...further]) await runTests(copy.folder, words, log);
    return { failed: files.length > limit ? 1 : 0, note: `${files.length} of ${limit} files`, files };
  } finally {
    copy.remove();
  }
}

async function isWithin(addition) {
  try {
    const { failed, files } = await step(addition.name, () => measure(addition));
    if (failed > 0) say(`It takes ${files.join(", ")}.`);
    return failed === 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopChildren(signal);
    process.exit(130);
  });
}

await ensureDeps();
const wanted = process.argv.slice(2);
let within = true;
for (const addition of additions) {
  if (wanted.length > 0 && !wanted.some((text) => addition.name.includes(text))) continue;
  within = (await isWithin(addition)) && within;
}
process.exitCode = within ? 0 : 1;
