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

/** Somewhere that a server under test writes its log to. */
export interface LogSource {
  /** The whole lines that came since the last read; the first read starts where the log ended when the source was opened. */
  read(): Promise<readonly RawLogLine[]>;
  close(): Promise<void>;
}
