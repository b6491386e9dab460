import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { discoveryBrokenJson } from "../scenarios/discovery-broken-json";
import { discoveryClockSkew } from "../scenarios/discovery-clock-skew";
import { discoveryConnectionReset } from "../scenarios/discovery-connection-reset";
import { discoveryDnsFailed } from "../scenarios/discovery-dns-failed";
import { discoveryDownRegistryNamed } from "../scenarios/discovery-down-registry-named";
import { discoveryDripping } from "../scenarios/discovery-dripping";
import { discoveryForeignRegistry } from "../scenarios/discovery-foreign-registry";
import { discoveryGzipBomb } from "../scenarios/discovery-gzip-bomb";
import { discoveryMissingRegistryUrl } from "../scenarios/discovery-missing-registry-url";
import { discoveryNotFound } from "../scenarios/discovery-not-found";
import { discoveryNotJson } from "../scenarios/discovery-not-json";
import { discoveryRateLimited } from "../scenarios/discovery-rate-limited";
import { discoveryRedirected } from "../scenarios/discovery-redirected";
import { discoveryRefusedByPolicy } from "../scenarios/discovery-refused-by-policy";
import { discoveryRegistryIsCatalog } from "../scenarios/discovery-registry-is-catalog";
import { discoveryRegistryMismatch } from "../scenarios/discovery-registry-mismatch";
import { discoveryServerError } from "../scenarios/discovery-server-error";
import { discoveryTimeout } from "../scenarios/discovery-timeout";
import { discoveryTlsFailed } from "../scenarios/discovery-tls-failed";
import { discoveryTooLarge } from "../scenarios/discovery-too-large";
import { discoveryUnreachable } from "../scenarios/discovery-unreachable";

/** Scenarios of the group `discovery`, in the order in which they are listed. */
export const discoveryScenarios: readonly Scenario[] = [
  discoveryUnreachable,
  discoveryConnectionReset,
  discoveryDnsFailed,
  discoveryTlsFailed,
  discoveryTimeout,
  discoveryDripping,
  discoveryRedirected,
  discoveryRateLimited,
  discoveryServerError,
  discoveryNotFound,
  discoveryTooLarge,
  discoveryGzipBomb,
  discoveryRefusedByPolicy,
  discoveryClockSkew,
  discoveryNotJson,
  discoveryBrokenJson,
  discoveryMissingRegistryUrl,
  discoveryRegistryMismatch,
  discoveryRegistryIsCatalog,
  discoveryForeignRegistry,
  discoveryDownRegistryNamed,
];
