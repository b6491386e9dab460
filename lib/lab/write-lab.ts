import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LabStack } from "./lab-types";

export interface WrittenLab {
  readonly targetFile: string;
  readonly tokenFile: string;
}

/**
 * Writes `target.json` (0644) and `token` (0600) of a running stack into a folder: all that a first run needs.
 * The signing key stays out, for a target file holds no secret.
 */
export async function writeLab(stack: LabStack, dir: string): Promise<WrittenLab> {
  await mkdir(dir, { recursive: true });
  const targetFile = join(dir, "target.json");
  const tokenFile = join(dir, "token");
  const target =
    stack.options.timeoutMs === undefined ? stack.target : { ...stack.target, timeoutMs: stack.options.timeoutMs };
  await writeFile(targetFile, `${JSON.stringify(target, null, 2)}\n`, { mode: 0o644 });
  await writeFile(tokenFile, `${stack.token}\n`, { mode: 0o600 });
  // The mode of a file that exists already is not changed by writing it.
  await chmod(tokenFile, 0o600);
  return { targetFile, tokenFile };
}
