import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stamps } from "./project.mjs";

const WAIT_MS = 200;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function holderOf(path) {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** Takes the lock in one step, its holder's pid already in it; false when another has it. */
function take(path) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Clears the lock that a dead process left. Another may have been quicker and taken it anew: then it is put back. */
function clear(path, dead) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (holderOf(aside) !== dead) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Does `work` while no other process of this checkout does what goes by the same name. */
export async function withLock(name, work) {
  mkdirSync(stamps, { recursive: true });
  const path = join(stamps, `${name}.lock`);
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(Number(holder))) clear(path, holder);
    else await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
