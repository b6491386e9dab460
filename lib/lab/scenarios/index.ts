import { claimsScenarios } from "../scenario-lists/claims-scenarios";
import { discoveryScenarios } from "../scenario-lists/discovery-scenarios";
import { exchangeScenarios } from "../scenario-lists/exchange-scenarios";
import { healthyScenarios } from "../scenario-lists/healthy-scenarios";
import { identityScenarios } from "../scenario-lists/identity-scenarios";
import { mcpEnvScenarios } from "../scenario-lists/mcp-env-scenarios";
import { mcpScenarios } from "../scenario-lists/mcp-scenarios";
import { replayScenarios } from "../scenario-lists/replay-scenarios";
import { s3Scenarios } from "../scenario-lists/s3-scenarios";
import { searchScenarios } from "../scenario-lists/search-scenarios";
import { signatureScenarios } from "../scenario-lists/signature-scenarios";
import type { Scenario } from "./scenario";

/** Every scenario: healthy stacks first, then in chain order. */
export const scenarios: readonly Scenario[] = [
  ...healthyScenarios,
  ...discoveryScenarios,
  ...signatureScenarios,
  ...claimsScenarios,
  ...exchangeScenarios,
  ...identityScenarios,
  ...s3Scenarios,
  ...searchScenarios,
  ...mcpScenarios,
  ...mcpEnvScenarios,
  ...replayScenarios,
];
