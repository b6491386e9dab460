import type { z } from "zod";
import type { Door } from "@/lib/http/door-types";

/** One line of a server's log as it was read, not redacted yet. */
export interface RawLogLine {
  /** The server that wrote it, by its own name or the file's. */
  readonly source: string;
  /** Milliseconds since the epoch; null when the line says no time. */
  readonly atMs: number | null;
  /** Lower case. */
  readonly level: string;
  readonly message: string;
  /** 32 hex digits (W3C Trace Context). */
  readonly traceId: string | null;
  readonly requestId: string | null;
}

/** Somewhere that a server under test writes its log to. Whatever it throws is said once, and harms no run. */
export interface LogSource {
  /** The whole lines that came since the last read; the first read starts where the log ended when the source was opened. */
  read(): Promise<readonly RawLogLine[]>;
  /** May throw to say what was wrong with the source all along. */
  close(): Promise<void>;
}

/** What a run lends to its log sources. */
export interface LogTools {
  /** The run's one way out to the network, with its policy. */
  readonly door: Pick<Door, "send">;
  /** Aborted when the run has no more use for the source. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** When the run began, milliseconds since the epoch. */
  readonly startedAtMs: number;
}

/** Of every source, whatever its type: how long it is waited for in all unless its settings say otherwise, ms. */
export const DEFAULT_SETTLE_MS = 500;

/** One type of log source, whatever its settings. */
export interface LogSourceType {
  /** As `type` in the target names it. */
  readonly type: string;
  /** Of its own settings: `type` and `settleMs` are every source's. */
  readonly schema: z.ZodObject;
  /** Settings that are paths: relative ones start from the target file's folder. */
  readonly paths: readonly string[];
  readonly settleMs: number;
  /** Where it reads, in a few words, by settings that the schema has passed. */
  place(settings: Readonly<Record<string, unknown>>): string;
  /** @throws whatever is wrong, in plain words */
  open(settings: Readonly<Record<string, unknown>>, tools: LogTools): Promise<LogSource>;
}

interface Definition<Schema extends z.ZodObject> {
  readonly type: string;
  readonly schema: Schema;
  readonly paths?: readonly (string & keyof z.infer<Schema>)[];
  readonly settleMs?: number;
  place(settings: z.infer<Schema>): string;
  open(settings: z.infer<Schema>, tools: LogTools): Promise<LogSource>;
}

/** Makes a type of log source of its own schema: settings are parsed by it before they are used. */
export function defineLogSource<Schema extends z.ZodObject>(source: Definition<Schema>): LogSourceType {
  const { type, schema, paths = [], settleMs = DEFAULT_SETTLE_MS } = source;
  return {
    ...{ type, schema, paths, settleMs },
    place: (settings) => source.place(schema.parse(settings)),
    open: async (settings, tools) => source.open(schema.parse(settings), tools),
  };
}
