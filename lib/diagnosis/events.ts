import type { Conclusion, Control, Exchange, LayerResult, LogLine, PlannedLayer } from "./model";
import type { TargetSummary, TokenSummary } from "./run-model";

/** What the engine emits. One event a line on the wire; `applyEvent` folds them into a `RunView`. */
export type RunEventBody =
  | {
      readonly type: "run-started";
      readonly startedAt: string;
      readonly toolVersion: string;
      readonly vantage: string;
      readonly target: TargetSummary;
      readonly subject: string | null;
      readonly token: TokenSummary | null;
      readonly layers: readonly PlannedLayer[];
      readonly controls: "on" | "off" | "deep";
    }
  /** Comes again, with the same start, where a layer says what it is doing by now. */
  | { readonly type: "layer-started"; readonly layer: string; readonly startedAt: string; readonly doing: string }
  | {
      readonly type: "exchange";
      readonly layer: string;
      readonly exchange: Exchange;
      /** The request carried an altered credential. */
      readonly wrongCredential: boolean;
      /** The answer handed out AWS credentials. */
      readonly mintedSession: boolean;
    }
  | { readonly type: "control"; readonly layer: string; readonly control: Control }
  /** `layer` is null for what belongs to the run as a whole: a source or helper beside the chain that failed. */
  | { readonly type: "log"; readonly layer: string | null; readonly line: LogLine }
  | { readonly type: "layer-finished"; readonly layer: string; readonly result: LayerResult }
  | { readonly type: "layer-revised"; readonly layer: string; readonly result: LayerResult }
  | {
      readonly type: "run-finished";
      readonly state: "finished" | "cancelled" | "interrupted";
      readonly durationMs: number;
      readonly conclusion: Conclusion;
      /** Facts learnt on the way (region, stack version). */
      readonly target: TargetSummary;
    };

interface RunEventFrame {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly runId: string;
}

export type RunEvent = RunEventFrame & RunEventBody;
export type RunEventType = RunEventBody["type"];
