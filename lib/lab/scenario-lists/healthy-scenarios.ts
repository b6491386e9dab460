import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { healthy } from "../scenarios/healthy";
import { healthyApiKey } from "../scenarios/healthy-api-key";
import { healthyAssumeRole } from "../scenarios/healthy-assume-role";
import { healthyAssumeRoleSettings } from "../scenarios/healthy-assume-role-settings";
import { healthyConnect } from "../scenarios/healthy-connect";
import { healthyConnectRsa } from "../scenarios/healthy-connect-rsa";
import { healthyDeepControls } from "../scenarios/healthy-deep-controls";
import { healthyExpiryOffset } from "../scenarios/healthy-expiry-offset";
import { healthyForgedSubject } from "../scenarios/healthy-forged-subject";
import { healthyIndexLags } from "../scenarios/healthy-index-lags";
import { healthyLapsedSubject } from "../scenarios/healthy-lapsed-subject";
import { healthyLegacySearch } from "../scenarios/healthy-legacy-search";
import { healthyManyObjects } from "../scenarios/healthy-many-objects";
import { healthyMcpEveryBucket } from "../scenarios/healthy-mcp-every-bucket";
import { healthyMcpPlatform } from "../scenarios/healthy-mcp-platform";
import { healthyMcpRoleServer } from "../scenarios/healthy-mcp-role-server";
import { healthyMcpSlowHop } from "../scenarios/healthy-mcp-slow-hop";
import { healthyMcpStdio } from "../scenarios/healthy-mcp-stdio";
import { healthyMcpValidating } from "../scenarios/healthy-mcp-validating";
import { healthyNoBucket } from "../scenarios/healthy-no-bucket";
import { healthyNoMcp } from "../scenarios/healthy-no-mcp";
import { healthyNoPackages } from "../scenarios/healthy-no-packages";
import { healthyNobody } from "../scenarios/healthy-nobody";
import { healthyOldRegistry } from "../scenarios/healthy-old-registry";
import { healthyOpaqueToken } from "../scenarios/healthy-opaque-token";
import { healthyOpenCatalog } from "../scenarios/healthy-open-catalog";
import { healthyOpenToAUser } from "../scenarios/healthy-open-to-a-user";
import { healthyOpenToNobody } from "../scenarios/healthy-open-to-nobody";
import { healthyOtherIssuer } from "../scenarios/healthy-other-issuer";
import { healthyOtherUserRefused } from "../scenarios/healthy-other-user-refused";
import { healthyPermissions } from "../scenarios/healthy-permissions";
import { healthyPermissionsAdmin } from "../scenarios/healthy-permissions-admin";
import { healthyPermissionsNoBucket } from "../scenarios/healthy-permissions-no-bucket";
import { healthyPermissionsOldRegistry } from "../scenarios/healthy-permissions-old-registry";
import { healthyPrefixRole } from "../scenarios/healthy-prefix-role";
import { healthyPublicKey } from "../scenarios/healthy-public-key";
import { healthyRefusedUser } from "../scenarios/healthy-refused-user";
import { healthyRegionFromCatalog } from "../scenarios/healthy-region-from-catalog";
import { healthyRegistryNamed } from "../scenarios/healthy-registry-named";
import { healthySecureSearch } from "../scenarios/healthy-secure-search";
import { healthyTrailingSlash } from "../scenarios/healthy-trailing-slash";
import { healthyTwoEqualUsers } from "../scenarios/healthy-two-equal-users";
import { healthyTwoUsers } from "../scenarios/healthy-two-users";
import { healthyWebIdentity } from "../scenarios/healthy-web-identity";

/** Scenarios of the group `pass`, in the order in which they are listed. */
export const healthyScenarios: readonly Scenario[] = [
  healthy,
  healthyApiKey,
  healthyOpaqueToken,
  healthyConnect,
  healthyConnectRsa,
  healthyPublicKey,
  healthyOtherIssuer,
  healthyLegacySearch,
  healthySecureSearch,
  healthyOldRegistry,
  healthyNoPackages,
  healthyIndexLags,
  healthyManyObjects,
  healthyExpiryOffset,
  healthyOpenCatalog,
  healthyPrefixRole,
  healthyRegionFromCatalog,
  healthyRegistryNamed,
  healthyNoBucket,
  healthyTrailingSlash,
  healthyDeepControls,
  healthyNoMcp,
  healthyMcpPlatform,
  healthyMcpValidating,
  healthyMcpSlowHop,
  healthyMcpRoleServer,
  healthyMcpStdio,
  healthyTwoUsers,
  healthyTwoEqualUsers,
  healthyOtherUserRefused,
  healthyMcpEveryBucket,
  healthyAssumeRole,
  healthyAssumeRoleSettings,
  healthyWebIdentity,
  healthyNobody,
  healthyOpenToNobody,
  healthyOpenToAUser,
  healthyLapsedSubject,
  healthyForgedSubject,
  healthyRefusedUser,
  healthyPermissions,
  healthyPermissionsAdmin,
  healthyPermissionsOldRegistry,
  healthyPermissionsNoBucket,
];
