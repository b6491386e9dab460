import type { Scenario } from "../scenario";
import { healthy } from "../scenarios/healthy";
import { healthyApiKey } from "../scenarios/healthy-api-key";
import { healthyConnect } from "../scenarios/healthy-connect";
import { healthyConnectRsa } from "../scenarios/healthy-connect-rsa";
import { healthyDeepControls } from "../scenarios/healthy-deep-controls";
import { healthyExpiryOffset } from "../scenarios/healthy-expiry-offset";
import { healthyLegacySearch } from "../scenarios/healthy-legacy-search";
import { healthyNoBucket } from "../scenarios/healthy-no-bucket";
import { healthyOldRegistry } from "../scenarios/healthy-old-registry";
import { healthyOpaqueToken } from "../scenarios/healthy-opaque-token";
import { healthyOpenCatalog } from "../scenarios/healthy-open-catalog";
import { healthyOtherIssuer } from "../scenarios/healthy-other-issuer";
import { healthyPrefixRole } from "../scenarios/healthy-prefix-role";
import { healthyPublicKey } from "../scenarios/healthy-public-key";
import { healthyRegionFromCatalog } from "../scenarios/healthy-region-from-catalog";
import { healthyRegistryNamed } from "../scenarios/healthy-registry-named";
import { healthySecureSearch } from "../scenarios/healthy-secure-search";
import { healthyTrailingSlash } from "../scenarios/healthy-trailing-slash";

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
  healthyExpiryOffset,
  healthyOpenCatalog,
  healthyPrefixRole,
  healthyRegionFromCatalog,
  healthyRegistryNamed,
  healthyNoBucket,
  healthyTrailingSlash,
  healthyDeepControls,
];
