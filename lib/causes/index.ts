import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import { assumeRoleCauses } from "./assume-role-causes";
import { awsCauses } from "./aws-causes";
import { awsSaidCauses } from "./aws-said-causes";
import { exchangeCauses } from "./exchange-causes";
import { mcpCauses } from "./mcp-causes";
import { referenceCauses } from "./reference-causes";
import { refusalCauses } from "./refusal-causes";
import { searchCauses } from "./search-causes";
import { serverEnvCauses } from "./server-env-causes";
import { transportCauses } from "./transport-causes";

/** The table that joins layers and ranks causes: one row a rule. */
export const causeRules: readonly CauseRule[] = [
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
