import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { identityBadGateway } from "../scenarios/identity-bad-gateway";
import { identityBadSignature } from "../scenarios/identity-bad-signature";
import { identityClockSkew } from "../scenarios/identity-clock-skew";
import { identityControlUnanswered } from "../scenarios/identity-control-unanswered";
import { identityDnsFailed } from "../scenarios/identity-dns-failed";
import { identityExpired } from "../scenarios/identity-expired";
import { identityInvalidKey } from "../scenarios/identity-invalid-key";
import { identityInvalidKeyStsOnly } from "../scenarios/identity-invalid-key-sts-only";
import { identityNotARole } from "../scenarios/identity-not-a-role";
import { identityNotAwsEmpty } from "../scenarios/identity-not-aws-empty";
import { identityNotAwsHtml } from "../scenarios/identity-not-aws-html";
import { identityNotCompared } from "../scenarios/identity-not-compared";
import { identityNotEnforced } from "../scenarios/identity-not-enforced";
import { identityNotRepeatable } from "../scenarios/identity-not-repeatable";
import { identityRateLimited } from "../scenarios/identity-rate-limited";
import { identityRedirected } from "../scenarios/identity-redirected";
import { identityRefusedByPolicy } from "../scenarios/identity-refused-by-policy";
import { identityRegionDisabled } from "../scenarios/identity-region-disabled";
import { identityRequestTimeSkewed } from "../scenarios/identity-request-time-skewed";
import { identityRoleCase } from "../scenarios/identity-role-case";
import { identityServerError } from "../scenarios/identity-server-error";
import { identityThrottled } from "../scenarios/identity-throttled";
import { identityTimeout } from "../scenarios/identity-timeout";
import { identityTlsFailed } from "../scenarios/identity-tls-failed";
import { identityTooLarge } from "../scenarios/identity-too-large";
import { identityUnexpectedAccess } from "../scenarios/identity-unexpected-access";
import { identityUnexpectedStatus } from "../scenarios/identity-unexpected-status";
import { identityUnreachable } from "../scenarios/identity-unreachable";
import { identityWrongAccount } from "../scenarios/identity-wrong-account";
import { identityWrongPartition } from "../scenarios/identity-wrong-partition";
import { identityWrongRole } from "../scenarios/identity-wrong-role";
import { identityWrongSessionToken } from "../scenarios/identity-wrong-session-token";

/** Scenarios of the group `identity`, in the order in which they are listed. */
export const identityScenarios: readonly Scenario[] = [
  identityUnreachable,
  identityDnsFailed,
  identityTlsFailed,
  identityTimeout,
  identityRedirected,
  identityRateLimited,
  identityServerError,
  identityBadGateway,
  identityUnexpectedStatus,
  identityTooLarge,
  identityRefusedByPolicy,
  identityClockSkew,
  identityNotEnforced,
  identityControlUnanswered,
  identityNotRepeatable,
  identityInvalidKey,
  identityInvalidKeyStsOnly,
  identityWrongSessionToken,
  identityExpired,
  identityBadSignature,
  identityRequestTimeSkewed,
  identityWrongAccount,
  identityWrongRole,
  identityRoleCase,
  identityWrongPartition,
  identityNotARole,
  identityNotAwsHtml,
  identityNotAwsEmpty,
  identityRegionDisabled,
  identityThrottled,
  identityNotCompared,
  identityUnexpectedAccess,
];
