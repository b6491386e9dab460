import { describe, expect, it } from "vitest";
import { ended, notApplicable } from "./layer";
import type { Effect, LayerStatus } from "./model";
import { byWeight, rowSummary } from "./row-summary";
import { finding } from "./test-concluded";
import { runTestLayers, testLayer } from "./test-layer";

const effects: readonly Effect[] = ["info", "warn", "inconclusive", "tool-error", "fail"];
const findings = effects.map((effect) => finding(`a/${effect}`, effect));

describe("the line of a row", () => {
  it.each(["fail", "tool-error", "inconclusive"] as const)("is the finding that made the layer end as %s", (status) => {
    expect(rowSummary(status, findings, "all good")).toBe(`a/${status} happened`);
  });

  it.each<LayerStatus>(["pass", "blocked", "not-applicable", "cancelled"])(
    "is the layer's own where it ended as %s",
    (status) => {
      expect(rowSummary(status, findings, "own words")).toBe("own words");
    },
  );

  it("is the layer's own where nothing was found", () => {
    expect(rowSummary("tool-error", [], "own words")).toBe("own words");
  });

  it("is the first of several that decide", () => {
    const both = [finding("a/x", "fail"), finding("a/y", "fail")];
    expect(rowSummary("fail", both, "")).toBe("a/x happened");
  });
});

describe("the order of findings", () => {
  it("is by what they do, and by first sight among equals", () => {
    const seen = [...findings, finding("a/second", "fail"), finding("a/third", "warn")];
    expect(byWeight(seen).map(({ code }) => code)).toEqual([
      ...["a/fail", "a/second", "a/tool-error", "a/inconclusive", "a/warn", "a/third", "a/info"],
    ]);
    expect(seen[0]?.code).toBe("a/info");
  });
});

describe("a layer of a run", () => {
  it.each([
    ["broken", "it is broken"],
    ["unclear", "it is unclear"],
    ["refused", "we refused"],
    ["odd", "all good"],
  ])("that found %s says %j in its row", async (reason, summary) => {
    const run = testLayer("a", {
      run: async (ctx) => {
        ctx.found("odd");
        ctx.found(reason);
        return ended("all good");
      },
    });
    const result = (await runTestLayers([run])).results.get("a");
    expect(result?.summary).toBe(summary);
    if (reason !== "odd") expect(result?.findings[0]?.title).toBe(summary);
  });

  it("that does not concern the target says why, whatever it found before", async () => {
    const run = testLayer("a", {
      run: async (ctx) => {
        ctx.found("broken");
        return notApplicable("not here");
      },
    });
    expect((await runTestLayers([run])).results.get("a")).toMatchObject({
      status: "not-applicable",
      summary: "not here",
    });
  });
});
