import { type ChildProcess, spawn } from "node:child_process";
import { platform } from "node:os";

/** How long a process tree may take to end by itself after it was asked to, ms. */
const GRACE_MS = 300;
const POLL_MS = 20;

/** A command is started as the leader of a process group of its own, so that all that it starts can be ended with it. */
export const ownGroup = platform() !== "win32";

/**
 * Ends a child and everything that it started: asks first and insists after 300 ms. On POSIX the group is ended even
 * where its leader has gone already; a program that left the group on purpose is out of reach.
 */
export async function endProcessTree(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (!ownGroup) {
    await endOnWindows(pid);
    return;
  }
  signalGroup(pid, "SIGTERM");
  const deadline = Date.now() + GRACE_MS;
  while (signalGroup(pid, 0) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  signalGroup(pid, "SIGKILL");
}

/**
 * Has the child and everything that it started ended at once, should this process end first, as at a second Ctrl+C. Gives
 * what lets go of it again.
 */
export function endWithThisProcess({ pid }: ChildProcess): () => void {
  if (pid === undefined || !ownGroup) return () => {};
  const end = () => void signalGroup(pid, "SIGKILL");
  process.once("exit", end);
  return () => process.off("exit", end);
}

/** Whether any process of the group was there. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    // ESRCH: nobody is left. EPERM does not arise for one's own children.
    return false;
  }
}

function endOnWindows(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const killer = spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    killer.once("error", () => resolve());
    killer.once("exit", () => resolve());
  });
}
