import type { Variables } from "@/lib/settings/read-env";

/** The world of one command: its streams, variables, folder and signals. */
export interface Terminal {
  /** The report and nothing else. */
  readonly out: Stream;
  /** Progress and messages. */
  readonly err: Stream;
  readonly variables: Variables;
  readonly cwd: string;
  /** Registers what was read and must never be shown, should this process crash. */
  keepSecret(value: string): void;
  /** What was registered so far. */
  secrets(): readonly string[];
  readInput(maxBytes: number): Promise<Uint8Array>;
  /** Calls back once for the first interrupt or termination; gives a function that stops listening. */
  onInterrupt(callback: () => void): () => void;
}

export interface Stream {
  readonly colour: boolean;
  /** Text is UTF-8; bytes go out as they are. */
  write(body: string | Uint8Array): Promise<void>;
}

/** Whether a stream gets colours: NO_COLOR (no-color.org), then FORCE_COLOR, then whether a person reads it. */
export function wantsColour(variables: Variables, isTty: boolean): boolean {
  if ((variables.NO_COLOR ?? "") !== "") return false;
  const forced = variables.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTty && variables.TERM !== "dumb";
}
