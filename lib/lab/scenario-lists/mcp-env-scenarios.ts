import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { mcpEnvFallbackToken } from "../scenarios/mcp-env-fallback-token";
import { mcpEnvHome } from "../scenarios/mcp-env-home";
import { mcpEnvIgnored } from "../scenarios/mcp-env-ignored";
import { mcpEnvInvalidMode } from "../scenarios/mcp-env-invalid-mode";
import { mcpEnvLegacyMode } from "../scenarios/mcp-env-legacy-mode";
import { mcpEnvMissingUrl } from "../scenarios/mcp-env-missing-url";
import { mcpEnvNotRunning } from "../scenarios/mcp-env-not-running";
import { mcpEnvOtherRegistry } from "../scenarios/mcp-env-other-registry";
import { mcpEnvOwnCredentials } from "../scenarios/mcp-env-own-credentials";
import { mcpEnvProxy } from "../scenarios/mcp-env-proxy";
import { mcpEnvRegion } from "../scenarios/mcp-env-region";
import { mcpEnvTestSecret } from "../scenarios/mcp-env-test-secret";
import { mcpEnvTestTokens } from "../scenarios/mcp-env-test-tokens";
import { mcpEnvTypo } from "../scenarios/mcp-env-typo";
import { mcpEnvWritableRoot } from "../scenarios/mcp-env-writable-root";

/** What the operator's file of the MCP server says, of the group `mcp`. */
export const mcpEnvScenarios: readonly Scenario[] = [
  mcpEnvFallbackToken,
  mcpEnvTestTokens,
  mcpEnvTestSecret,
  mcpEnvOwnCredentials,
  mcpEnvOtherRegistry,
  mcpEnvLegacyMode,
  mcpEnvNotRunning,
  mcpEnvRegion,
  mcpEnvMissingUrl,
  mcpEnvInvalidMode,
  mcpEnvIgnored,
  mcpEnvWritableRoot,
  mcpEnvHome,
  mcpEnvProxy,
  mcpEnvTypo,
];
