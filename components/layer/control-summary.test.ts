import { describe, expect, it } from "vitest";
import type { Control } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { controlSummary } from "./control-summary";

const control = (name: string, observed: Control["observed"]): Control => ({
  name,
  tool: null,
  expected: "refused",
  observed,
  counts: true,
  status: 200,
  note: null,
});

function layer(change: Partial<LayerView>): LayerView {
  return {
    id: "search",
    title: "",
    question: "",
    nature: "live",
    required: true,
    proves: "",
    doesNotProve: "",
    controls: ["no-token", "tampered"],
    byHand: null,
    status: "pass",
    doing: "",
    startedAt: null,
    result: null,
    controlResults: [],
    exchanges: [],
    logs: [],
    revised: false,
    ...change,
  };
}

describe("what a row says about its controls", () => {
  const mixed = [control("no-token", "accepted"), control("tampered", "refused")];

  it("is a fault where the layer should refuse them", () => {
    expect(controlSummary(layer({ controlResults: mixed, status: "fail" }))?.words).toBe("1 of 2 accepted");
  });

  it("is open on purpose where the target says so, while the layer runs as well", () => {
    for (const status of ["pass", "running"] as const) {
      expect(controlSummary(layer({ controlResults: mixed, status, expects: "open" }))?.words).toBe("open on purpose");
    }
  });

  it("is a fault of an open layer, too, that serves a bad credential", () => {
    const bad = [control("no-token", "accepted"), control("tampered", "accepted")];
    const words = controlSummary(layer({ controlResults: bad, status: "fail", expects: "open" }))?.words;
    expect(words).toBe("1 of 2 accepted");
  });
});
