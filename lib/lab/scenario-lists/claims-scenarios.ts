import type { Scenario } from "@/lib/lab/scenarios/scenario";
import { claimsAudienceMismatch } from "../scenarios/claims-audience-mismatch";
import { claimsDuplicateMember } from "../scenarios/claims-duplicate-member";
import { claimsExpired } from "../scenarios/claims-expired";
import { claimsExpiresSoon } from "../scenarios/claims-expires-soon";
import { claimsImplausibleTime } from "../scenarios/claims-implausible-time";
import { claimsIssuerMismatch } from "../scenarios/claims-issuer-mismatch";
import { claimsKnownFake } from "../scenarios/claims-known-fake";
import { claimsMissingExp } from "../scenarios/claims-missing-exp";
import { claimsMissingUuid } from "../scenarios/claims-missing-uuid";
import { claimsNoExpiry } from "../scenarios/claims-no-expiry";
import { claimsNotYetValid } from "../scenarios/claims-not-yet-valid";
import { claimsRoleToken } from "../scenarios/claims-role-token";
import { claimsUnexpectedClaims } from "../scenarios/claims-unexpected-claims";
import { claimsWrongType } from "../scenarios/claims-wrong-type";

/** Scenarios of the group `claims`, in the order in which they are listed. */
export const claimsScenarios: readonly Scenario[] = [
  claimsExpired,
  claimsExpiresSoon,
  claimsNotYetValid,
  claimsMissingUuid,
  claimsMissingExp,
  claimsWrongType,
  claimsImplausibleTime,
  claimsDuplicateMember,
  claimsNoExpiry,
  claimsUnexpectedClaims,
  claimsIssuerMismatch,
  claimsAudienceMismatch,
  claimsKnownFake,
  claimsRoleToken,
];
