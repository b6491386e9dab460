import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import { fromLog, REJECTED, registryLog } from "./registry-log-causes";

/** Why an exchange fails where neither the registry's log nor the token says why. */
export const exchangeCauses: readonly CauseRule[] = [
  {
    id: "user-or-session-gone",
    explains: REJECTED,
    when: () => ({
      text: "the user was removed, or the token revoked",
      basis: "possible",
      actor: "registry-admin",
      decide: "a fresh login by the same user",
    }),
  },
  {
    id: "other-stack",
    explains: REJECTED,
    when: () => ({
      text: "the token belongs to another stack: each signs with its own key",
      basis: "possible",
      actor: "token-holder",
      decide: "run it against that stack",
    }),
  },
  {
    id: "role-not-assumable",
    explains: ["exchange/forbidden", "exchange/server-error"],
    when: (facts) =>
      fromLog(registryLog(facts, "role-not-assumable"), {
        text: "the registry cannot assume the user's role",
        actor: "aws-admin",
        next: "Allow the registry's role (stack output RegistryRoleARN) in the role's trust policy.",
      }) ?? {
        text: "the user's role is missing, or the registry may not assume it",
        basis: "possible",
        actor: "registry-admin",
        decide: "the registry's log at the time of the request, and the role's trust policy",
      },
  },
  {
    id: "catalog-in-place-of-registry",
    explains: ["exchange/not-json", "search/not-json", "exchange/missing-fields"],
    when: (facts) =>
      facts.finding("discovery/registry-mismatch") === null
        ? {
            text: "the URL is the catalog's or a proxy's instead of the registry's",
            basis: "possible",
            actor: "operator",
            decide: "compare with registryUrl in the catalog's config.json",
          }
        : {
            text: "the registry URL in use is not the expected one",
            basis: "inferred",
            actor: "operator",
            decide: "registryUrl in the catalog's config.json",
            heading: "the registry URL in use does not lead to a registry",
            next: "Put the registry URL of config.json into the target.",
          },
  },
  {
    id: "clocks-apart",
    explains: ["exchange/expired-on-arrival"],
    when: (facts) =>
      facts.finding("exchange/clock-skew") === null
        ? {
            text: "the registry hands out cached credentials, or its clock is wrong",
            basis: "possible",
            actor: "registry-admin",
            decide: "ask twice: cached credentials come back with the same key id",
          }
        : {
            text: "the registry's clock and this machine's differ",
            basis: "observed",
            actor: "operator",
            decide: "the Date header of the registry's answer",
          },
  },
  {
    id: "nobody-verifies",
    explains: ["exchange/not-enforced", "search/not-enforced"],
    when: (facts) => ({
      text:
        facts.finding("exchange/not-enforced") !== null && facts.finding("search/not-enforced") !== null
          ? "the registry checks no token at all, or something in front of it logs everyone in"
          : "this endpoint checks no token, or something in front of it logs everyone in",
      basis: "inferred",
      actor: "deployer",
      decide: "call the registry directly, past any proxy, without a token",
    }),
  },
];
