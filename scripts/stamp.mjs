import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, stamps } from "./project.mjs";

function filesUnder(path, keep) {
  let entries;
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
  return entries.flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(child, keep);
    return keep(child) ? [child] : [];
  });
}

/** A hash over the contents of files and folders (relative to the root), so that a fresh checkout counts as unchanged. */
export function hashSources(paths, keep = () => true) {
  const hash = createHash("sha256");
  const files = paths.flatMap((path) => filesUnder(path, keep)).sort();
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(readFileSync(join(root, file)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** The stamp left by the last successful step of this name; null if there is none. */
export function readStamp(name) {
  try {
    return readFileSync(join(stamps, name), "utf8").trim();
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

export function writeStamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  const temporary = join(stamps, `${name}.${process.pid}`);
  writeFileSync(temporary, `${value}\n`);
  renameSync(temporary, join(stamps, name));
}

export function clearStamp(name) {
  rmSync(join(stamps, name), { force: true });
}
