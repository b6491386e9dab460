import { describe, expect, it } from "vitest";
import type { RunEventBody } from "./events";
import type { Conclusion, Control, LayerResult, LogLine } from "./model";
import { applyEvent, type RunView } from "./reduce";
import { at, exchangeOf, framed, started, target } from "./test-events";

describe("a run's view", () => {
  const view = (...rest: RunEventBody[]) =>
    [started, ...rest]
      .map((body, index) => framed(body, index + 1))
      .reduce<RunView | null>((before, event) => applyEvent(before, event), null);
  const shown = (...rest: RunEventBody[]) => view(...rest)?.layers.find(({ id }) => id === "signature");
  const of = { layer: "signature" } as const;
  const passed: LayerResult = {
    status: "pass",
    summary: "good",
    findings: [],
    facts: [],
    startedAt: "2026-11-23T14:42:09.000Z",
    durationMs: 7,
  };

  it("begins with every planned layer waiting, and nothing sent", () => {
    const { type, layers: planned, ...known } = started;
    const waiting = { status: "waiting", doing: "", startedAt: null, result: null, revised: false };
    expect(view()).toEqual({
      ...known,
      id: "r1",
      state: "incomplete",
      durationMs: null,
      layers: planned.map((one) => ({ ...one, ...waiting, controlResults: [], exchanges: [], logs: [] })),
      logs: [],
      requests: { total: 0, wrongCredentials: 0, awsSessionsMinted: 0 },
      conclusion: null,
      lastSeq: 1,
    });
  });

  it("keeps a line of no layer beside the run, and in no layer", () => {
    const line = {
      source: "file a.log",
      at,
      level: "error",
      message: "gone",
      matchedBy: "time",
      purpose: null,
    } as const;
    const shown = view(
      { type: "log", layer: null, line },
      { type: "log", layer: null, line: { ...line, message: "two" } },
    );
    expect(shown?.logs.map(({ message }) => message)).toEqual(["gone", "two"]);
    expect(shown?.layers.flatMap(({ logs }) => logs)).toEqual([]);
  });

  it("says what a layer is doing", () => {
    const begun = { type: "layer-started", ...of, startedAt: at, doing: "reading" } as const;
    expect(shown(begun)).toMatchObject({ status: "running", doing: "reading", startedAt: at, result: null });
  });

  it("counts the AWS sessions that answers handed out", () => {
    const exchange = { type: "exchange", ...of, exchange: exchangeOf("x"), wrongCredential: false } as const;
    const minted = view({ ...exchange, mintedSession: true }, { ...exchange, mintedSession: false });
    expect(minted?.requests).toEqual({ total: 2, wrongCredentials: 0, awsSessionsMinted: 1 });
  });

  it("lists controls and log lines in the order they came", () => {
    const control: Control = {
      ...{ name: "tampered", tool: null, expected: "refused", observed: "refused" },
      ...{ counts: true, status: 401, note: null },
    };
    const forged = { ...control, name: "forged" };
    const line: LogLine = {
      ...{ source: "registry", at, level: "info", message: "one" },
      ...{ matchedBy: "traceId", purpose: "real" },
    };
    const later = { ...line, message: "two" };
    const layer = shown(
      { type: "control", ...of, control },
      { type: "log", ...of, line },
      { type: "control", ...of, control: forged },
      { type: "log", ...of, line: later },
    );
    expect(layer).toMatchObject({ status: "waiting", controlResults: [control, forged], logs: [line, later] });
  });

  it.each([
    [undefined, true],
    [false, false],
  ])("learns from a result that says required: %s whether the verdict needs the layer", (required, needed) => {
    const result = required === undefined ? passed : { ...passed, required };
    expect(shown({ type: "layer-finished", ...of, result })?.required).toBe(needed);
  });

  it("knows when a layer began from its result, else from its start", () => {
    const begun = { type: "layer-started", ...of, startedAt: at, doing: "" } as const;
    const ended = (startedAt: string | null) =>
      shown(begun, { type: "layer-finished", ...of, result: { ...passed, startedAt } })?.startedAt;
    expect(ended(passed.startedAt)).toBe(passed.startedAt);
    expect(ended(null)).toBe(at);
  });

  it("ends with the conclusion, and what was learnt of the target", () => {
    const conclusion: Conclusion = {
      ...{ verdict: "pass", brokenLayer: null, code: null, headline: "h", heading: "h", proven: [], notProven: [] },
      ...{ nextSteps: [], actor: null, causes: [], firstVerifier: "exchange" },
    };
    const learnt = { ...target, region: "eu-west-1" };
    const end = { type: "run-finished", state: "cancelled", durationMs: 9, conclusion, target: learnt } as const;
    expect(view(end)).toMatchObject({ state: "cancelled", durationMs: 9, conclusion, target: learnt, lastSeq: 2 });
  });
});
