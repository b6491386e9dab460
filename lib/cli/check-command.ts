import type { PreparedRun } from "@/lib/run/prepare-run";
import { readEnv } from "@/lib/settings/read-env";
import { cleanText } from "@/lib/words/terminal-text";
import { describeOwnFaults } from "./describe-own-faults";
import type { OpenEngine } from "./engine-port";
import { exitCodes } from "./exit-code";
import { misplacedWords } from "./misplaced-words";
import { announce, progressPrinter } from "./print-events";
import { readRunOptions, type TypedOptions } from "./read-run-options";
import { readTarget, type TargetOptions } from "./read-target";
import { readRunToken, type TokenOptions } from "./read-token";
import { followRun, runExitCode } from "./run-to-end";
import type { Terminal } from "./terminal";
import { checkOutput, findFormat, isReportShown, writeReport } from "./write-report";

export type CheckOptions = TokenOptions &
  TargetOptions & { readonly format: string; readonly output?: string; readonly verbose?: boolean } & TypedOptions;

/**
 * `bonafide check`: one diagnosis. Gives the exit code.
 * @throws AppError for what the caller has to mend, before anything is sent
 */
export async function checkCommand(options: CheckOptions, terminal: Terminal, openEngine: OpenEngine): Promise<number> {
  const format = findFormat(options.format);
  const { dataFolder } = readEnv(terminal.variables);
  const { target, keys, subject, ...whose } = await readTarget(options, dataFolder, terminal);
  const token = await readRunToken(options, whose, terminal);
  const runOptions = await readRunOptions(options, terminal);
  const engine = await openEngine({ dataFolder, reportCrash: (text) => void terminal.err.write(`${text}\n`) });
  const command = target.mcpCommand === undefined ? null : { variables: terminal.variables };
  const run = await engine.prepare({ token, target, subject, keys, options: runOptions, command });
  // Last, for it makes the file: what cannot run leaves none.
  await checkOutput(format, options.output, terminal);
  await sayBefore(run, terminal);
  await announce(run.outline, terminal.err);
  const output = { format, path: options.output ?? null, verbose: options.verbose === true };
  const progress = progressPrinter(terminal.err, { brief: isReportShown(output) });
  const followed = await followRun(engine, run, terminal, progress);
  const written = await writeReport(followed.view, output, terminal);
  const failed = describeOwnFaults(followed.view);
  if (failed !== null) await terminal.err.write(failed).catch(() => {});
  if (!written) return exitCodes.usage;
  return runExitCode(followed);
}

/** What was taken off the token, tokens at the wrong place, and what is of no use. */
async function sayBefore({ takenOff, misplaced, warnings, input }: PreparedRun, { err }: Terminal): Promise<void> {
  if (takenOff.length > 0) await err.write(`Taken off the token: ${takenOff.join(", ")}.\n`);
  const places = misplaced.map((one) => misplacedWords(one, input.target.name));
  for (const warning of [...warnings, ...places]) await err.write(`Warning: ${cleanText(warning)}\n`);
}
