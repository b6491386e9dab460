import type { Verdict } from "@/lib/diagnosis/model";
import type { LabScenarioInfo } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";

export type ConfigChange = (config: StackConfig) => StackConfig;

/** A healthy set-up (`given`) and one fault in it. Without the fault a run must pass. */
export interface Scenario extends LabScenarioInfo {
  readonly given?: ConfigChange;
  /** Left out by scenarios that show a healthy stack. */
  readonly fault?: ConfigChange;
}

/** A scenario as its table has it; group and broken layer follow. */
export type ScenarioEntry = Omit<Scenario, "group" | "brokenLayer">;

/** The scenarios of one theme of a group, which is a layer's id or `pass`. Their codes are kept sorted. */
export function defineScenarios(group: string, entries: readonly ScenarioEntry[]): readonly Scenario[] {
  return entries.map((entry) => ({
    ...entry,
    group,
    codes: [...entry.codes].sort(),
    brokenLayer: brokenLayerOf(entry.verdict, entry.code),
  }));
}

/** The layer before the slash of a code. */
function layerOfCode(code: string): string {
  return code.slice(0, code.indexOf("/"));
}

/** A run that fails is broken at the layer of its code; one that ends without proof names a code and breaks nothing. */
function brokenLayerOf(verdict: Verdict, code: string | null): string | null {
  return verdict === "fail" && code !== null ? layerOfCode(code) : null;
}

/** Healthy stacks: a run against one passes, and finds nothing to say unless an entry names it. */
export function defineHealthy(
  entries: readonly (Omit<ScenarioEntry, "codes" | "verdict" | "code" | "fault"> & {
    readonly codes?: readonly string[];
  })[],
): readonly Scenario[] {
  return defineScenarios(
    "pass",
    entries.map((entry) => ({ ...entry, codes: entry.codes ?? [], verdict: "pass", code: null })),
  );
}

/** Stacks that replay a whole incident: each belongs to the group of the layer at which it breaks. */
export function defineReplays(entries: readonly (ScenarioEntry & { readonly code: string })[]): readonly Scenario[] {
  return entries.flatMap((entry) => defineScenarios(layerOfCode(entry.code), [entry]));
}

/** The stack of a scenario, with its fault or repaired. */
export function scenarioConfig(scenario: Scenario, baseline: StackConfig, repaired: boolean): StackConfig {
  const given = scenario.given?.(baseline) ?? baseline;
  return repaired || scenario.fault === undefined ? given : scenario.fault(given);
}
