import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

function sourceFiles(root) {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const listed = spawnSync("git", words, { cwd: root, encoding: "utf8" });
  if (listed.status !== 0) throw new Error(`git ls-files failed: ${listed.stderr}`);
  return listed.stdout.split("\0").filter((path) => path !== "");
}

/** A copy of the checkout's sources, with its node_modules linked in, to add something to. */
export function copySources(root) {
  const folder = mkdtempSync(join(tmpdir(), "bonafide-cost-"));
  for (const path of sourceFiles(root)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    try {
      cpSync(join(root, path), join(folder, path));
    } catch (error) {
      // Deleted and not committed yet.
      if (error.code !== "ENOENT") throw error;
    }
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Text with `insert` put in: as lines behind or before the first line that matches, or right behind what matches. */
function insertAt(text, { after, before, behind, insert }, path) {
  const lines = text.split("\n");
  const wanted = after ?? before ?? behind;
  const at = lines.findIndex((line) => wanted.test(line));
  if (at === -1) throw new Error(`${path} has no line like ${wanted}: this addition needs another place.`);
  if (behind !== undefined) lines[at] = lines[at].replace(behind, (found) => `${found}${insert}`);
  else lines.splice(after === undefined ? at : at + 1, 0, insert);
  return lines.join("\n");
}

/**
 * Makes an addition in a copy: each edit is a new file (`create`), lines put `after` or `before` a line that matches, or
 * text put right `behind` what matches. Gives the paths of the files it takes.
 */
export function applyEdits(folder, edits) {
  for (const edit of edits) {
    const path = join(folder, edit.path);
    if (edit.create === undefined) writeFileSync(path, insertAt(readFileSync(path, "utf8"), edit, edit.path));
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, edit.create, { flag: "wx" });
    }
  }
  return [...new Set(edits.map(({ path }) => path))];
}
