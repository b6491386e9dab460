import type { RunEventBody } from "@/lib/diagnosis/events";
import { startStdioServer } from "@/lib/processes/start-stdio-server";
import type { StartStdio, StdioHome, StdioServer } from "@/lib/processes/stdio-server";
import type { Redactor } from "@/lib/redact/create-redactor";
import type { TellFault } from "./own-faults";
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
  tell: TellFault;
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
    const { run, redactor, tokens, signal, now, tell } = this.#settings;
    const { mcpCommand } = run.input.target;
    if (mcpCommand === undefined || run.command === null) return null;
    const { variables } = run.command;
    return (home) => {
      const started = startStdioServer({
        ...{ command: mcpCommand.words, cwd: mcpCommand.folder, home, variables, tokens, signal, now },
        keepSecret: (value) => redactor.addSecret(value),
        onLog: (message) => this.#log(layer, home, message),
      }).catch((error: unknown) => {
        tell(layer, error);
        return unstartedServer(now());
      });
      this.#started.push(started);
      return started;
    };
  }

  /** Ends what runs still. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#started.map(async (started) => (await started).stop()));
  }

  /** A line that cannot be told is our own fault, and none of the command's. */
  #log(layer: string, home: StdioHome, message: string): void {
    const { now, emit, tell } = this.#settings;
    const source = home === "empty" ? "mcp.command, empty HOME" : "mcp.command, your HOME";
    const at = new Date(now()).toISOString();
    // It explains nothing about the token: it is no genuine call's.
    const line = { source, at, level: levelOf(message), message, matchedBy: "time", purpose: "beside:stdio" } as const;
    try {
      emit({ type: "log", layer, line });
    } catch (error) {
      tell(layer, error);
    }
  }
}

/** Stands for a command that this process failed to start. */
function unstartedServer(startedAtMs: number): StdioServer {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 };
  const failure = { kind: "failure", failure: "unreachable", detail: "the command could not be started" } as const;
  return {
    variables: [],
    send: async () => ({ ...failure, status: null, headers: {}, startedAtMs, timings }),
    strayLines: () => 0,
    stop: async () => {},
  };
}

function levelOf(line: string): string {
  if (/\b(error|critical|traceback|exception)\b/i.test(line)) return "error";
  return /\bwarn(ing)?\b/i.test(line) ? "warn" : "info";
}
