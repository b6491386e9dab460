import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import { assumeRoleCauses } from "./assume-role-causes";
import { awsCauses } from "./aws-causes";
import { awsSaidCauses } from "./aws-said-causes";
import { exchangeCauses } from "./exchange-causes";
import { mcpCauses } from "./mcp-causes";
import { referenceCauses } from "./reference-causes";
import { refusalCauses } from "./refusal-causes";
import { registryLogCauses } from "./registry-log-causes";
import { searchCauses } from "./search-causes";
import { serverEnvCauses } from "./server-env-causes";
import { tokenCauses } from "./token-causes";
import { transportCauses } from "./transport-causes";

/** The table that joins layers and ranks causes: one row a rule. */
export const causeRules: readonly CauseRule[] = [
  ...registryLogCauses,
  ...tokenCauses,
  ...exchangeCauses,
  ...refusalCauses,
  ...assumeRoleCauses,
  ...awsSaidCauses,
  ...awsCauses,
  ...searchCauses,
  ...serverEnvCauses,
  ...mcpCauses,
  ...transportCauses,
  ...referenceCauses,
];
