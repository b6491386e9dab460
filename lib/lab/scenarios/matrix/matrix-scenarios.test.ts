import { describe, expect, it } from "vitest";
import { baselineConfig } from "@/lib/lab/baseline-config";
import { actions } from "../fault-actions";
import { type Scenario, scenarioConfig } from "../scenario";
import { type MatrixRow, matrixScenarios } from "./matrix-scenarios";

const told = { title: "A title", story: "A story." };

function made(layer: Parameters<typeof matrixScenarios>[0], row: Omit<MatrixRow, "title" | "story">): Scenario {
  const [scenario] = matrixScenarios(layer, [{ ...row, ...told }]);
  if (scenario === undefined) throw new Error("a row makes a scenario");
  return scenario;
}

const faultyStack = (scenario: Scenario) => scenarioConfig(scenario, baselineConfig(), false);

describe("a row of the matrix", () => {
  it("keeps its words, and takes id, codes and verdict from its layer and kind", () => {
    const { id, title, story, group, codes, verdict, brokenLayer, code } = made("s3", { kind: "redirected" });
    expect({ id, title, story, group }).toEqual({ id: "s3-redirected", ...told, group: "s3" });
    expect({ codes, verdict, brokenLayer, code }).toEqual({
      codes: ["s3/redirected"],
      verdict: "fail",
      brokenLayer: "s3",
      code: "s3/redirected",
    });
  });

  it("breaks nothing where the run cannot tell, and names no code where it passes", () => {
    const { brokenLayer, code } = made("s3", { kind: "timeout" });
    expect({ brokenLayer, code }).toEqual({ brokenLayer: null, code: "s3/timeout" });
    expect(made("s3", { kind: "clock-skew" }).code).toBeNull();
  });

  it("shows a fault of a host at every layer that asks there", () => {
    expect(made("exchange", { kind: "unreachable", id: "down" }).codes).toEqual([
      "exchange/unreachable",
      "search/unreachable",
    ]);
    expect(made("exchange", { kind: "connection-reset" }).codes).toEqual(["exchange/unreachable"]);
  });

  it("strikes at its site, with a short deadline where somebody waits", () => {
    const { faults, options } = faultyStack(made("search", { kind: "timeout" }));
    expect(faults).toEqual([{ server: "registry", endpoint: "graphql", on: "every", action: actions.hang }]);
    expect(options.timeoutMs).toBe(1500);
  });

  it("strikes as the row says, in place of what is usual", () => {
    const own = { endpoint: "list", action: actions.empty, log: "said" } as const;
    const { faults } = faultyStack(made("mcp", { kind: "control-unanswered", ...own }));
    expect(faults).toEqual([{ server: "mcp", on: "imposter", ...own }]);
    const other = made("mcp", { kind: "redirected", fault: (config) => ({ ...config, faults: [] }) });
    expect(faultyStack(other)).toEqual(baselineConfig());
  });

  it("cannot take away a check that a layer does not have", () => {
    expect(() => faultyStack(made("discovery", { kind: "not-enforced" }))).toThrow("checks no credential");
  });
});
