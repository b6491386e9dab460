import { describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/diagnosis/model";
import { tellingLogs } from "./telling-logs";

function line(message: string, more: Partial<LogLine> = {}): LogLine {
  const at = "2026-11-23T06:40:00.000Z";
  return { source: "registry", at, level: "info", message, matchedBy: "traceId", purpose: "real", ...more };
}

function told(logs: readonly LogLine[]) {
  const { lines, others } = tellingLogs(logs);
  return [lines.map(({ message }) => message).join(" "), others];
}

describe("the log lines that matter", () => {
  it("are the warnings and errors of the genuine calls", () => {
    const logs = [line("a"), line("b", { level: "WARN" }), line("c", { level: "error", purpose: "repeat" }), line("d")];
    expect(told(logs)).toEqual(["b c", 2]);
  });

  it("are the last of what was said where nothing is a warning", () => {
    expect(told(["a", "b", "c", "d", "e", "f"].map((message) => line(message)))).toEqual(["b c d e f", 1]);
  });

  it("are five at most, the first warnings first", () => {
    const logs = ["a", "b", "c", "d", "e", "f"].map((message) => line(message, { level: "error" }));
    expect(told(logs)).toEqual(["a b c d e", 1]);
  });

  it("are none of a control, and none that time alone joins", () => {
    const strange = [
      line("a", { level: "error", purpose: "control:tampered" }),
      line("b", { level: "error", matchedBy: "time" }),
    ];
    expect(told(strange)).toEqual(["", 2]);
    expect(told([...strange, line("c")])).toEqual(["c", 2]);
  });
});
