import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const shells = /^(ba|da|z|k|a)?sh$|^busybox$/;

function readProc(pid) {
  try {
    // The name stands in parentheses and may hold spaces (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(parent), name: stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")) };
  } catch {
    return null;
  }
}

/** Parent and name of a process; null where the system does not say. */
function readProcess(pid) {
  const read = readProc(pid);
  if (read !== null) return read;
  const listed = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const found = /^\s*(\d+)\s+(\S+)/.exec(listed.stdout ?? "");
  return found === null ? null : { parent: Number(found[1]), name: found[2].replace(/^.*\//, "") };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Calls back when the npm that started this process is gone. npm starts scripts through a shell, which outlives a killed
 * npm: so npm itself is watched, too. Does nothing when npm did not start us.
 */
export function onNpmGone(callback, env = process.env) {
  if (env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const parent = process.platform === "win32" ? null : readProcess(shell);
  const npm = parent !== null && shells.test(parent.name) && parent.parent > 1 ? parent.parent : null;
  const npmGone = () => npm !== null && (!isAlive(npm) || (readProc(shell)?.parent ?? npm) !== npm);
  const timer = setInterval(() => {
    if (process.ppid === shell && !npmGone()) return;
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}
