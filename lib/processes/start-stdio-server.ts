import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DoorFailureKind, DoorResult } from "@/lib/http/door-types";
import type { Variables } from "@/lib/settings/read-env";
import { endProcessTree, endWithThisProcess, ownGroup } from "./process-tree";
import { stdioEnvironment } from "./stdio-environment";
import { LineCutter } from "./stdio-lines";
import type { StdioHome, StdioServer } from "./stdio-server";

export interface StdioSettings {
  readonly command: readonly string[];
  /** Working folder. */
  readonly cwd: string;
  readonly home: StdioHome;
  readonly variables: Variables;
  /** The run's tokens: no variable that holds one is passed. */
  readonly tokens: readonly string[];
  /** Ends the process at once. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Registers values that may be credentials, before the command starts. */
  keepSecret(value: string): void;
  /** A line that the command wrote to its standard error. */
  onLog(line: string): void;
}

const MAX_LOG_LINES = 40;
const MAX_LOG_CHARACTERS = 300;
/** Shorter values are words such as `true`: as secrets they would blot out what the run has to say. */
const MIN_SECRET_LENGTH = 8;

/**
 * Starts a command as an MCP server over stdio, with the operator's home or with an empty one. A command that cannot start
 * says so when it is written to.
 * @throws where there is no room for an empty home, or the words are none that a system takes; nothing is left then
 */
export async function startStdioServer(settings: StdioSettings): Promise<StdioServer> {
  const folder = settings.home === "empty" ? await mkdtemp(join(tmpdir(), "bonafide-home-")) : null;
  const { env, secrets } = stdioEnvironment(settings.home, folder ?? "", settings.variables, settings.tokens);
  for (const secret of secrets) if (secret.length >= MIN_SECRET_LENGTH) settings.keepSecret(secret);
  const removeHome = async () => {
    if (folder !== null) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  };
  const talk = await startTalk(settings, env, removeHome);
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    settings.signal.removeEventListener("abort", stopNow);
    await talk.end();
    await removeHome();
  };
  const stopOnce = () => {
    stopping ??= stop();
    return stopping;
  };
  function stopNow(): void {
    void stopOnce();
  }
  settings.signal.addEventListener("abort", stopNow, { once: true });
  if (settings.signal.aborted) stopNow();
  return {
    variables: Object.keys(env).sort(),
    send: (_step, request) => talk.send(String(request.body), request.timeoutMs),
    strayLines: () => talk.strayLines,
    stop: stopOnce,
  };
}

async function startTalk(
  settings: StdioSettings,
  env: Readonly<Record<string, string>>,
  removeHome: () => Promise<void>,
): Promise<Conversation> {
  try {
    return new Conversation(settings, env);
  } catch (error) {
    await removeHome();
    throw error;
  }
}

type Ending = { readonly failure: DoorFailureKind; readonly detail: string };

