import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LabStack } from "./lab-types";

export interface WrittenLab {
  readonly targetFile: string;
  /** Null where the run is to carry no token. */
  readonly tokenFile: string | null;
  /** Shell assignments of the variables that the target names; null where it names none. */
  readonly envFile: string | null;
  /** What the scenario gives of the MCP server's environment; null where it gives none. */
  readonly serverEnvFile: string | null;
}

/**
 * Writes `target.json` (0644), `token` (0600) and, where the target names variables, `env` (0600) of a running stack
 * into a folder, and `server.env` (0600) where the scenario gives one: all that a first run needs. The signing key
 * stays out, for a target file holds no secret.
 */
export async function writeLab(stack: LabStack, dir: string): Promise<WrittenLab> {
  await mkdir(dir, { recursive: true });
  const targetFile = join(dir, "target.json");
  const target =
    stack.options.timeoutMs === undefined ? stack.target : { ...stack.target, timeoutMs: stack.options.timeoutMs };
  await writeFile(targetFile, `${JSON.stringify(target, null, 2)}\n`, { mode: 0o644 });
  const { withoutToken, env = {}, serverEnv } = stack.options;
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  return {
    targetFile,
    tokenFile: withoutToken === true ? null : await writeSecret(join(dir, "token"), `${stack.token}\n`),
    envFile: lines.length === 0 ? null : await writeSecret(join(dir, "env"), lines.join("")),
    serverEnvFile: serverEnv === undefined ? null : await writeSecret(join(dir, "server.env"), serverEnv),
  };
}

async function writeSecret(file: string, text: string): Promise<string> {
  await writeFile(file, text, { mode: 0o600 });
  // The mode of a file that exists already is not changed by writing it.
  await chmod(file, 0o600);
  return file;
}
