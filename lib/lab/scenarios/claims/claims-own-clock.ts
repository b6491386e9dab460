import { withCatalogToken, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec, issuerTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { everyClockSkew } from "../fault-actions";
import { issuerStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Times in the token, read by a clock of ours that is wrong. */
export const claimsOwnClock = defineScenarios("claims", [
  {
    id: "claims-own-clock-fast",
    title: "This machine's clock is ten minutes fast",
    story:
      "The token has five minutes left, and every server takes it. To this machine it expired five minutes ago; the servers agree with each other that its clock is wrong.",
    codes: ["claims/expired", ...everyClockSkew],
    verdict: "inconclusive",
    code: "claims/expired",
    fault: (config) => ({
      ...withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: 300 } } }),
      clocksAheadS: -600,
    }),
  },
  {
    id: "claims-own-clock-slow",
    title: "This machine's clock is ten minutes slow",
    story:
      "The issuer has just made the token, and every server takes it. To this machine it starts in ten minutes; the servers agree with each other that its clock is wrong.",
    codes: ["claims/not-yet-valid", ...everyClockSkew],
    verdict: "inconclusive",
    code: "claims/not-yet-valid",
    given: (config) => issuerStack(config),
    fault: (config) => {
      const spec = withoutClaim(issuerTokenSpec(), "iat");
      return {
        ...withToken(config, { ...spec, claims: { ...spec.claims, nbf: { inSeconds: 0 } } }),
        clocksAheadS: 600,
      };
    },
  },
]);
