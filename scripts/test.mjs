import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureCli, ensureDeps, ensureNextBuild } from "./bootstrap.mjs";
import { ensureChromium } from "./chromium.mjs";
import {
  addCounts,
  closingLine,
  playwrightCounts,
  playwrightTimes,
  readReport,
  slowestLines,
  vitestCounts,
  vitestTimes,
} from "./counts.mjs";
import { buildEnv, root, runNode, stopChildren } from "./project.mjs";
import { say, step, tailOf } from "./steps.mjs";
import { createRunFolder, findFreePort } from "./test-run.mjs";

const none = { passed: 0, failed: 0, skipped: 0 };
const oneFailure = { passed: 0, failed: 1, skipped: 0 };
const playwrightCli = "node_modules/@playwright/test/cli.js";
const folder = createRunFolder();

/** Runs a suite whose words go to a log, shown whole when it fails. Gives its counts and the times of its files. */
async function suite(name, { words, env, read }) {
  const log = folder.path(`${name.replaceAll(" ", "-")}.log`);
  const ran = await step(name, async () => {
    const code = await runNode(words, { env: { ...folder.env, ...env }, output: { log } });
    const { counts, times } = read(code);
    return { ...counts, times, note: closingLine(counts) };
  });
  if (ran.failed > 0) say(`${tailOf(log, Number.POSITIVE_INFINITY)}\n`);
  return ran;
}

function unitTests() {
  const path = folder.path("vitest.json");
  const reporters = ["--reporter=minimal", "--reporter=json", `--outputFile.json=${path}`];
  const read = (code) => {
    const report = readReport(path);
    const times = vitestTimes(report).map(({ file, ms }) => ({ file: relative(root, file), ms }));
    return { counts: vitestCounts(report, code), times };
  };
  return suite("unit tests", { words: ["node_modules/vitest/vitest.mjs", "run", ...reporters], env: {}, read });
}

/** How many browser tests there are, without a browser. */
function countBrowserTests() {
  const listed = spawnSync(process.execPath, [playwrightCli, "test", "--list"], {
    cwd: root,
    env: buildEnv(),
    encoding: "utf8",
  });
  return Number(/Total: (\d+) tests?/.exec(listed.stdout ?? "")?.[1] ?? 0);
}

async function browserTests() {
  if (!existsSync(join(root, "playwright.config.ts"))) return none;
  if (!(await ensureChromium())) {
    const count = countBrowserTests();
    say(`${count} browser tests were not run: there is no Chromium here. Install one: npx playwright install chromium`);
    const skipped = { passed: 0, failed: 0, skipped: count };
    return process.env.CI ? addCounts(skipped, oneFailure) : skipped;
  }
  const path = folder.path("playwright.json");
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path,
    PLAYWRIGHT_JSON_OUTPUT_NAME: path,
    BONAFIDE_E2E_PORT: String(await findFreePort()),
    BONAFIDE_E2E_RESULTS: folder.path("test-results"),
  };
  const read = (code) => {
    const report = readReport(path);
    const times = playwrightTimes(report).map(({ file, ms }) => ({ file: `e2e/${file}`, ms }));
    return { counts: playwrightCounts(report, code), times };
  };
  return suite("browser tests", { words: [playwrightCli, "test", "--reporter=dot,json"], env, read });
}

/** A build counts only when it fails. */
async function builds(build) {
  try {
    await build();
    return none;
  } catch (error) {
    say(error.message);
    return oneFailure;
  }
}

function sayTimes(name, { times = [] }, count) {
  if (times.length > 0) say([`Slowest of the ${name}:`, ...slowestLines(times, count)].join("\n"));
}

async function main() {
  await ensureDeps();
  const cli = await builds(ensureCli);
  // One after another: each uses every core by itself, and some unit tests hold a short deadline.
  const units = await unitTests();
  const page = existsSync(join(root, "app")) ? await builds(ensureNextBuild) : none;
  const browser = page.failed > 0 ? none : await browserTests();
  sayTimes("unit tests", units, 8);
  sayTimes("browser tests", browser, 5);
  return addCounts(cli, units, page, browser);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopChildren(signal);
    folder.remove();
    process.exit(130);
  });
}

let counts;
try {
  counts = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  counts = oneFailure;
}
// What a failed run left may tell why.
if (counts.failed > 0) say(`Logs and results of this run are in ${folder.path("")}`);
else folder.remove();
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
