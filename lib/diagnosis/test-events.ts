import type { RunEvent, RunEventBody } from "./events";
import type { Exchange } from "./model";
import type { TargetSummary } from "./run-model";

export const at = "2026-11-23T14:42:07.000Z";
export const layers = ["discovery", "signature", "exchange"];
export const target: TargetSummary = { name: "t", origins: [], region: null, stackVersion: null, mcpVersion: null };
const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };

/** For tests: the start of a run of three layers. */
export const started: Extract<RunEventBody, { type: "run-started" }> = {
  type: "run-started",
  startedAt: at,
  toolVersion: "0",
  vantage: "here",
  target,
  subject: null,
  token: null,
  controls: "on",
  layers: layers.map((id) => ({
    id,
    title: id,
    question: `${id}?`,
    nature: "live",
    required: true,
    proves: "",
    doesNotProve: "",
    controls: [],
    byHand: null,
  })),
};

/** For tests: one answered request of a layer. */
export function exchangeOf(id: string): Exchange {
  const headers = { requestHeaders: {}, responseHeaders: {}, bodyExcerpt: "" };
  const call = {
    purpose: "real" as const,
    step: null,
    tool: null,
    method: "GET",
    url: "https://a.test/",
    status: 200,
    startedAt: at,
  };
  return { id, ...call, timings, ...headers, traceId: "", failure: null };
}

/** For tests: an event as the engine numbers it. */
export const framed = (body: RunEventBody, seq: number): RunEvent => ({ ...body, seq, at, runId: "r1" });
