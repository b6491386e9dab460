import { claimsIssuer } from "./claims/claims-issuer";
import { claimsMembers } from "./claims/claims-members";
import { claimsOwnClock } from "./claims/claims-own-clock";
import { claimsTimes } from "./claims/claims-times";
import { discoveryConfig } from "./discovery/discovery-config";
import { discoveryTransport } from "./discovery/discovery-transport";
import { exchangeAnswers } from "./exchange/exchange-answers";
import { exchangeAssumeRole } from "./exchange/exchange-assume-role";
import { exchangeAwsWords } from "./exchange/exchange-aws-words";
import { exchangeBaseCredentials } from "./exchange/exchange-base-credentials";
import { exchangeControls } from "./exchange/exchange-controls";
import { exchangeGates } from "./exchange/exchange-gates";
import { exchangeLeniency } from "./exchange/exchange-leniency";
import { exchangeOwnClock } from "./exchange/exchange-own-clock";
import { exchangeRefusals } from "./exchange/exchange-refusals";
import { exchangeSts } from "./exchange/exchange-sts";
import { exchangeTransport } from "./exchange/exchange-transport";
import { exchangeWebIdentity } from "./exchange/exchange-web-identity";
import { healthyConnections } from "./healthy/healthy-connections";
import { healthyExchanges } from "./healthy/healthy-exchanges";
import { healthyMcpServers } from "./healthy/healthy-mcp-servers";
import { healthyPermissions } from "./healthy/healthy-permissions";
import { healthyRefusals } from "./healthy/healthy-refusals";
import { healthyStacks } from "./healthy/healthy-stacks";
import { healthySubjects } from "./healthy/healthy-subjects";
import { healthyTokens } from "./healthy/healthy-tokens";
import { healthyUsers } from "./healthy/healthy-users";
import { identityControls } from "./identity/identity-controls";
import { identityCredentials } from "./identity/identity-credentials";
import { identityDenials } from "./identity/identity-denials";
import { identityOwnClock } from "./identity/identity-own-clock";
import { identityRole } from "./identity/identity-role";
import { identitySts } from "./identity/identity-sts";
import { identityTransport } from "./identity/identity-transport";
import { mcpAddress } from "./mcp/mcp-address";
import { mcpCalls } from "./mcp/mcp-calls";
import { mcpControls } from "./mcp/mcp-controls";
import { mcpCrashes } from "./mcp/mcp-crashes";
import { mcpEras } from "./mcp/mcp-eras";
import { mcpHandshake } from "./mcp/mcp-handshake";
import { mcpLists } from "./mcp/mcp-lists";
import { mcpOpen } from "./mcp/mcp-open";
import { mcpRefusals } from "./mcp/mcp-refusals";
import { mcpServerEnv } from "./mcp/mcp-server-env";
import { mcpSessions } from "./mcp/mcp-sessions";
import { mcpStdio } from "./mcp/mcp-stdio";
import { mcpTokens } from "./mcp/mcp-tokens";
import { mcpTools } from "./mcp/mcp-tools";
import { mcpTransport } from "./mcp/mcp-transport";
import { mcpUpstream } from "./mcp/mcp-upstream";
import { mcpUsers } from "./mcp/mcp-users";
import { replayedNotes } from "./replays/replayed-notes";
import { s3Bucket } from "./s3/s3-bucket";
import { s3Controls } from "./s3/s3-controls";
import { s3Credentials } from "./s3/s3-credentials";
import { s3Denials } from "./s3/s3-denials";
import { s3Permissions } from "./s3/s3-permissions";
import { s3Transport } from "./s3/s3-transport";
import type { Scenario } from "./scenario";
import { searchAccess } from "./search/search-access";
import { searchAnswers } from "./search/search-answers";
import { searchControls } from "./search/search-controls";
import { searchIndex } from "./search/search-index";
import { searchTransport } from "./search/search-transport";
import { signatureForm } from "./signature/signature-form";
import { signatureKeys } from "./signature/signature-keys";
import { signatureMismatch } from "./signature/signature-mismatch";

/** Every scenario: healthy stacks first, then in chain order, then the notes that the project came from. */
export const scenarios: readonly Scenario[] = [
  ...healthyTokens,
  ...healthyStacks,
  ...healthyRefusals,
  ...healthyMcpServers,
  ...healthyConnections,
  ...healthyUsers,
  ...healthyExchanges,
  ...healthySubjects,
  ...healthyPermissions,
  ...discoveryTransport,
  ...discoveryConfig,
  ...signatureForm,
  ...signatureMismatch,
  ...signatureKeys,
  ...claimsTimes,
  ...claimsMembers,
  ...claimsOwnClock,
  ...claimsIssuer,
  ...exchangeTransport,
  ...exchangeControls,
  ...exchangeRefusals,
  ...exchangeAnswers,
  ...exchangeLeniency,
  ...exchangeOwnClock,
  ...exchangeGates,
  ...exchangeAssumeRole,
  ...exchangeBaseCredentials,
  ...exchangeSts,
  ...exchangeAwsWords,
  ...exchangeWebIdentity,
  ...identityTransport,
  ...identityControls,
  ...identityCredentials,
  ...identityOwnClock,
  ...identityRole,
  ...identitySts,
  ...identityDenials,
  ...s3Transport,
  ...s3Controls,
  ...s3Permissions,
  ...s3Bucket,
  ...s3Credentials,
  ...s3Denials,
  ...searchTransport,
  ...searchControls,
  ...searchAccess,
  ...searchAnswers,
  ...searchIndex,
  ...mcpTransport,
  ...mcpAddress,
  ...mcpHandshake,
  ...mcpEras,
  ...mcpSessions,
  ...mcpLists,
  ...mcpOpen,
  ...mcpControls,
  ...mcpUsers,
  ...mcpCrashes,
  ...mcpUpstream,
  ...mcpTools,
  ...mcpCalls,
  ...mcpRefusals,
  ...mcpTokens,
  ...mcpStdio,
  ...mcpServerEnv,
  ...replayedNotes,
];
