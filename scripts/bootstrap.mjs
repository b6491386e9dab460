import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runNode, runNpm } from "./project.mjs";
import { clearStamp, hashSources, readStamp, writeStamp } from "./stamp.mjs";

const say = (text) => process.stderr.write(`${text}\n`);

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

/** Installs what package-lock.json names, unless it is there already. */
export async function ensureDeps() {
  const lock = read("package-lock.json");
  if (lock === null) throw new Error("package-lock.json is missing: this is not a complete checkout.");
  const machine = `${process.platform} ${process.arch} ${process.versions.modules}`;
  const wanted = createHash("sha256").update(`${machine}\n${lock}`).digest("hex");
  if (readStamp("deps") === wanted && existsSync(join(root, "node_modules/.package-lock.json"))) return;
  if (!installedAgrees(lock)) {
    say("Installing dependencies (npm ci): about half a minute the first time…");
    clearStamp("deps");
    const code = await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"], { output: "stderr" });
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}; its own messages are above.`);
  }
  writeStamp("deps", wanted);
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
export async function ensureNextBuild({ output = "stderr" } = {}) {
  const wanted = hashSources(pageSources, notTests);
  if (readStamp("next-build") === wanted && existsSync(join(root, ".next/BUILD_ID"))) return;
  say("Building the page (next build): about a quarter of a minute…");
  clearStamp("next-build");
  const code = await runNode(["node_modules/next/dist/bin/next", "build"], { output });
  if (code !== 0) throw new Error(`next build failed with exit code ${code}; its own messages are above.`);
  writeStamp("next-build", wanted);
}

const cliSources = ["lib", "scripts/build-cli.mjs", "package.json", "package-lock.json", "tsconfig.json"];

/** Whether dist holds a command line built from the sources as they are. */
export function isCliCurrent() {
  if (!existsSync(join(root, "dist/bonafide.mjs"))) return false;
  if (!existsSync(join(root, "lib/cli"))) return true;
  return readStamp("cli") === hashSources(cliSources, notTests);
}

/** Builds the command line into dist, unless it is current. */
export async function ensureCli() {
  if (isCliCurrent()) return;
  await ensureDeps();
  const wanted = hashSources(cliSources, notTests);
  say("Building the command line…");
  const { buildCli } = await import("./build-cli.mjs");
  await buildCli();
  writeStamp("cli", wanted);
}
