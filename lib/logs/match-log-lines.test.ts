import { describe, expect, it } from "vitest";
import type { Exchange } from "@/lib/diagnosis/model";
import type { RawLogLine } from "./log-source";
import { matchLogLines } from "./match-log-lines";

const begin = Date.UTC(2026, 10, 23, 6, 40, 0);
const traceA = "a".repeat(32);
const traceB = "b".repeat(32);

function exchange(
  traceId: string,
  startMs: number,
  totalMs: number,
  responseHeaders: Record<string, string> = {},
): Exchange {
  return {
    id: traceId.slice(0, 4),
    purpose: "real",
    step: null,
    tool: null,
    method: "GET",
    url: "https://registry.example.org/",
    status: 200,
    startedAt: new Date(begin + startMs).toISOString(),
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs },
    requestHeaders: {},
    responseHeaders,
    bodyExcerpt: "",
    traceId,
    failure: null,
  };
}

function line(fields: Partial<RawLogLine>): RawLogLine {
  return { source: "registry", atMs: null, level: "info", message: "m", traceId: null, requestId: null, ...fields };
}

const layers = [
  { layerId: "exchange", exchanges: [exchange(traceA, 0, 100, { "x-request-id": "request-0001" })] },
  { layerId: "search", exchanges: [exchange(traceB, 80, 100, { "x-amz-request-id": "AMZ0002XYZ" })] },
];

function match(fields: Partial<RawLogLine>): string | undefined {
  const [found] = matchLogLines([line(fields)], layers);
  return found === undefined ? undefined : `${found.layerId} by ${found.line.matchedBy}`;
}

describe("matchLogLines", () => {
  it.each([
    ["a trace id over the time of another layer", { traceId: traceA, atMs: begin + 170 }, "exchange by traceId"],
    ["a trace id in the text", { message: `refused ${traceB.toUpperCase()}` }, "search by traceId"],
    ["a request id", { requestId: "request-0001" }, "exchange by requestId"],
    ["a request id in the text", { message: "id AMZ0002XYZ: no" }, "search by requestId"],
    ["the time", { atMs: begin + 20 }, "exchange by time"],
    ["the latest start where two fit", { atMs: begin + 90 }, "search by time"],
    ["a time just after", { atMs: begin + 225 }, "search by time"],
    ["a window that holds the time before one that is only near", { atMs: begin + 40 }, "exchange by time"],
  ])("goes by %s", (_, fields, expected) => {
    expect(match(fields)).toBe(expected);
  });

  it.each([
    ["of another trace", { traceId: "c".repeat(32), atMs: begin + 20, requestId: "request-0001" }],
    ["from before the run", { atMs: begin - 51 }],
    ["from after the run", { atMs: begin + 231 }],
    ["without time or id", {}],
  ])("leaves out a line %s", (_, fields) => {
    expect(match(fields)).toBeUndefined();
  });

  it("gives a line without a time that of its request", () => {
    const [found] = matchLogLines([line({ traceId: traceA })], layers);
    expect(found?.line.at).toBe(new Date(begin).toISOString());
  });
});
