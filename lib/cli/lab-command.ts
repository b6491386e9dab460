import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { rememberLabToken } from "@/lib/custody/lab-tokens";
import { AppError, isAppError } from "@/lib/errors";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { type WrittenLab, writeLab } from "@/lib/lab/write-lab";
import { findNearestName } from "@/lib/nearest-name";
import { describeFileError } from "@/lib/settings/data-folder";
import { readEnv } from "@/lib/settings/read-env";
import { optionFlagName, optionList, type RunOptions } from "@/lib/wire/run-options";
import { quoteWord } from "./looks-like-token";
import type { Terminal } from "./terminal";
import { writeOut } from "./write-out";

export interface LabOptions {
  readonly write?: string;
  readonly scenario?: string;
  readonly repaired?: boolean;
  readonly list?: boolean;
}

/**
 * `bonafide lab`: a healthy stack, or one with a scenario's fault or that fault repaired, on loopback until it is interrupted. Gives the exit code.
 * @throws AppError BAD_REQUEST for a scenario that does not exist
 */
export async function labCommand(options: LabOptions, terminal: Terminal): Promise<number> {
  const lab = await startLab();
  try {
    if (options.list === true) {
      await writeOut(listScenarios(lab), "the list", terminal);
      return 0;
    }
    const interrupted = new Promise<void>((resolve) => {
      terminal.onInterrupt(resolve);
    });
    const stack = await openStack(lab, options.scenario, options.repaired ?? false);
    const folder =
      options.write === undefined
        ? await mkdtemp(join(tmpdir(), "bonafide-lab-target-"))
        : resolve(terminal.cwd, options.write);
    const written = await write(stack, folder);
    await remember(stack, terminal);
    await writeOut(describe(stack, written), "the lab's addresses", terminal);
    await interrupted;
    return 0;
  } finally {
    await lab.close();
  }
}

function openStack(lab: Lab, scenario: string | undefined, repaired: boolean): Promise<LabStack> {
  if (scenario === undefined) return lab.baseline();
  const ids = lab.scenarios.map((one) => one.id);
  if (ids.includes(scenario)) return lab.open(scenario, { repaired });
  const nearest = findNearestName(scenario, ids);
  const hint = nearest === undefined ? "." : `: did you mean ${nearest}?`;
  throw new AppError(
    "BAD_REQUEST",
    `--scenario ${quoteWord(scenario)} is not a scenario of the lab${hint}`,
    "bonafide lab --list shows them.",
  );
}

/** The lab serves as well where its token cannot be remembered; only the warning about a misplaced token is lost. */
async function remember({ token }: LabStack, terminal: Terminal): Promise<void> {
  if (token === null) return;
  try {
    await rememberLabToken(readEnv(terminal.variables).dataFolder, token);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const lost = "No other command will know that the lab made this token";
    await terminal.err.write(`Warning: ${lost}: ${error.message} ${error.suggestion}\n`);
  }
}

async function write(stack: LabStack, folder: string) {
  try {
    return await writeLab(stack, folder);
  } catch (error) {
    throw new AppError(
      "FILE_UNREADABLE",
      `--write: ${quoteWord(folder)} cannot be written: ${describeFileError(error)}.`,
      "Name another folder.",
    );
  }
}

function listScenarios(lab: Lab): string {
  const width = Math.max(...lab.scenarios.map((one) => one.id.length));
  return lab.scenarios.map((one) => `${one.id.padEnd(width)}  ${one.title}\n`).join("");
}

function describe(stack: LabStack, written: WrittenLab): string {
  const { targetFile, tokenFile, envFile, serverEnvFile, keyVariable, furtherTokens } = written;
  const { target, options } = stack;
  const places = [
    ["catalog", target.catalogUrl],
    ["registry", target.registryUrl],
    ["STS", target.aws?.stsEndpoint],
    ["S3", target.aws?.s3Endpoint],
  ].flatMap(([name, url]) => (url === undefined ? [] : [`  ${(name ?? "").padEnd(8)} ${url}\n`]));
  const subject = options.subject === undefined ? "" : ` --subject ${options.subject}`;
  const chosen = optionWords(options, serverEnvFile);
  const key = keyVariable === null ? "" : ` --secret-env ${keyVariable}`;
  const token = tokenFile === null ? "" : ` --token-file ${tokenFile}`;
  const tokens = furtherTokens.map(([option, variable]) => ` ${option} ${variable}`);
  const more = [token, key, ...tokens, subject, ...chosen];
  return [
    `Lab stack ${stack.scenario} until Ctrl+C:\n`,
    ...places,
    "Check it from another terminal:\n",
    ...(envFile === null ? [] : [`  . ${envFile}\n`]),
    `  npm run -s bonafide -- check --target-file ${targetFile}${more.join("")}\n`,
  ].join("");
}

/** The stack's options as they are typed; its tokens stand in variables, and its deadline in the target. */
function optionWords(options: RunOptions, file: string | null): readonly string[] {
  return optionList.flatMap(({ name, row }) => {
    const [flag, value] = [optionFlagName(row), options[name]];
    if (flag === null || value === undefined) return [];
    if (row.kind === "switch") return value === true ? [` ${flag}`] : [];
    if (row.kind === "choice") return [` ${flag} ${String(value)}`];
    return row.kind === "file" && file !== null ? [` ${flag} ${file}`] : [];
  });
}
