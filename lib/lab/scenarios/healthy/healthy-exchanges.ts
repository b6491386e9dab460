import { withExchange, withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack, webIdentityStack } from "../given-stacks";
import { defineHealthy } from "../scenario";

/** Tokens that AWS itself exchanges for credentials. */
export const healthyExchanges = defineHealthy([
  {
    id: "healthy-assume-role",
    title: "Base credentials assume the token's role",
    story:
      "The token names a role and holds a catalog token. The base credentials named in the target assume the role; search sends the inner token.",
    given: assumeRoleStack,
  },
  {
    id: "healthy-assume-role-settings",
    title: "The role is assumed with everything its trust policy asks for",
    story:
      "As before, with an external id, session tags, a source identity and a shorter session, all allowed by the trust policy.",
    given: (config) =>
      withExchange(
        withIam(assumeRoleStack(config), { externalId: "lab-external", allowsTags: true, allowsSourceIdentity: true }),
        {
          externalId: "lab-external",
          sessionTags: { team: "data" },
          sourceIdentity: "ada",
          durationSeconds: 900,
        },
      ),
  },
  {
    id: "healthy-web-identity",
    title: "AWS itself verifies the token",
    story:
      "An ID token from an issuer that the account trusts: AWS verifies it with the issuer's published key and returns the role's credentials.",
    given: webIdentityStack,
  },
]);