/** One running command and the answers that are waited for. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #settings: StdioSettings;
  /** By id, in the order in which they were asked. */
  readonly #waiting = new Map<number, (line: string) => void>();
  readonly #ended = new AbortController();
  readonly #letGo: () => void;
  #ending: Ending | null = null;
  #lastWords = "";
  #logged = 0;
  strayLines = 0;

  constructor(settings: StdioSettings, env: Readonly<Record<string, string>>) {
    this.#settings = settings;
    const [file = "", ...words] = settings.command;
    // Next's types want a NODE_ENV in every environment; ours is nobody else's business.
    const given = env as NodeJS.ProcessEnv;
    this.#child = spawn(/* turbopackIgnore: true */ file, words, {
      cwd: settings.cwd,
      env: given,
      detached: ownGroup,
      windowsHide: true,
    });
    this.#letGo = endWithThisProcess(this.#child);
    const stdout = new LineCutter((line) => this.#hear(line));
    this.#child.stdout.on("data", (chunk: Buffer) => {
      if (this.#ending !== null || stdout.take(chunk)) return;
      this.#endWith({ failure: "too-large", detail: "wrote too much to its standard output" });
      void endProcessTree(this.#child);
    });
    const stderr = new LineCutter((line) => this.#log(line));
    let reads = true;
    this.#child.stderr.on("data", (chunk: Buffer) => {
      // What is beyond the bounds is drained, so that the command does not wait for a reader.
      if (reads) reads = stderr.take(chunk);
    });
    // A command that has gone takes no input: its end says so.
    this.#child.stdin.on("error", () => {});
    this.#child.once("error", (error) => this.#endWith({ failure: "unreachable", detail: cannotStart(error, file) }));
    this.#child.once("close", (code, signal) => {
      const how = signal === null ? `exit code ${code ?? "unknown"}` : signal;
      const words = this.#lastWords === "" ? "" : `: ${this.#lastWords}`;
      this.#endWith({ failure: "unreachable", detail: `the command ended with ${how}${words}` });
    });
  }

  async send(body: string, timeoutMs: number): Promise<DoorResult> {
    const startedAtMs = this.#settings.now();
    const id = idOf(body);
    const limit = AbortSignal.timeout(timeoutMs);
    const line = await new Promise<string | null>((resolve) => {
      const giveUp = () => resolve(null);
      const over = AbortSignal.any([limit, this.#ended.signal, this.#settings.signal]);
      if (over.aborted) return giveUp();
      over.addEventListener("abort", giveUp, { once: true });
      if (id !== null) this.#waiting.set(id, resolve);
      this.#child.stdin.write(`${body}\n`, () => {
        if (id === null) resolve("");
      });
    });
    if (id !== null) this.#waiting.delete(id);
    const totalMs = Math.max(0, this.#settings.now() - startedAtMs);
    const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs };
    if (line === null) {
      return { kind: "failure", ...this.#why(timeoutMs), status: null, headers: {}, startedAtMs, timings };
    }
    return {
      kind: "answer",
      status: id === null ? 202 : 200,
      headers: { "content-type": "application/json" },
      body: new TextEncoder().encode(line),
      startedAtMs,
      timings,
      address: "stdio",
    };
  }

  async end(): Promise<void> {
    this.#child.stdin.end();
    await endProcessTree(this.#child);
    this.#letGo();
    this.#endWith({ failure: "cancelled", detail: "stopped" });
  }

  #why(timeoutMs: number): Ending {
    if (this.#settings.signal.aborted) return { failure: "cancelled", detail: "stopped" };
    const stray =
      this.strayLines === 0 ? "" : `; ${this.strayLines} lines on standard output were not JSON-RPC messages`;
    return this.#ending ?? { failure: "timeout", detail: `no answer within ${timeoutMs} ms${stray}` };
  }

  #endWith(ending: Ending): void {
    this.#ending ??= ending;
    this.#ended.abort();
  }

  #hear(line: string): void {
    const message = parse(line);
    if (message === null) {
      this.strayLines += 1;
      return;
    }
    if (typeof message.method === "string") {
      this.#answerServer(message);
      return;
    }
    const waiting = typeof message.id === "number" ? this.#waiting.get(message.id) : undefined;
    // A server that could not read a message answers without its id.
    const oldest = message.id === null ? this.#waiting.values().next().value : undefined;
    (waiting ?? oldest)?.(line);
  }

  /** A server may ask as well: it gets its pings back, and nothing else. */
  #answerServer({ id, method }: Readonly<Record<string, unknown>>): void {
    if (typeof id !== "number" && typeof id !== "string") return;
    const answer = method === "ping" ? { result: {} } : { error: { code: -32601, message: "Method not found" } };
    if (this.#child.stdin.writable) this.#child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
  }

  #log(line: string): void {
    this.#lastWords = line.slice(0, MAX_LOG_CHARACTERS);
    this.#logged += 1;
    // What it says while it is being ended belongs to no run any more.
    if (this.#ending === null && this.#logged <= MAX_LOG_LINES) this.#settings.onLog(this.#lastWords);
  }
}

function cannotStart(error: Error, file: string): string {
  const code = "code" in error ? String(error.code) : error.name;
  const name = file.split(/[\\/]/).at(-1) ?? "";
  return code === "ENOENT" ? `there is no command ${name}` : `the command ${name} cannot start (${code})`;
}

function idOf(body: string): number | null {
  const id = parse(body)?.id;
  return typeof id === "number" ? id : null;
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // A line that is no JSON is no message: it is counted.
    return null;
  }
}
