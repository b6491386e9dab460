#!/usr/bin/env node
/**
 * Runs our command line against AWS and MCP servers that nobody here wrote.
 *   node scripts/peers/run.mjs [--set-up-only] [--row=TEXT] [PARTNER …]
 * With --row only the rows run whose name holds the text.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cases } from "./cases.mjs";
import { endAll, runGroup } from "./children.mjs";
import { cliFile } from "./cli.mjs";
import { needsNamespace, runInside } from "./inside.mjs";
import { peersDir } from "./paths.mjs";
import { runToEnd } from "./processes.mjs";
import { proveScanner } from "./secrets.mjs";
import { setUp } from "./setup.mjs";

/** @typedef {import("./run-cases.mjs").Outcome} Outcome */

const self = fileURLToPath(import.meta.url);
/** How long one partner's rows may take in all, the start of its servers included. */
const partnerLimitMs = 600_000;
const wantedRows = process.argv.find((argument) => argument.startsWith("--row="))?.slice("--row=".length) ?? "";

/** @param {unknown} error */
const textOf = (error) => (error instanceof Error ? error.message : String(error));

/** A row for what could not even begin: a suite that skips must not look green. @param {string} partner @param {string} why @returns {Outcome} */
function couldNotRun(partner, why) {
  console.log(`✗ ${partner}: could not run\n    ${why.replaceAll("\n", "\n    ")}`);
  return { partner, name: "could not run", passed: false, differences: [why], durationMs: 0 };
}

/** @param {string} name @returns {Promise<Outcome[]>} */
async function runPartner(name) {
  const outcomesFile = join(peersDir, `outcomes-${name}.json`);
  rmSync(outcomesFile, { force: true });
  const folder = mkdtempSync(join(tmpdir(), "peers-"));
  try {
    const command = [process.execPath, self, "--inside", name, folder, outcomesFile, wantedRows];
    const namespace = ["unshare", process.getuid?.() === 0 ? "-n" : "-rn"];
    const [first = "", ...rest] = needsNamespace(name) ? [...namespace, ...command] : command;
    const ended = await runGroup(first, rest, partnerLimitMs);
    const outcomes = existsSync(outcomesFile) ? JSON.parse(readFileSync(outcomesFile, "utf8")) : [];
    return ended === null ? outcomes : [...outcomes, couldNotRun(name, `the partner's run ${ended}`)];
  } finally {
    rmSync(outcomesFile, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string[]} names @returns {Promise<Outcome[]>} */
async function runAll(names) {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const name of names) {
    try {
      console.log(`\n${await setUp(name)}`);
    } catch (error) {
      outcomes.push(couldNotRun(name, textOf(error)));
      continue;
    }
    if (!process.argv.includes("--set-up-only")) outcomes.push(...(await runPartner(name)));
  }
  return outcomes;
}

/** Builds the command under test now, so that no row's time is spent on it and no network namespace needs to. */
async function buildCommand() {
  const built = await runToEnd(process.execPath, [cliFile, "--help"], { timeoutMs: 180_000 });
  if (built.exit !== 0) {
    console.error(`the command does not answer --help (exit ${built.exit}): ${built.stderr.trim().slice(-800)}`);
    return false;
  }
  return true;
}

async function main() {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const unknown = named.filter((name) => cases[name] === undefined);
  if (unknown.length > 0) {
    console.error(`unknown partner: ${unknown.join(", ")} (there are ${Object.keys(cases).join(", ")})`);
    return 2;
  }
  mkdirSync(peersDir, { recursive: true });
  proveScanner();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => void endAll().finally(() => process.exit(130)));
  }
  const setUpOnly = process.argv.includes("--set-up-only");
  if (!setUpOnly && !(await buildCommand())) return 1;
  const outcomes = await runAll(named.length > 0 ? named : Object.keys(cases));
  if (setUpOnly) return outcomes.length === 0 ? 0 : 1;
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  const failed = outcomes.length - passed;
  writeFileSync(join(peersDir, "result.json"), `${JSON.stringify({ passed, failed, cases: outcomes }, null, 2)}\n`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

const [flag, name = "", folder = "", outcomesFile = "", wanted = ""] = process.argv.slice(2);
if (flag === "--inside") await runInside(name, folder, outcomesFile, wanted);
else process.exitCode = await main();
