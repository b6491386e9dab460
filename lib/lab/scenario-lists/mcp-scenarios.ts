import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { mcpApiKey } from "../scenarios/mcp-api-key";
import { mcpClockSkew } from "../scenarios/mcp-clock-skew";
import { mcpConfigUnreachable } from "../scenarios/mcp-config-unreachable";
import { mcpConnectionReset } from "../scenarios/mcp-connection-reset";
import { mcpControlTimeout } from "../scenarios/mcp-control-timeout";
import { mcpControlUnanswered } from "../scenarios/mcp-control-unanswered";
import { mcpCrashError } from "../scenarios/mcp-crash-error";
import { mcpCrashReset } from "../scenarios/mcp-crash-reset";
import { mcpDiscoverHangs } from "../scenarios/mcp-discover-hangs";
import { mcpDnsFailed } from "../scenarios/mcp-dns-failed";
import { mcpDripping } from "../scenarios/mcp-dripping";
import { mcpHandshakeError } from "../scenarios/mcp-handshake-error";
import { mcpHandshakeOtherId } from "../scenarios/mcp-handshake-other-id";
import { mcpHandshakeVersion } from "../scenarios/mcp-handshake-version";
import { mcpHeaderLost } from "../scenarios/mcp-header-lost";
import { mcpHeaderLostOpen } from "../scenarios/mcp-header-lost-open";
import { mcpHopTimeout } from "../scenarios/mcp-hop-timeout";
import { mcpLegacyNoCredentials } from "../scenarios/mcp-legacy-no-credentials";
import { mcpMixedUpWithRefused } from "../scenarios/mcp-mixed-up-with-refused";
import { mcpMixedUsers } from "../scenarios/mcp-mixed-users";
import { mcpNoExchange } from "../scenarios/mcp-no-exchange";
import { mcpNoRegion } from "../scenarios/mcp-no-region";
import { mcpNotEnforced } from "../scenarios/mcp-not-enforced";
import { mcpNotMcpHtml } from "../scenarios/mcp-not-mcp-html";
import { mcpNotRepeatable } from "../scenarios/mcp-not-repeatable";
import { mcpOldTestPlan } from "../scenarios/mcp-old-test-plan";
import { mcpOpenFallback } from "../scenarios/mcp-open-fallback";
import { mcpOpenLegacy } from "../scenarios/mcp-open-legacy";
import { mcpOtherRegistry } from "../scenarios/mcp-other-registry";
import { mcpOtherSchema } from "../scenarios/mcp-other-schema";
import { mcpRateLimited } from "../scenarios/mcp-rate-limited";
import { mcpRedirected } from "../scenarios/mcp-redirected";
import { mcpRefusedByPolicy } from "../scenarios/mcp-refused-by-policy";
import { mcpRegistryClosed } from "../scenarios/mcp-registry-closed";
import { mcpRegistryIsCatalog } from "../scenarios/mcp-registry-is-catalog";
import { mcpRoleToken } from "../scenarios/mcp-role-token";
import { mcpSearchWithoutBucket } from "../scenarios/mcp-search-without-bucket";
import { mcpServerError } from "../scenarios/mcp-server-error";
import { mcpServesWhatRegistryRefuses } from "../scenarios/mcp-serves-what-registry-refuses";
import { mcpSessionLost } from "../scenarios/mcp-session-lost";
import { mcpSlowHop } from "../scenarios/mcp-slow-hop";
import { mcpStdioAlone } from "../scenarios/mcp-stdio-alone";
import { mcpStdioFailed } from "../scenarios/mcp-stdio-failed";
import { mcpStdioOwnCredentials } from "../scenarios/mcp-stdio-own-credentials";
import { mcpTestJwt } from "../scenarios/mcp-test-jwt";
import { mcpTimeout } from "../scenarios/mcp-timeout";
import { mcpTlsFailed } from "../scenarios/mcp-tls-failed";
import { mcpTooLarge } from "../scenarios/mcp-too-large";
import { mcpToolMissing } from "../scenarios/mcp-tool-missing";
import { mcpUnexpectedAccess } from "../scenarios/mcp-unexpected-access";
import { mcpUnexpectedStatus } from "../scenarios/mcp-unexpected-status";
import { mcpUnreachable } from "../scenarios/mcp-unreachable";
import { mcpUpstreamFailed } from "../scenarios/mcp-upstream-failed";
import { mcpUrlIsCatalog } from "../scenarios/mcp-url-is-catalog";
import { mcpUrlIsRegistry } from "../scenarios/mcp-url-is-registry";
import { mcpValidatingClaims } from "../scenarios/mcp-validating-claims";
import { mcpValidatingIssuer } from "../scenarios/mcp-validating-issuer";
import { mcpValidatingOtherSecret } from "../scenarios/mcp-validating-other-secret";
import { mcpWrongIdentity } from "../scenarios/mcp-wrong-identity";

/** Scenarios of the group `mcp`, in the order in which they are listed. */
export const mcpScenarios: readonly Scenario[] = [
  mcpUnreachable,
  mcpConnectionReset,
  mcpDnsFailed,
  mcpTlsFailed,
  mcpTimeout,
  mcpDripping,
  mcpRedirected,
  mcpRateLimited,
  mcpServerError,
  mcpUnexpectedStatus,
  mcpTooLarge,
  mcpRefusedByPolicy,
  mcpClockSkew,
  mcpNotMcpHtml,
  mcpUrlIsCatalog,
  mcpUrlIsRegistry,
  mcpHandshakeOtherId,
  mcpHandshakeError,
  mcpHandshakeVersion,
  mcpSessionLost,
  mcpOpenFallback,
  mcpUnexpectedAccess,
  mcpOpenLegacy,
  mcpLegacyNoCredentials,
  mcpTestJwt,
  mcpNotEnforced,
  mcpWrongIdentity,
  mcpMixedUsers,
  mcpMixedUpWithRefused,
  mcpCrashReset,
  mcpCrashError,
  mcpControlUnanswered,
  mcpControlTimeout,
  mcpNotRepeatable,
  mcpHeaderLost,
  mcpHeaderLostOpen,
  mcpServesWhatRegistryRefuses,
  mcpOtherRegistry,
  mcpRegistryIsCatalog,
  mcpRegistryClosed,
  mcpConfigUnreachable,
  mcpToolMissing,
  mcpOtherSchema,
  mcpDiscoverHangs,
  mcpHopTimeout,
  mcpUpstreamFailed,
  mcpSlowHop,
  mcpNoRegion,
  mcpApiKey,
  mcpValidatingOtherSecret,
  mcpValidatingClaims,
  mcpValidatingIssuer,
  mcpNoExchange,
  mcpSearchWithoutBucket,
  mcpOldTestPlan,
  mcpRoleToken,
  mcpStdioAlone,
  mcpStdioOwnCredentials,
  mcpStdioFailed,
];
