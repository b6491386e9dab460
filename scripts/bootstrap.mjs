import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root, runNode, runNpm } from "./project.mjs";
import { clearStamp, hashSources, readStamp, writeStamp } from "./stamp.mjs";
import { logPath, step, stepError } from "./steps.mjs";

function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

function fits(wanted, mine) {
  if (wanted === undefined) return true;
  const refused = wanted.some((name) => name === `!${mine}`);
  const named = wanted.filter((name) => !name.startsWith("!"));
  return !refused && (named.length === 0 || named.includes(mine));
}

/** Whether an existing node_modules (someone ran `npm ci` by hand) holds what the lock names for this machine. */
function installedAgrees(lockText) {
  const hidden = read("node_modules/.package-lock.json");
  if (hidden === null) return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    if (found !== undefined) return found.version === entry.version && found.integrity === entry.integrity;
    const here = fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && entry.libc === undefined;
    return entry.optional === true && (entry.os === undefined || !here);
  });
}

/**
 * Takes a step unless its stamp says that it is done, one process at a time: another that waited for it finds it done.
 * `work` gets the file that its output goes to and gives the new stamp.
 * @throws Error with the end of what the step said
 */
async function ensure({ name, stamp, isDone, work }) {
  if (isDone()) return;
  await withLock(stamp, async () => {
    if (isDone()) return;
    writeStamp(stamp, await step(name, () => work(logPath(name))));
  });
}

function wantedDeps() {
  const lock = read("package-lock.json");
  if (lock === null) throw new Error("package-lock.json is missing: this is not a complete checkout.");
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return { lock, hash: createHash("sha256").update(`${machine}\n${lock}`).digest("hex") };
}

/** Installs what package-lock.json names, unless it is there already. */
export async function ensureDeps() {
  const { lock, hash } = wantedDeps();
  const isDone = () => {
    if (readStamp("deps") === hash && existsSync(join(root, "node_modules/.package-lock.json"))) return true;
    if (!installedAgrees(lock)) return false;
    writeStamp("deps", hash);
    return true;
  };
  const work = async (log) => {
    clearStamp("deps");
    const words = ["ci", "--include=dev", "--no-audit", "--no-fund"];
    const code = await runNpm(words, { output: { log } });
    if (code !== 0) throw stepError(`npm ci failed with exit code ${code}.`, log);
    return hash;
  };
  await ensure({ name: "dependencies", stamp: "deps", isDone, work });
}

const pageSources = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const notTests = (file) => !/\.test\.tsx?$/.test(file);

/** Builds the page, unless its sources are those of the last build. */
export async function ensureNextBuild() {
  const wanted = hashSources(pageSources, notTests);
  const isDone = () => readStamp("next-build") === wanted && existsSync(join(root, ".next/BUILD_ID"));
  const work = async (log) => {
    clearStamp("next-build");
    const code = await runNode(["node_modules/next/dist/bin/next", "build"], { output: { log } });
    if (code !== 0) throw stepError(`next build failed with exit code ${code}.`, log);
    return wanted;
  };
  await ensure({ name: "page", stamp: "next-build", isDone, work });
}

const cliSources = ["lib", "scripts/build-cli.mjs", "package.json", "package-lock.json", "tsconfig.json"];

/** Whether dist holds a command line built from the sources as they are. */
function isCliCurrent() {
  if (!existsSync(join(root, "dist/bonafide.mjs"))) return false;
  if (!existsSync(join(root, "lib/cli"))) return true;
  return readStamp("cli") === hashSources(cliSources, notTests);
}

/** Builds the command line into dist, unless it is current. */
export async function ensureCli() {
  if (isCliCurrent()) return;
  await ensureDeps();
  const work = async (log) => {
    const wanted = hashSources(cliSources, notTests);
    const { buildCli } = await import("./build-cli.mjs");
    writeFileSync(log, await buildCli());
    return wanted;
  };
  await ensure({ name: "command line", stamp: "cli", isDone: isCliCurrent, work });
}
