import { describe, expect, it } from "vitest";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LogLine } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import { foldSample, sampleEnd, sampleEvents } from "../test-run";
import { toPretty } from "./to-pretty";

const searchAnswered: RunEventBody = {
  type: "layer-finished",
  layer: "search",
  result: {
    status: "pass",
    summary: "3 hits",
    findings: [
      {
        ...{ code: "search/clock-skew", severity: "warn", effect: "warn", title: "its clock is ahead" },
        ...{ remedy: "Set the clock.", actor: "operator", evidence: { seconds: 90 } },
      },
    ],
    facts: [{ id: "hits", label: "hits", value: 3 }],
    tables: [],
    startedAt: "2026-11-23T06:40:00.000Z",
    durationMs: 12,
  },
};

const ended = foldSample([...sampleEvents, searchAnswered, sampleEnd]);
const brief = toPretty(ended, { colour: false, verbose: false });
const verbose = toPretty(ended, { colour: false, verbose: true });

/** The run with these log lines at its first layer. */
function withLogs(count: number, level: string): RunView {
  const logs = Array.from({ length: count }, (_, index): LogLine => {
    const at = "2026-11-23T06:40:00.000Z";
    return { source: "registry", at, level, message: `line ${index}`, matchedBy: "traceId", purpose: "real" };
  });
  return { ...ended, layers: ended.layers.map((layer, index) => (index === 0 ? { ...layer, logs } : layer)) };
}

describe.each([
  ["brief", brief],
  ["verbose", verbose],
])("the %s report", (_, text) => {
  it("says verdict, broken layer, next step and causes", () => {
    expect(text.split("\n")[0]).toBe("FAIL  Broken at exchange: the registry refused the token.");
    expect(text).toContain("Broken layer: exchange");
    expect(text).toContain("registry admin: Compare the secrets.");
    expect(text).toContain("inferred  two secrets (registry admin)");
  });

  it("says what the broken layer saw and how its controls ended", () => {
    expect(text).toContain("    Seen refused with  Token could not be deserialized\n    Seen buckets       a, b\n");
    expect(text).toContain("Controls: prove nothing: the real call was not accepted");
    expect(text).toContain("fail exchange/rejected: the registry refused the token");
    expect(text).toContain("registry admin: Compare the registry's secret");
    expect(text).toContain("Log registry 2026-11-23T06:40:00.000Z warn bad signature");
  });

  it("prints nothing raw that a terminal would act on, and colours only when asked", () => {
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(toPretty(ended, { colour: true, verbose: text === verbose })).toContain("\u001b[31m");
  });
});

describe("the brief report", () => {
  it("gives every other layer one line, which counts its warnings", () => {
    const lines = brief.split("\n").filter((line) => line.includes("search"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^✓ pass +search +live +12 ms {2}3 hits \(1 warning\)$/);
    expect(verbose).toContain("warn search/clock-skew: its clock is ahead");
    expect(verbose).toContain("Seen hits  3");
  });

  it("says a remedy that is the next step only once", () => {
    const nextSteps = [
      { actor: "registry-admin", text: "Compare the registry's secret with the one the token was signed with." },
    ] as const;
    const conclusion = ended.conclusion === null ? null : { ...ended.conclusion, nextSteps };
    const said = toPretty({ ...ended, conclusion }, { colour: false, verbose: false });
    expect(said.split("Compare the registry's secret")).toHaveLength(2);
  });

  it("shows five log lines at most, and says how many more there are", () => {
    const text = toPretty(withLogs(8, "error"), { colour: false, verbose: false });
    expect(text.match(/Log registry/g)).toHaveLength(5);
    expect(text).toContain("Log 3 more: --verbose");
    expect(toPretty(withLogs(8, "error"), { colour: false, verbose: true }).match(/Log registry/g)).toHaveLength(8);
  });

  it("shows in full the first required layer that did not pass where none failed", () => {
    const [first, second] = ended.layers;
    if (first === undefined || second === undefined || ended.conclusion === null) throw new Error("the sample changed");
    const layers = [
      { ...first, status: "pass" as const },
      { ...second, status: "inconclusive" as const },
    ];
    const conclusion = { ...ended.conclusion, verdict: "inconclusive" as const, brokenLayer: null };
    const text = toPretty({ ...ended, layers, conclusion }, { colour: false, verbose: false });
    expect(text).toContain("warn search/clock-skew: its clock is ahead");
    expect(text).not.toContain("Seen refused with");
  });

  it("shows no layer in full where all is well", () => {
    const layers = ended.layers.map((layer) => ({ ...layer, status: "pass" as const }));
    const conclusion =
      ended.conclusion === null ? null : { ...ended.conclusion, verdict: "pass" as const, brokenLayer: null };
    expect(toPretty({ ...ended, layers, conclusion }, { colour: false, verbose: false })).not.toContain("Seen ");
  });
});

describe("what failed of ours", () => {
  const at = "2026-11-23T06:40:00.000Z";
  const line = { source: "bonafide", at, level: "error", message: "Error: no\n    at run.ts:1" };
  const own = { ...line, matchedBy: "time", purpose: null } as const;

  it.each([true, false])("keeps the lines of a crash apart, and a server's line on one (verbose: %s)", (verbose) => {
    const view = foldSample([
      ...sampleEvents,
      { type: "log", layer: "exchange", line: own },
      { type: "log", layer: "exchange", line: { ...own, source: "registry" } },
      sampleEnd,
    ]);
    const text = toPretty(view, { colour: false, verbose });
    expect(text).toContain(`    Log bonafide ${at} error Error: no\n        at run.ts:1\n`);
    expect(text).toContain(`    Log registry ${at} error Error: no     at run.ts:1\n`);
  });

  it("is shown in full beside a broken layer", () => {
    const view = {
      ...ended,
      layers: ended.layers.map((one) =>
        one.id === "search" ? { ...one, status: "tool-error" as const, logs: [own] } : one,
      ),
    };
    expect(toPretty(view, { colour: false, verbose: false })).toContain("        at run.ts:1\n");
  });

  it("stands apart where it belongs to no layer", () => {
    const message = "The log source file a.log failed: it is a folder.";
    const beside = { ...own, source: "file a.log", message };
    const view = foldSample([...sampleEvents, { type: "log", layer: null, line: beside }, sampleEnd]);
    const text = toPretty(view, { colour: false, verbose: false });
    expect(text).toContain(`\nBeside the run\n  Log file a.log ${at} error ${message}\n`);
    expect(brief).not.toContain("Beside the run");
  });
});
