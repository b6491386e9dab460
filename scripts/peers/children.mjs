import { spawn } from "node:child_process";
import { searchPath } from "./paths.mjs";

/** Leaders of the process groups that run now. @type {Set<number>} */
const groups = new Set();

/** @param {number} group @param {NodeJS.Signals | 0} signal @returns {boolean} whether any process of the group was there */
function signalGroup(group, signal) {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}

/** Ends a whole process group: asks first, and insists after five seconds. @param {number} group */
async function endGroup(group) {
  signalGroup(group, "SIGTERM");
  const deadline = Date.now() + 5000;
  while (signalGroup(group, 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  signalGroup(group, "SIGKILL");
  groups.delete(group);
}

/** Ends every group that this process started. */
export async function endAll() {
  await Promise.all([...groups].map(endGroup));
}

/**
 * Runs a command in a process group of its own, for at most so long, and leaves nothing of the group behind.
 * The command's standard input closes when this process dies, however it dies.
 * @param {string} command
 * @param {string[]} args
 * @param {number} limitMs
 * @returns {Promise<string | null>} null when it exited with 0, else how it ended
 */
export async function runGroup(command, args, limitMs) {
  const child = spawn(command, args, {
    detached: true,
    stdio: ["pipe", "inherit", "inherit"],
    env: { ...process.env, PATH: searchPath, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  const group = child.pid;
  if (group !== undefined) groups.add(group);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    if (group !== undefined) void endGroup(group);
  }, limitMs);
  /** @type {string | null} */
  const ended = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? `exit code ${code}`}`));
  });
  clearTimeout(timer);
  if (group !== undefined) await endGroup(group);
  return late ? `was still running after ${limitMs / 1000} s` : ended;
}
