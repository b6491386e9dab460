import type { RunEventBody } from "@/lib/diagnosis/events";
import { startStdioServer } from "@/lib/processes/start-stdio-server";
import type { StartStdio, StdioServer } from "@/lib/processes/stdio-server";
import type { Redactor } from "@/lib/redact/create-redactor";
import type { PreparedRun } from "./prepare-run";

export interface RunCommandsSettings {
  readonly run: Pick<PreparedRun, "input" | "command">;
  readonly redactor: Redactor;
  /** The run's tokens. */
  readonly tokens: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  emit(body: RunEventBody): void;
}

/** The commands that a run starts on this machine: what they say becomes log lines, and none outlives the run. */
export class RunCommands {
  readonly #settings: RunCommandsSettings;
  readonly #started: Promise<StdioServer>[] = [];

  constructor(settings: RunCommandsSettings) {
    this.#settings = settings;
  }

  /** What starts the target's MCP command for a layer; null where this run may not start it, or there is none. */
  starter(layer: string): StartStdio | null {
    const { run, redactor, tokens, signal, now, emit } = this.#settings;
    const { mcpCommand } = run.input.target;
    if (mcpCommand === undefined || run.command === null) return null;
    const { variables } = run.command;
    return (home) => {
      const source = home === "empty" ? "mcp.command, empty HOME" : "mcp.command, your HOME";
      const started = startStdioServer({
        ...{ command: mcpCommand.words, cwd: mcpCommand.folder, home, variables, tokens, signal, now },
        keepSecret: (value) => redactor.addSecret(value),
        onLog: (message) => {
          const at = new Date(now()).toISOString();
          // It explains nothing about the token: like a control's line it is no genuine call's.
          const line = {
            source,
            at,
            level: levelOf(message),
            message,
            matchedBy: "time",
            purpose: "control:stdio",
          } as const;
          emit({ type: "log", layer, line });
        },
      });
      this.#started.push(started);
      return started;
    };
  }

  /** Ends what runs still. */
  async stop(): Promise<void> {
    await Promise.all(this.#started.map(async (started) => (await started).stop()));
  }
}

function levelOf(line: string): string {
  if (/\b(error|critical|traceback|exception)\b/i.test(line)) return "error";
  return /\bwarn(ing)?\b/i.test(line) ? "warn" : "info";
}
