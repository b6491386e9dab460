import { describe, expect, it } from "vitest";
import { foldSample, sampleEnd, sampleEvents } from "../test-run";
import { reportJsonSchema, reportSchema } from "./report-schema";
import { toJsonReport, toJsonText } from "./to-json";

const running = foldSample(sampleEvents);
const ended = foldSample([...sampleEvents, sampleEnd]);

describe("toJsonReport", () => {
  it.each([
    ["an unfinished", running],
    ["a finished", ended],
  ])("gives a report of %s run that its own schema accepts", (_, view) => {
    expect(reportSchema.parse(JSON.parse(toJsonText(view)))).toEqual(toJsonReport(view));
  });

  it("carries the conclusion, the counts and every layer in chain order", () => {
    const report = toJsonReport(ended);
    expect(report.run).toMatchObject({
      state: "finished",
      verdict: "fail",
      brokenLayer: "exchange",
      code: "exchange/rejected",
      durationMs: 42.5,
      requests: { total: 1, wrongCredentials: 0, awsSessionsMinted: 0 },
    });
    expect(report.target.stackVersion).toBe("1.66");
    expect(report.layers.map((layer) => layer.id)).toEqual(["exchange", "search"]);
    expect(report.token?.inner?.kind).toBe("catalog-jwt");
  });

  it("carries what a layer saw, and nothing where nothing was seen", () => {
    const [first, second] = toJsonReport(ended).layers;
    expect(first?.facts).toEqual([
      { id: "refused-with", label: "refused with", value: "Token could not be deserialized" },
      { id: "buckets", label: "buckets", value: ["a", "b"] },
    ]);
    expect(second?.facts).toEqual([]);
    expect(JSON.stringify([first, second])).not.toContain("never-shown");
  });

  it("carries a layer's tables, and none where there is none", () => {
    const [first, second] = toJsonReport(ended).layers;
    expect(first?.tables).toMatchObject([
      {
        id: "places",
        columns: [{ id: "place" }, { id: "found", label: "what is there" }],
        rows: [{ id: "here", mark: "bad", cells: ["here", "nothing"] }],
      },
    ]);
    expect(second?.tables).toEqual([]);
  });

  it("carries what failed beside the run, and no purpose of it", () => {
    const message = "The log source file a.log failed: it is a folder.";
    const line = { source: "file a.log", at: ended.startedAt, level: "error", message, matchedBy: "time" } as const;
    const view = foldSample([
      ...sampleEvents,
      { type: "log", layer: null, line: { ...line, purpose: null } },
      sampleEnd,
    ]);
    expect(toJsonReport(view).logs).toEqual([line]);
    expect(toJsonReport(ended).logs).toEqual([]);
  });

  it("shows what an unfinished run never ended as cancelled, and concludes nothing", () => {
    const report = toJsonReport(running);
    expect(report.layers.map((layer) => layer.status)).toEqual(["fail", "cancelled"]);
    expect(report.run).toMatchObject({ state: "incomplete", verdict: "inconclusive", brokenLayer: null });
  });

  it("prints nothing raw that a terminal would act on", () => {
    expect(toJsonText(ended)).not.toMatch(/[\u001b\u202e]/);
    expect(toJsonText(ended)).toContain("\\u202e");
  });

  it("refuses a report with a field that the schema does not name", () => {
    expect(reportSchema.safeParse({ ...toJsonReport(ended), extra: 1 }).success).toBe(false);
  });

  it("is what the published JSON Schema says", async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot("../report.schema.json");
  });
});
