import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureCli, ensureDeps, ensureNextBuild } from "./bootstrap.mjs";
import { ensureChromium } from "./chromium.mjs";
import { addCounts, closingLine, readPlaywrightCounts, readVitestCounts } from "./counts.mjs";
import { buildEnv, root, runNode, stamps, stopChildren } from "./project.mjs";

const say = (text) => process.stderr.write(`${text}\n`);
const none = { passed: 0, failed: 0, skipped: 0 };
const oneFailure = { passed: 0, failed: 1, skipped: 0 };
const playwrightCli = "node_modules/@playwright/test/cli.js";

/** Tests never touch the data folder of whoever runs them. */
function testEnv() {
  return { ...buildEnv(), BONAFIDE_DATA_DIR: join(stamps, "test-data") };
}

async function unitTests() {
  const report = join(stamps, "vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runNode(["node_modules/vitest/vitest.mjs", "run", ...reporters], { env: testEnv() });
  return readVitestCounts(report, code);
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
  const report = join(stamps, "playwright.json");
  rmSync(report, { force: true });
  const env = { ...testEnv(), PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await runNode([playwrightCli, "test", "--reporter=list,json"], { env });
  return readPlaywrightCounts(report, code);
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

async function main() {
  mkdirSync(stamps, { recursive: true });
  await ensureDeps();
  const cli = await builds(ensureCli);
  const units = await unitTests();
  const page = existsSync(join(root, "app")) ? await builds(ensureNextBuild) : none;
  const browser = page.failed > 0 ? none : await browserTests();
  return addCounts(cli, units, page, browser);
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopChildren(signal);
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
process.stdout.write(`${closingLine(counts)}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;
