import { healthyServers } from "./servers";
import { plainIam } from "./stack/iam-config";
import { healthyOptions } from "./stack/options-config";
import type { StackConfig } from "./stack/stack-config";
import { healthyTarget } from "./stack/target-config";
import { catalogTokenSpec } from "./stack/token-spec";

/** A private stack on which nothing is wrong: a catalog token that passes every layer. */
export function baselineConfig(): StackConfig {
  return {
    ...healthyServers(),
    token: catalogTokenSpec(),
    iam: plainIam,
    faults: [],
    target: healthyTarget,
    options: healthyOptions,
  };
}
