import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives a run of the unit tests a temporary folder of its own, so that none finds what another process left. It is made
 * before the workers start, and they inherit it.
 */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), "bonafide-unit-"));
  Object.assign(process.env, { TMPDIR: folder, TMP: folder, TEMP: folder, BONAFIDE_DATA_DIR: join(folder, "data") });
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
