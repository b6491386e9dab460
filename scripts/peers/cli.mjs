import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, searchPath } from "./paths.mjs";
import { runToEnd } from "./processes.mjs";

/**
 * @typedef {{ exit: number | null, stdout: string, stderr: string, report: any, left: string }} CliRun
 *   `left` is the text of every file that the run left in its home folder
 */

/** The command under test. */
export const cliFile = join(root, "scripts", "bonafide.mjs");

/**
 * Runs `bonafide check` as an operator would: own process, an environment with nothing but what is given, an empty home.
 * Without a token it says `--no-token`.
 * @param {{ target: unknown, token: string | null, folder: string, env?: Record<string, string>, args?: string[] }} options
 * @returns {Promise<CliRun>}
 */
export async function runCheck({ target, token, folder, env = {}, args = [] }) {
  const home = join(folder, "cli-home");
  mkdirSync(home, { recursive: true });
  const targetFile = join(folder, "target.json");
  writeFileSync(targetFile, JSON.stringify(target, null, 2));
  const bearer = token === null ? ["--no-token"] : ["--token-env", "PEERS_TOKEN"];
  const command = ["check", "--target-file", targetFile, ...bearer, "--format", "json", ...args];
  const { exit, stdout, stderr } = await runToEnd(process.execPath, [cliFile, ...command], {
    env: { PATH: searchPath, HOME: home, ...(token === null ? {} : { PEERS_TOKEN: token }), ...env },
    cwd: root,
    timeoutMs: 90_000,
  });
  return { exit, stdout, stderr, report: parsed(stdout), left: textOfFiles(home) };
}

/** @param {string} text @returns {any} null unless the text is one JSON document */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {string} folder @returns {string} */
function textOfFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}
