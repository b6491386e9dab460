import type { DoorRequest, DoorResult } from "@/lib/http/door-types";

/** Whose home folder a command is started with: the operator's, or a fresh one that holds nothing. */
export type StdioHome = "operator" | "empty";

/** An MCP server that was started as a command and talks over its standard streams (MCP 2025-06-18, Transports, stdio). */
export interface StdioServer {
  /** Names of the variables that it was given. */
  readonly variables: readonly string[];
  /**
   * Writes the request's body as one message and gives the answer to its id as an HTTP answer would hold it, status 200;
   * 202 for a notification. A command that cannot start or has ended is `unreachable`, one that floods `too-large`.
   * Never rejects.
   */
  send(step: string, request: Omit<DoorRequest, "signal">): Promise<DoorResult>;
  /** Lines on its standard output that were no message. */
  strayLines(): number;
  /** Ends the command and all that it started, and removes its empty home. Never rejects. */
  stop(): Promise<void>;
}

/** Starts the target's command. Never rejects: a command that cannot start says so when it is written to. */
export type StartStdio = (home: StdioHome) => Promise<StdioServer>;
