import type { Conclusion, LayerResult, PlannedLayer } from "./model";

/** What is looked at of a finished layer. */
export interface ProvingLayer extends Pick<PlannedLayer, "id" | "nature" | "proves" | "doesNotProve"> {
  /** Layers whose pass settles what this one leaves open. */
  readonly settledBy: readonly string[];
  readonly result: Pick<LayerResult, "status">;
}

const NOTHING_LIVE = "anything live: only local checks ran";

/** What the passed layers prove; beside it what the other layers would have proven, and what no pass of this run settles. */
export function whatIsProven(layers: readonly ProvingLayer[]): Pick<Conclusion, "proven" | "notProven"> {
  const passed = layers.filter((layer) => layer.result.status === "pass");
  const missed = layers.filter(({ result }) => result.status !== "pass" && result.status !== "not-applicable");
  const open = passed.filter(
    (layer) => layer.nature === "live" && !layer.settledBy.some((id) => passed.some((other) => other.id === id)),
  );
  const notProven = [...missed.map((layer) => layer.proves), ...open.map((layer) => layer.doesNotProve)];
  return {
    proven: passed.map((layer) => layer.proves),
    notProven: notProven.length === 0 ? [NOTHING_LIVE] : [...new Set(notProven)],
  };
}
