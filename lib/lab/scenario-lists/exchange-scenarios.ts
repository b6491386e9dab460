import type { Scenario } from "../scenario";
import { controlsOff } from "../scenarios/controls-off";
import { exchangeApiKeyRevoked } from "../scenarios/exchange-api-key-revoked";
import { exchangeBrokenJson } from "../scenarios/exchange-broken-json";
import { exchangeClockSkew } from "../scenarios/exchange-clock-skew";
import { exchangeConnectionReset } from "../scenarios/exchange-connection-reset";
import { exchangeControlReset } from "../scenarios/exchange-control-reset";
import { exchangeControlTimeout } from "../scenarios/exchange-control-timeout";
import { exchangeControlUnanswered } from "../scenarios/exchange-control-unanswered";
import { exchangeDnsFailed } from "../scenarios/exchange-dns-failed";
import { exchangeDripping } from "../scenarios/exchange-dripping";
import { exchangeExpiredOnArrival } from "../scenarios/exchange-expired-on-arrival";
import { exchangeExpiryUnreadable } from "../scenarios/exchange-expiry-unreadable";
import { exchangeForbidden } from "../scenarios/exchange-forbidden";
import { exchangeHybridToken } from "../scenarios/exchange-hybrid-token";
import { exchangeLockedOut } from "../scenarios/exchange-locked-out";
import { exchangeLongTermKey } from "../scenarios/exchange-long-term-key";
import { exchangeMissingFields } from "../scenarios/exchange-missing-fields";
import { exchangeNotEnforced } from "../scenarios/exchange-not-enforced";
import { exchangeNotFound } from "../scenarios/exchange-not-found";
import { exchangeNotJson } from "../scenarios/exchange-not-json";
import { exchangeNotRepeatable } from "../scenarios/exchange-not-repeatable";
import { exchangeRateLimited } from "../scenarios/exchange-rate-limited";
import { exchangeRedirected } from "../scenarios/exchange-redirected";
import { exchangeRefusedByPolicy } from "../scenarios/exchange-refused-by-policy";
import { exchangeRefusesTheWrongOne } from "../scenarios/exchange-refuses-the-wrong-one";
import { exchangeRegistryClockAhead } from "../scenarios/exchange-registry-clock-ahead";
import { exchangeRegistryDown } from "../scenarios/exchange-registry-down";
import { exchangeRejectedAlone } from "../scenarios/exchange-rejected-alone";
import { exchangeResetMidBody } from "../scenarios/exchange-reset-mid-body";
import { exchangeServerError } from "../scenarios/exchange-server-error";
import { exchangeTimeout } from "../scenarios/exchange-timeout";
import { exchangeTlsFailed } from "../scenarios/exchange-tls-failed";
import { exchangeTokenRevoked } from "../scenarios/exchange-token-revoked";
import { exchangeTooLarge } from "../scenarios/exchange-too-large";
import { exchangeTwoSecrets } from "../scenarios/exchange-two-secrets";
import { exchangeUnknownKeyPrefix } from "../scenarios/exchange-unknown-key-prefix";
import { exchangeUnverifiedSignatures } from "../scenarios/exchange-unverified-signatures";
import { exchangeUserDisabled } from "../scenarios/exchange-user-disabled";

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
];
