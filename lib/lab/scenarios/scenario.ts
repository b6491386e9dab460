import type { LabScenarioInfo } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";

type ConfigChange = (config: StackConfig) => StackConfig;

/** A healthy set-up (`given`) and one fault in it. Without the fault a run must pass. */
export interface Scenario extends LabScenarioInfo {
  readonly given?: ConfigChange;
  /** Left out by scenarios that show a healthy stack. */
  readonly fault?: ConfigChange;
}

/** Declares a scenario; its codes are kept sorted. */
export function defineScenario(scenario: Scenario): Scenario {
  return { ...scenario, codes: [...scenario.codes].sort() };
}

/** The stack of a scenario, with its fault or repaired. */
export function scenarioConfig(scenario: Scenario, baseline: StackConfig, repaired: boolean): StackConfig {
  const given = scenario.given?.(baseline) ?? baseline;
  return repaired || scenario.fault === undefined ? given : scenario.fault(given);
}
