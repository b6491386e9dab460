import { CommanderError } from "commander";
import { isAppError } from "@/lib/errors";
import { buildProgram, type Handlers, toUsageError } from "./build-program";
import type { OpenEngine } from "./engine-port";
import { exitCodes, toExitCode } from "./exit-code";
import { maskWords } from "./looks-like-token";
import { refuseTokenArgument } from "./refuse-token-argument";
import type { Terminal } from "./terminal";
import { writeOut } from "./write-out";

/** Commands load what they need when they are called, so that the others start fast. */
function createHandlers(terminal: Terminal, ended: (exitCode: number) => void): Handlers {
  const openEngine: OpenEngine = async (settings) => (await import("./open-engine")).openEngine(settings);
  return {
    check: async (options) => {
      const { checkCommand } = await import("./check-command");
      ended(await checkCommand(options, terminal, openEngine));
    },
    inspect: async (options) => {
      const { inspectCommand } = await import("./token-command");
      ended(await inspectCommand(options, terminal, openEngine));
    },
    lab: async (options) => {
      const { labCommand } = await import("./lab-command");
      ended(await labCommand(options, terminal));
    },
  };
}

/** Runs the command line and gives its exit code. Never rejects; messages go to stderr and hold no credential. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = exitCodes.pass;
  const handlers = createHandlers(terminal, (code) => {
    exitCode = code;
  });
  const shown: string[] = [];
  const program = buildProgram(handlers, (text) => void shown.push(text));
  try {
    refuseTokenArgument(words);
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      const printed = writeOut(shown.join(""), "the text", terminal);
      return printed.then(
        () => exitCodes.pass,
        (failed: unknown) => explain(failed, words, terminal),
      );
    }
    const known = program.commands.map((command) => command.name());
    return explain(error instanceof CommanderError ? toUsageError(error, words, known) : error, words, terminal);
  }
}

async function explain(error: unknown, words: readonly string[], terminal: Terminal): Promise<number> {
  const text = isAppError(error)
    ? maskWords(`bonafide: ${error.message}\n  ${error.suggestion}\n`, words)
    : await (await import("./describe-crash")).describeCrash(error, words, terminal);
  // Where nobody reads any more, the exit code says it alone.
  await terminal.err.write(text).catch(() => {});
  return toExitCode(error);
}
