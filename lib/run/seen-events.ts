import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Control, Exchange, LayerResult, LogLine } from "@/lib/diagnosis/model";

/** What the events have shown so far, for the log join and the conclusion. */
export class SeenEvents {
  readonly exchanges = new Map<string, Exchange[]>();
  readonly controls = new Map<string, Control[]>();
  readonly logs = new Map<string, LogLine[]>();
  readonly results = new Map<string, LayerResult>();

  /** How long the first genuine call of a layer took, ms; null where none was answered. */
  directMs(layer: string): number | null {
    const first = this.exchanges.get(layer)?.find(({ purpose, status }) => purpose === "real" && status !== null);
    return first?.timings.totalMs ?? null;
  }

  note(body: RunEventBody): void {
    if (body.type === "exchange") append(this.exchanges, body.layer, body.exchange);
    if (body.type === "control") append(this.controls, body.layer, body.control);
    if (body.type === "log" && body.layer !== null) append(this.logs, body.layer, body.line);
    if (body.type === "layer-finished") this.results.set(body.layer, body.result);
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
