import { expect, it } from "vitest";
import type { LayerStatus, LogLine } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import { foldSample, sampleEvents } from "@/lib/report/test-run";
import { describeOwnFaults } from "./describe-own-faults";

const sample = foldSample(sampleEvents);
const own: LogLine = { source: "bonafide", at: "", level: "error", message: "", matchedBy: "time", purpose: null };

function viewOf(status: LayerStatus, logs: readonly LogLine[], more: Partial<RunView> = {}): RunView {
  return { ...sample, layers: sample.layers.map((layer) => ({ ...layer, status, logs })), ...more };
}

it("names the layers where Bonafide itself failed, and where to look", () => {
  const [first] = sample.layers;
  if (first === undefined) throw new Error("the sample has no layer");
  const one = { ...sample, layers: [{ ...first, status: "tool-error" as const, logs: [own] }] };
  expect(describeOwnFaults(one)).toBe(
    'Bonafide itself failed at exchange: see the "bonafide" lines beside that layer in the report.\n',
  );
  expect(describeOwnFaults(viewOf("tool-error", [own]))).toBe(
    'Bonafide itself failed at exchange and search: see the "bonafide" lines beside those layers in the report.\n',
  );
});

it("says of a run that broke off where its lines are", () => {
  expect(describeOwnFaults(viewOf("cancelled", [], { state: "interrupted" }))).toContain('"logs" in the report');
});

it.each<[string, LayerStatus, readonly LogLine[]]>([
  ["a policy of ours refused", "tool-error", []],
  ["a server calls itself as we do", "tool-error", [{ ...own, purpose: "real" }]],
  ["a layer failed", "fail", [own]],
])("says nothing where %s", (_, status, logs) => {
  expect(describeOwnFaults(viewOf(status, logs))).toBeNull();
});
