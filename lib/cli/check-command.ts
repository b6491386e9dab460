import type { DiagnosisRequest } from "@/lib/runtime/diagnosis-request";
import { isRememberedLabToken } from "@/lib/runtime/lab-tokens";
import { readEnv } from "@/lib/runtime/read-env";
import { parseToken } from "@/lib/token/parse-token";
import type { OpenEngine } from "./engine";
import { followRun, runExitCode } from "./follow-run";
import { labWarning } from "./lab-warning";
import { announce, printEvent } from "./print-events";
import { type RunOptions, readRunOptions } from "./read-run-options";
import { readTarget, type TargetOptions } from "./read-target";
import { readLapsedToken, readRunToken, type TokenOptions } from "./read-token";
import type { Terminal } from "./terminal";
import { checkOutput, findFormat, writeReport } from "./write-report";

export type CheckOptions = TokenOptions &
  TargetOptions &
  RunOptions & {
    readonly format: string;
    readonly output?: string;
    readonly lapsedTokenEnv?: string;
    readonly iam?: boolean;
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
  const lapsedToken = readLapsedToken(options.lapsedTokenEnv, terminal);
  await checkOutput(options.output, terminal);
  const engine = await openEngine({ dataFolder, reportCrash: (text) => void terminal.err.write(`${text}\n`) });
  const request: DiagnosisRequest = {
    ...{ token, target, subject, keys, lapsedToken },
    ...run,
    iam: options.iam === true,
  };
  if (lapsedToken !== null && run.controls !== "deep") {
    await terminal.err.write("Warning: the lapsed token is used by --controls deep alone.\n");
  }
  const bare = token === null ? null : parseToken(token.reveal());
  const fromLab = bare?.ok === true && (await isRememberedLabToken(dataFolder, bare.token.raw.reveal()));
  const warning = token === null ? null : labWarning(target.name, fromLab);
  if (warning !== null) await terminal.err.write(`Warning: ${warning}\n`);
  await announce(await engine.outline(request), terminal.err);
  const followed = await followRun(engine, request, terminal, (event, view) => printEvent(event, view, terminal.err));
  await writeReport(followed.view, format, options.output, terminal);
  return runExitCode(followed);
}
