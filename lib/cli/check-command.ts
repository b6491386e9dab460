import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { refuseUnreadServerEnv } from "@/lib/run/parse-server-env";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { readEnv } from "@/lib/settings/read-env";
import type { OpenEngine } from "./engine-port";
import { type ExtraTokenOptions, readExtraTokens, tokenWarnings } from "./extra-token-options";
import { announce, progressPrinter } from "./print-events";
import { type RunOptions, readRunOptions } from "./read-run-options";
import { readServerEnvFile } from "./read-server-env-file";
import { readTarget, type TargetOptions } from "./read-target";
import { readRunToken, type TokenOptions } from "./read-token";
import { followRun, runExitCode } from "./run-to-end";
import type { Terminal } from "./terminal";
import { checkOutput, findFormat, isReportShown, writeReport } from "./write-report";

export type CheckOptions = TokenOptions &
  TargetOptions &
  RunOptions &
  ExtraTokenOptions & {
    readonly format: string;
    readonly output?: string;
    readonly verbose?: boolean;
    readonly iam?: boolean;
    readonly serverEnv?: string;
    readonly permissions?: boolean;
  } & Readonly<Record<string, unknown>>;

/**
 * `bonafide check`: one diagnosis. Gives the exit code.
 * @throws AppError for what the caller has to mend, before anything is sent
 */
export async function checkCommand(options: CheckOptions, terminal: Terminal, openEngine: OpenEngine): Promise<number> {
  const format = findFormat(options.format);
  const run = readRunOptions(options);
  const { dataFolder } = readEnv(terminal.variables);
  const { target, keys, subject, ...whose } = await readTarget(options, dataFolder, terminal);
  const token = await readRunToken(options, whose, terminal);
  const extra = readExtraTokens(options, terminal);
  const serverEnv = await readServerEnvOption(options, { mcpUrl: target.mcpUrl, only: run.only }, terminal);
  await checkOutput(format, options.output, terminal);
  const engine = await openEngine({ dataFolder, reportCrash: (text) => void terminal.err.write(`${text}\n`) });
  const request: DiagnosisRequest = {
    ...{ token, target, subject, keys },
    ...extra,
    ...run,
    iam: options.iam === true,
    serverEnv,
    permissions: options.permissions === true,
    command: target.mcpCommand === undefined ? null : { variables: terminal.variables },
  };
  for (const warning of await tokenWarnings(request, dataFolder)) await terminal.err.write(`Warning: ${warning}\n`);
  await announce(await engine.outline(request), terminal.err);
  const output = { format, path: options.output ?? null, verbose: options.verbose === true };
  const progress = progressPrinter(terminal.err, { brief: isReportShown(output) });
  const followed = await followRun(engine, request, terminal, progress);
  await writeReport(followed.view, output, terminal);
  return runExitCode(followed);
}

async function readServerEnvOption(
  options: CheckOptions,
  { mcpUrl, only }: { readonly mcpUrl: string | undefined; readonly only: readonly string[] | null },
  terminal: Terminal,
): Promise<ServerEnvironment | null> {
  if (options.serverEnv === undefined) return null;
  refuseUnreadServerEnv(mcpUrl, only);
  return readServerEnvFile(options.serverEnv, options.tokenStdin === true, terminal);
}
