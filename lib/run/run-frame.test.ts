import { describe, expect, it } from "vitest";
import type { LayerResult } from "@/lib/diagnosis/model";
import { testInput } from "@/lib/layers/shared/test-context";
import { targetSummary } from "./run-frame";

function resultWith(value: LayerResult["facts"][number]["value"]): ReadonlyMap<string, LayerResult> {
  const facts = [{ id: "mcp-eras", label: "eras of the protocol", value }];
  return new Map([
    ["mcp", { status: "pass", summary: "", findings: [], facts, startedAt: null, durationMs: 0 } satisfies LayerResult],
  ]);
}

describe("the eras of MCP in what is shown of a target", () => {
  it("are those that the layer saw, in one order", () => {
    expect(targetSummary(testInput(), resultWith(["stateless", "handshake"])).mcpEras).toEqual([
      "handshake",
      "stateless",
    ]);
    expect(targetSummary(testInput(), resultWith(["stateless"])).mcpEras).toEqual(["stateless"]);
  });

  it("are not there before a run has ended, nor where the layer saw none", () => {
    expect(targetSummary(testInput(), null)).not.toHaveProperty("mcpEras");
    expect(targetSummary(testInput(), resultWith("handshake"))).not.toHaveProperty("mcpEras");
    expect(targetSummary(testInput(), new Map())).not.toHaveProperty("mcpEras");
  });
});
