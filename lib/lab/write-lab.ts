import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { optionFlagName, optionList } from "@/lib/wire/run-options";

export interface WrittenLab {
  readonly targetFile: string;
  /** Null where the run is to carry no token. */
  readonly tokenFile: string | null;
  /** Shell assignments of the variables that the target names, and of the key; null where it names none. */
  readonly envFile: string | null;
  /** What the scenario gives of the MCP server's environment; null where it gives none. */
  readonly serverEnvFile: string | null;
  /** The variable with the key to check signatures with; null where none is written. */
  readonly keyVariable: string | null;
  /** Further tokens of the scenario: the option that takes each, and its variable in `envFile`. */
  readonly furtherTokens: readonly (readonly [option: string, variable: string])[];
}

const KEY_VARIABLE = "LAB_SIGNING_KEY";

/** The tokens beside the run's own, each with its flag and a variable of its name: `LAB_OTHER_TOKEN`. */
function tokensOf(options: LabStack["options"]) {
  return optionList.flatMap(({ name, row }) => {
    const [option, token] = [optionFlagName(row), options[name]];
    if (row.kind !== "token" || option === null || typeof token !== "string") return [];
    return [{ option, variable: `LAB_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`, token }];
  });
}

/**
 * Writes `target.json` (0644), `token` (0600) and, where there are variables to set, `env` (0600) of a running stack
 * into a folder, and `server.env` (0600) where the scenario gives one: all that a first run needs. The scenario's further
 * tokens, as a second user's, go into `env`. The signing key goes
 * into `env`, where the base credentials are that assume the token's role: without it such a run cannot pass. The target
 * file holds no secret.
 */
export async function writeLab(stack: LabStack, dir: string): Promise<WrittenLab> {
  await mkdir(dir, { recursive: true });
  const targetFile = join(dir, "target.json");
  const target =
    stack.options.timeoutMs === undefined ? stack.target : { ...stack.target, timeoutMs: stack.options.timeoutMs };
  await writeFile(targetFile, `${JSON.stringify(target, null, 2)}\n`, { mode: 0o644 });
  const { withoutToken, env: named = {}, serverEnv, signatureKey } = stack.options;
  const keyed = signatureKey !== undefined && Object.keys(named).length > 0;
  const further = tokensOf(stack.options);
  const env = {
    ...named,
    ...(keyed ? { [KEY_VARIABLE]: signatureKey } : {}),
    ...Object.fromEntries(further.map(({ variable, token }) => [variable, token])),
  };
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'\n`);
  return {
    targetFile,
    tokenFile: withoutToken === true ? null : await writeSecret(join(dir, "token"), `${stack.token}\n`),
    envFile: lines.length === 0 ? null : await writeSecret(join(dir, "env"), lines.join("")),
    serverEnvFile: serverEnv === undefined ? null : await writeSecret(join(dir, "server.env"), serverEnv),
    keyVariable: keyed ? KEY_VARIABLE : null,
    furtherTokens: further.map(({ option, variable }) => [option, variable]),
  };
}

async function writeSecret(file: string, text: string): Promise<string> {
  await writeFile(file, text, { mode: 0o600 });
  // The mode of a file that exists already is not changed by writing it.
  await chmod(file, 0o600);
  return file;
}
