import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { controlsOff } from "../scenarios/controls-off";
import { exchangeApiKeyRevoked } from "../scenarios/exchange-api-key-revoked";
import { exchangeBaseExpired } from "../scenarios/exchange-base-expired";
import { exchangeBaseUnknownKey } from "../scenarios/exchange-base-unknown-key";
import { exchangeBaseWrongSecret } from "../scenarios/exchange-base-wrong-secret";
import { exchangeBrokenJson } from "../scenarios/exchange-broken-json";
import { exchangeCallerMayNotAssume } from "../scenarios/exchange-caller-may-not-assume";
import { exchangeClockSkew } from "../scenarios/exchange-clock-skew";
import { exchangeConnectionReset } from "../scenarios/exchange-connection-reset";
import { exchangeControlReset } from "../scenarios/exchange-control-reset";
import { exchangeControlTimeout } from "../scenarios/exchange-control-timeout";
import { exchangeControlUnanswered } from "../scenarios/exchange-control-unanswered";
import { exchangeDnsFailed } from "../scenarios/exchange-dns-failed";
import { exchangeDripping } from "../scenarios/exchange-dripping";
import { exchangeDurationTooLong } from "../scenarios/exchange-duration-too-long";
import { exchangeExpiredOnArrival } from "../scenarios/exchange-expired-on-arrival";
import { exchangeExpiryUnreadable } from "../scenarios/exchange-expiry-unreadable";
import { exchangeExternalIdMissing } from "../scenarios/exchange-external-id-missing";
import { exchangeExternalIdWrong } from "../scenarios/exchange-external-id-wrong";
import { exchangeForbidden } from "../scenarios/exchange-forbidden";
import { exchangeHybridToken } from "../scenarios/exchange-hybrid-token";
import { exchangeLapsedAccepted } from "../scenarios/exchange-lapsed-accepted";
import { exchangeLockedOut } from "../scenarios/exchange-locked-out";
import { exchangeLongTermKey } from "../scenarios/exchange-long-term-key";
import { exchangeMissingFields } from "../scenarios/exchange-missing-fields";
import { exchangeNoRole } from "../scenarios/exchange-no-role";
import { exchangeNotEnforced } from "../scenarios/exchange-not-enforced";
import { exchangeNotFound } from "../scenarios/exchange-not-found";
import { exchangeNotJson } from "../scenarios/exchange-not-json";
import { exchangeNotRepeatable } from "../scenarios/exchange-not-repeatable";
import { exchangeRateLimited } from "../scenarios/exchange-rate-limited";
import { exchangeRedirected } from "../scenarios/exchange-redirected";
import { exchangeReferenceAccepted } from "../scenarios/exchange-reference-accepted";
import { exchangeReferenceRefused } from "../scenarios/exchange-reference-refused";
import { exchangeRefusedByPolicy } from "../scenarios/exchange-refused-by-policy";
import { exchangeRefusesTheWrongOne } from "../scenarios/exchange-refuses-the-wrong-one";
import { exchangeRegistryClockAhead } from "../scenarios/exchange-registry-clock-ahead";
import { exchangeRegistryDown } from "../scenarios/exchange-registry-down";
import { exchangeRejectedAlone } from "../scenarios/exchange-rejected-alone";
import { exchangeResetMidBody } from "../scenarios/exchange-reset-mid-body";
import { exchangeRoleMissing } from "../scenarios/exchange-role-missing";
import { exchangeRoleTokenForged } from "../scenarios/exchange-role-token-forged";
import { exchangeRoleTrustsAnother } from "../scenarios/exchange-role-trusts-another";
import { exchangeServerError } from "../scenarios/exchange-server-error";
import { exchangeSourceIdentityNotAllowed } from "../scenarios/exchange-source-identity-not-allowed";
import { exchangeStsClockAhead } from "../scenarios/exchange-sts-clock-ahead";
import { exchangeStsMissingFields } from "../scenarios/exchange-sts-missing-fields";
import { exchangeStsNotAws } from "../scenarios/exchange-sts-not-aws";
import { exchangeStsNotEnforced } from "../scenarios/exchange-sts-not-enforced";
import { exchangeStsRegionDisabled } from "../scenarios/exchange-sts-region-disabled";
import { exchangeStsThrottled } from "../scenarios/exchange-sts-throttled";
import { exchangeTagsNotAllowed } from "../scenarios/exchange-tags-not-allowed";
import { exchangeTimeout } from "../scenarios/exchange-timeout";
import { exchangeTlsFailed } from "../scenarios/exchange-tls-failed";
import { exchangeTokenRevoked } from "../scenarios/exchange-token-revoked";
import { exchangeTokenUnchecked } from "../scenarios/exchange-token-unchecked";
import { exchangeTooLarge } from "../scenarios/exchange-too-large";
import { exchangeTwoSecrets } from "../scenarios/exchange-two-secrets";
import { exchangeUnexpectedAccess } from "../scenarios/exchange-unexpected-access";
import { exchangeUnknownKeyPrefix } from "../scenarios/exchange-unknown-key-prefix";
import { exchangeUnsignedAccepted } from "../scenarios/exchange-unsigned-accepted";
import { exchangeUnverifiedSignatures } from "../scenarios/exchange-unverified-signatures";
import { exchangeUserDisabled } from "../scenarios/exchange-user-disabled";
import { exchangeWebIdentityAudience } from "../scenarios/exchange-web-identity-audience";
import { exchangeWebIdentityExpired } from "../scenarios/exchange-web-identity-expired";
import { exchangeWebIdentityHs256 } from "../scenarios/exchange-web-identity-hs256";
import { exchangeWebIdentityKeys } from "../scenarios/exchange-web-identity-keys";
import { exchangeWebIdentityNoProvider } from "../scenarios/exchange-web-identity-no-provider";
import { exchangeWebIdentityNotEnforced } from "../scenarios/exchange-web-identity-not-enforced";
import { exchangeWebIdentityRoleMissing } from "../scenarios/exchange-web-identity-role-missing";
import { exchangeWebIdentitySubject } from "../scenarios/exchange-web-identity-subject";

