import { describe, expect, it } from "vitest";
import type { Control, Exchange } from "@/lib/diagnosis/model";
import type { LayerView } from "@/lib/diagnosis/reduce";
import { requestRows } from "./request-rows";

function exchange(id: string, purpose: Exchange["purpose"], status: number | null): Exchange {
  return {
    id,
    purpose,
    method: "GET",
    url: "https://registry.example.com/api",
    status,
    startedAt: "2026-11-23T14:42:07.000Z",
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 3, totalMs: 4 },
    requestHeaders: {},
    responseHeaders: {},
    bodyExcerpt: "",
    traceId: "t",
    failure: status === null ? "timeout" : null,
  };
}

function control(name: string, observed: Control["observed"], counts: boolean, note: string | null = null): Control {
  return { name, tool: null, expected: "refused", observed, counts, status: observed === "refused" ? 401 : 200, note };
}

function layer(change: Partial<LayerView>): LayerView {
  return {
    id: "exchange",
    title: "",
    question: "",
    nature: "live",
    required: true,
    proves: "",
    doesNotProve: "",
    controls: [],
    byHand: null,
    status: "fail",
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

const told = (view: LayerView) => requestRows(view).map((row) => `${row.label}: ${row.observed}`);

describe("requestRows", () => {
  it("says of refused controls beside a refused real call that they prove nothing", () => {
    const view = layer({
      exchanges: [exchange("1", "real", 401), exchange("2", "control:no-token", 401)],
      controlResults: [control("no-token", "refused", false)],
    });
    expect(told(view)).toEqual([
      "the real call: not accepted 401, unexpected",
      "control: no token: refused 401, proves nothing",
    ]);
  });

  it("marks an accepted control as unexpected", () => {
    const view = layer({
      exchanges: [exchange("1", "real", 200), exchange("2", "control:tampered", 200)],
      controlResults: [control("tampered", "accepted", true)],
    });
    expect(requestRows(view).map((row) => row.tone)).toEqual(["good", "bad"]);
  });

  it("keeps controls that were not sent", () => {
    const view = layer({
      exchanges: [exchange("1", "real", null)],
      controlResults: [control("no-token", "no-answer", false, "not sent")],
    });
    expect(told(view)).toEqual(["the real call: no answer: timeout", "control: no token: not sent"]);
    expect(requestRows(view)[1]?.exchange).toBeNull();
  });

  it("gives a control to one request only, when it took several", () => {
    const view = layer({
      exchanges: [exchange("1", "control:no-token", 200), exchange("2", "control:no-token", 401)],
      controlResults: [control("no-token", "refused", true)],
    });
    expect(requestRows(view).map((row) => row.control !== null)).toEqual([true, false]);
  });

  it("does not guess before anything tells whether the real call was accepted", () => {
    expect(told(layer({ status: "running", exchanges: [exchange("1", "real", 200)] }))).toEqual(["the real call: 200"]);
  });

  it("tells a repeat that differed from the first answer", () => {
    const finding = { code: "exchange/not-repeatable", severity: "warn", effect: "inconclusive" } as const;
    const rest = { title: "", remedy: "", actor: "unclear", evidence: {} } as const;
    const result = { status: "inconclusive", summary: "", facts: {}, startedAt: null, durationMs: 1 } as const;
    const view = layer({
      status: "inconclusive",
      result: { ...result, findings: [{ ...finding, ...rest }] },
      exchanges: [exchange("1", "real", 200), exchange("2", "repeat", 401)],
      controlResults: [control("no-token", "refused", true)],
    });
    expect(told(view)[1]).toBe("the real call, again: not accepted 401, unexpected");
  });
});
