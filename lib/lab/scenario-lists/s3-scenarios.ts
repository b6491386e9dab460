import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { s3AccessDenied } from "../scenarios/s3-access-denied";
import { s3AnonymousAccess } from "../scenarios/s3-anonymous-access";
import { s3BadSignature } from "../scenarios/s3-bad-signature";
import { s3ClockSkew } from "../scenarios/s3-clock-skew";
import { s3ControlUnanswered } from "../scenarios/s3-control-unanswered";
import { s3DnsFailed } from "../scenarios/s3-dns-failed";
import { s3Dripping } from "../scenarios/s3-dripping";
import { s3Empty } from "../scenarios/s3-empty";
import { s3Expired } from "../scenarios/s3-expired";
import { s3ExplicitDeny } from "../scenarios/s3-explicit-deny";
import { s3InvalidKey } from "../scenarios/s3-invalid-key";
import { s3InvalidToken } from "../scenarios/s3-invalid-token";
import { s3NoSuchBucket } from "../scenarios/s3-no-such-bucket";
import { s3NotEnforced } from "../scenarios/s3-not-enforced";
import { s3NotRepeatable } from "../scenarios/s3-not-repeatable";
import { s3NotS3Empty } from "../scenarios/s3-not-s3-empty";
import { s3NotS3Html } from "../scenarios/s3-not-s3-html";
import { s3OtherBucket } from "../scenarios/s3-other-bucket";
import { s3PrefixDenied } from "../scenarios/s3-prefix-denied";
import { s3RateLimited } from "../scenarios/s3-rate-limited";
import { s3Redirected } from "../scenarios/s3-redirected";
import { s3RefusedByPolicy } from "../scenarios/s3-refused-by-policy";
import { s3RequestTimeSkewed } from "../scenarios/s3-request-time-skewed";
import { s3ServerError } from "../scenarios/s3-server-error";
import { s3Throttled } from "../scenarios/s3-throttled";
import { s3Timeout } from "../scenarios/s3-timeout";
import { s3TlsFailed } from "../scenarios/s3-tls-failed";
import { s3TooLarge } from "../scenarios/s3-too-large";
import { s3UnexpectedAccess } from "../scenarios/s3-unexpected-access";
import { s3UnexpectedStatus } from "../scenarios/s3-unexpected-status";
import { s3Unreachable } from "../scenarios/s3-unreachable";
import { s3WrongRegionHeader } from "../scenarios/s3-wrong-region-header";
import { s3WrongRegionRedirect } from "../scenarios/s3-wrong-region-redirect";

/** Scenarios of the group `s3`, in the order in which they are listed. */
export const s3Scenarios: readonly Scenario[] = [
  s3Unreachable,
  s3DnsFailed,
  s3TlsFailed,
  s3Timeout,
  s3Dripping,
  s3Redirected,
  s3RateLimited,
  s3ServerError,
  s3UnexpectedStatus,
  s3TooLarge,
  s3RefusedByPolicy,
  s3ClockSkew,
  s3NotEnforced,
  s3ControlUnanswered,
  s3NotRepeatable,
  s3AccessDenied,
  s3PrefixDenied,
  s3ExplicitDeny,
  s3NoSuchBucket,
  s3WrongRegionRedirect,
  s3WrongRegionHeader,
  s3Empty,
  s3Expired,
  s3InvalidKey,
  s3InvalidToken,
  s3BadSignature,
  s3RequestTimeSkewed,
  s3Throttled,
  s3NotS3Html,
  s3NotS3Empty,
  s3OtherBucket,
  s3AnonymousAccess,
  s3UnexpectedAccess,
];