/** Scenarios of the group `exchange`, in the order in which they are listed. */
export const exchangeScenarios: readonly Scenario[] = [
  exchangeHybridToken,
  exchangeConnectionReset,
  exchangeResetMidBody,
  exchangeRegistryDown,
  exchangeDnsFailed,
  exchangeTlsFailed,
  exchangeTimeout,
  exchangeDripping,
  exchangeRedirected,
  exchangeRateLimited,
  exchangeServerError,
  exchangeNotFound,
  exchangeTooLarge,
  exchangeRefusedByPolicy,
  exchangeClockSkew,
  exchangeNotEnforced,
  exchangeControlUnanswered,
  exchangeControlReset,
  controlsOff,
  exchangeNotRepeatable,
  exchangeLockedOut,
  exchangeTokenRevoked,
  exchangeReferenceAccepted,
  exchangeReferenceRefused,
  exchangeUserDisabled,
  exchangeTwoSecrets,
  exchangeRejectedAlone,
  exchangeForbidden,
  exchangeNotJson,
  exchangeBrokenJson,
  exchangeMissingFields,
  exchangeExpiredOnArrival,
  exchangeLongTermKey,
  exchangeUnknownKeyPrefix,
  exchangeRegistryClockAhead,
  exchangeUnverifiedSignatures,
  exchangeRefusesTheWrongOne,
  exchangeControlTimeout,
  exchangeExpiryUnreadable,
  exchangeApiKeyRevoked,
  exchangeRoleTrustsAnother,
  exchangeExternalIdMissing,
  exchangeExternalIdWrong,
  exchangeRoleMissing,
  exchangeTagsNotAllowed,
  exchangeSourceIdentityNotAllowed,
  exchangeCallerMayNotAssume,
  exchangeDurationTooLong,
  exchangeBaseUnknownKey,
  exchangeBaseWrongSecret,
  exchangeBaseExpired,
  exchangeStsThrottled,
  exchangeStsRegionDisabled,
  exchangeStsNotAws,
  exchangeStsMissingFields,
  exchangeStsClockAhead,
  exchangeStsNotEnforced,
  exchangeTokenUnchecked,
  exchangeRoleTokenForged,
  exchangeNoRole,
  exchangeWebIdentitySubject,
  exchangeWebIdentityAudience,
  exchangeWebIdentityNoProvider,
  exchangeWebIdentityRoleMissing,
  exchangeWebIdentityKeys,
  exchangeWebIdentityHs256,
  exchangeWebIdentityExpired,
  exchangeWebIdentityNotEnforced,
  exchangeUnexpectedAccess,
  exchangeLapsedAccepted,
  exchangeUnsignedAccepted,
];
