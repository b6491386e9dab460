import type { Verdict } from "@/lib/diagnosis/model";
import type { RunOptions } from "@/lib/wire/run-options";
import type { TargetFile } from "@/lib/wire/target-schema";
import type { LabServerName } from "./server-names";

/** What a scenario promises. */
export interface LabScenarioInfo {
  /** Kebab-case, equal to the file name. */
  readonly id: string;
  readonly title: string;
  /** Two or three plain sentences: what is wrong, and what one should see. */
  readonly story: string;
  /** The layer that the fault belongs to, or `pass`. */
  readonly group: string;
  /**
   * Every finding code that a run must show, besides `identity/emulator`, which each lab run shows, and
   * `mcp/pass-through`, which is quilt-mcp's own way and listed in the group `mcp` alone.
   */
  readonly codes: readonly string[];
  readonly verdict: Verdict;
  readonly brokenLayer: string | null;
  readonly code: string | null;
}

/** One request that reached a server, answered or not. */
export interface LabRequest {
  readonly server: LabServerName;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Of the `traceparent` header, 32 hex digits. */
  readonly traceId: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Null while, or if ever, unanswered. */
  readonly status: number | null;
}

/** What a run needs beside the target: the options of a run as plain values, and what files and variables would give. */
export interface LabRunOptions extends RunOptions {
  readonly publicKeyPem?: string;
  readonly wordList?: string[];
  /** Variables that the target names: base credentials. */
  readonly env?: Readonly<Record<string, string>>;
  /** One of the target's subjects. */
  readonly subject?: string;
  /** The run carries no token. */
  readonly withoutToken?: boolean;
}

/** A running stack. */
export interface LabStack {
  /** The scenario's id, or `baseline`. */
  readonly scenario: string;
  readonly target: TargetFile;
  /** Freshly minted for this stack. */
  readonly token: string;
  readonly options: LabRunOptions;
  /** The witness: every request from outside that reached a server, in order of arrival. */
  requests(): readonly LabRequest[];
  /** The calls that the MCP server made to other servers of the stack, in order of arrival. */
  hops(): readonly LabRequest[];
  /** Delays every answer from now on, ms. */
  setDelay(ms: number): void;
  /** Every secret that this stack made so far, for leak tests. */
  secrets(): readonly string[];
  close(): Promise<void>;
}
