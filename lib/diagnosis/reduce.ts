import type { RunEvent } from "./events";
import type { Conclusion, Control, Exchange, LayerResult, LiveLayerStatus, LogLine, PlannedLayer } from "./model";
import type { RequestCounts, RunState, TargetSummary, TokenSummary } from "./run-model";

/** One layer as the viewer sees it at this moment. */
export interface LayerView extends PlannedLayer {
  readonly status: LiveLayerStatus;
  /** What it is doing while running. */
  readonly doing: string;
  readonly startedAt: string | null;
  readonly result: LayerResult | null;
  readonly controlResults: readonly Control[];
  readonly exchanges: readonly Exchange[];
  readonly logs: readonly LogLine[];
  readonly revised: boolean;
}

/** A run as the viewer sees it at this moment: the fold of its events. */
export interface RunView {
  readonly id: string;
  readonly state: RunState;
  readonly startedAt: string;
  /** Null until the run ends. */
  readonly durationMs: number | null;
  readonly toolVersion: string;
  readonly vantage: string;
  readonly target: TargetSummary;
  readonly subject: string | null;
  readonly token: TokenSummary | null;
  readonly controls: "on" | "off" | "deep";
  readonly layers: readonly LayerView[];
  readonly requests: RequestCounts;
  /** What went wrong beside the chain: a line for each log source or helper that failed. */
  readonly logs: readonly LogLine[];
  readonly conclusion: Conclusion | null;
  readonly lastSeq: number;
}

function updateLayer(view: RunView, id: string, change: (layer: LayerView) => LayerView): RunView {
  return { ...view, layers: view.layers.map((layer) => (layer.id === id ? change(layer) : layer)) };
}

/**
 * Folds one event into the view: the only place where a run's state changes, for the page, the CLI,
 * the report and the tests alike. An event seen before (a resumed stream) changes nothing.
 */
export function applyEvent(view: RunView | null, event: RunEvent): RunView | null {
  if (event.type === "run-started") {
    if (view !== null) return view;
    return {
      id: event.runId,
      state: "incomplete",
      startedAt: event.startedAt,
      durationMs: null,
      toolVersion: event.toolVersion,
      vantage: event.vantage,
      target: event.target,
      subject: event.subject,
      token: event.token,
      controls: event.controls,
      layers: event.layers.map((layer) => ({
        ...layer,
        status: "waiting",
        doing: "",
        startedAt: null,
        result: null,
        controlResults: [],
        exchanges: [],
        logs: [],
        revised: false,
      })),
      requests: { total: 0, wrongCredentials: 0, awsSessionsMinted: 0 },
      logs: [],
      conclusion: null,
      lastSeq: event.seq,
    };
  }
  if (view === null || event.seq <= view.lastSeq) return view;
  const next: RunView = { ...view, lastSeq: event.seq };
  switch (event.type) {
    case "layer-started":
      return updateLayer(next, event.layer, (layer) => ({
        ...layer,
        status: "running",
        doing: event.doing,
        startedAt: event.startedAt,
      }));
    case "exchange":
      return updateLayer(
        {
          ...next,
          requests: {
            total: next.requests.total + 1,
            wrongCredentials: next.requests.wrongCredentials + (event.wrongCredential ? 1 : 0),
            awsSessionsMinted: next.requests.awsSessionsMinted + (event.mintedSession ? 1 : 0),
          },
        },
        event.layer,
        (layer) => ({ ...layer, exchanges: [...layer.exchanges, event.exchange] }),
      );
    case "control":
      return updateLayer(next, event.layer, (layer) => ({
        ...layer,
        controlResults: [...layer.controlResults, event.control],
      }));
    case "log":
      if (event.layer === null) return { ...next, logs: [...next.logs, event.line] };
      return updateLayer(next, event.layer, (layer) => ({ ...layer, logs: [...layer.logs, event.line] }));
    case "layer-finished":
    case "layer-revised":
      return updateLayer(next, event.layer, (layer) => ({
        ...layer,
        status: event.result.status,
        required: event.result.required ?? layer.required,
        startedAt: event.result.startedAt ?? layer.startedAt,
        result: event.result,
        revised: layer.revised || event.type === "layer-revised",
      }));
    case "run-finished":
      return {
        ...next,
        state: event.state,
        durationMs: event.durationMs,
        conclusion: event.conclusion,
        target: event.target,
      };
  }
}
