import { describe, expect, it } from "vitest";
import { parseLogLine } from "./parse-log-line";

const trace = "0af7651916cd43dd8448eb211c80319c";

describe("parseLogLine", () => {
  it.each([
    [
      '{"at":"2026-11-23T06:40:00.250Z","level":"WARN","message":"token refused","traceId":"' +
        trace +
        '","requestId":"r-1","server":"registry"}',
      {
        source: "registry",
        atMs: Date.UTC(2026, 10, 23, 6, 40, 0, 250),
        level: "warn",
        message: "token refused",
        traceId: trace,
        requestId: "r-1",
      },
    ],
    [
      '{"time":1795416000250,"level":50,"msg":"boom","logger":"api"}',
      { source: "api", atMs: 1795416000250, level: "error", message: "boom", traceId: null, requestId: null },
    ],
    [
      `{"ts":1795416000.25,"level":"info","msg":"x","trace_id":"${trace.toUpperCase()}","request_id":"r-2"}`,
      { source: "a.log", atMs: 1795416000250, level: "info", message: "x", traceId: trace, requestId: "r-2" },
    ],
    [
      `{"msg":"x","traceparent":"00-${trace}-b7ad6b7169203331-01"}`,
      { source: "a.log", atMs: null, level: "info", message: "x", traceId: trace, requestId: null },
    ],
  ])("reads the JSON line %s", (text, expected) => {
    expect(parseLogLine(text, "a.log")).toEqual(expected);
  });

  it.each([
    ["2026-11-23T06:40:00.250Z ERROR refused", Date.UTC(2026, 10, 23, 6, 40, 0, 250), "error", "ERROR refused"],
    ["[2026-11-23T07:40:00.250+01:00] warning: slow", Date.UTC(2026, 10, 23, 6, 40, 0, 250), "warn", "warning: slow"],
    [
      "2026-11-23 06:40:00,250 - quilt - INFO - hello",
      new Date(2026, 10, 23, 6, 40, 0, 250).getTime(),
      "info",
      "quilt - INFO - hello",
    ],
    ["no time here", null, "info", "no time here"],
    ["{ not json", null, "info", "{ not json"],
  ])("reads the text line %s", (text, atMs, level, message) => {
    expect(parseLogLine(text, "a.log")).toMatchObject({ source: "a.log", atMs, level, message });
  });

  it("finds ids in text", () => {
    expect(parseLogLine(`INFO trace_id=${trace} request_id=abc-123 done`, "a.log")).toMatchObject({
      traceId: trace,
      requestId: "abc-123",
    });
  });

  it("drops terminal colours and empty lines", () => {
    expect(parseLogLine("\u001b[31mERROR\u001b[0m no", "a.log")?.message).toBe("ERROR no");
    expect(parseLogLine("  ", "a.log")).toBeNull();
  });

  it("keeps a long line to 2,000 characters", () => {
    expect(parseLogLine("x".repeat(9_000), "a.log")?.message).toHaveLength(2_000);
  });
});
