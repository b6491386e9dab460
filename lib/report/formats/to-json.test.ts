import { describe, expect, it } from "vitest";
import type { RunEventBody } from "@/lib/diagnosis/events";
import { foldSample, sampleEvents } from "../test-run";
import { formats } from "./report-formats";
import { reportJsonSchema, reportSchema } from "./report-schema";
import { toJsonReport, toJsonText } from "./to-json";

const finished: RunEventBody = {
  type: "run-finished",
  state: "finished",
  durationMs: 42.5,
  target: { name: "staging", origins: [], region: "us-east-1", stackVersion: "1.66", mcpVersion: null },
  conclusion: {
    verdict: "fail",
    brokenLayer: "exchange",
    code: "exchange/rejected",
    headline: "Broken at exchange: the registry refused the token.",
    heading: "Broken at exchange",
    proven: [],
    notProven: [],
    nextSteps: [{ actor: "registry-admin", text: "Compare the secrets." }],
    actor: "registry-admin",
    causes: [{ text: "two secrets", basis: "inferred", actor: "registry-admin", decide: "compare them" }],
    firstVerifier: null,
  },
};

const running = foldSample(sampleEvents);
const ended = foldSample([...sampleEvents, finished]);

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
    expect(first?.facts).toEqual({ "refused with": "Token could not be deserialized", buckets: ["a", "b"] });
    expect(second).not.toHaveProperty("facts");
  });

  it("carries a layer's tables, and none where there is none", () => {
    const [first, second] = toJsonReport(ended).layers;
    expect(first?.tables).toMatchObject([{ id: "places", rows: [{ mark: "bad", cells: ["here", "nothing"] }] }]);
    expect(second).not.toHaveProperty("tables");
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

describe("formats", () => {
  it("have an id of their own each, and render a finished and an unfinished run", () => {
    expect(new Set(formats.map((format) => format.id)).size).toBe(formats.length);
    for (const format of formats) {
      expect(format.render(running).length).toBeGreaterThan(100);
      expect(format.render(ended)).toContain("exchange/rejected");
    }
  });
});

describe("toPretty", () => {
  const text = formats.find((format) => format.id === "pretty")?.render(ended) ?? "";

  it("says verdict, broken layer, next step and causes", () => {
    expect(text.split("\n")[0]).toBe("FAIL  Broken at exchange: the registry refused the token.");
    expect(text).toContain("Broken layer: exchange");
    expect(text).toContain("registry admin: Compare the secrets.");
    expect(text).toContain("inferred  two secrets (registry admin)");
  });

  it("says what a layer saw", () => {
    expect(text).toContain("    Seen refused with  Token could not be deserialized\n    Seen buckets       a, b\n");
  });

  it("says that refusals beside a refused real call prove nothing", () => {
    expect(text).toContain("Controls: prove nothing: the real call was not accepted");
  });

  it("prints nothing raw that a terminal would act on, and colours only when asked", () => {
    expect(text).not.toMatch(/[\u001b\u202e]/);
    const coloured = formats.find((format) => format.id === "pretty")?.render(ended, { colour: true });
    expect(coloured).toContain("\u001b[31m");
  });
});
