import { withCatalogToken, withTarget } from "@/lib/lab/stack/config-changes";
import { CONNECT_AUDIENCE, catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { connectStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Tokens of another issuer, for another audience, or for another purpose. */
export const claimsIssuer = defineScenarios("claims", [
  {
    id: "claims-issuer-mismatch",
    title: "The issuer differs only by its port",
    story:
      "The target expects the issuer without :443, and Quilt Connect includes it. Issuers are compared as text, so that is a mismatch.",
    codes: ["claims/issuer-mismatch"],
    verdict: "fail",
    code: "claims/issuer-mismatch",
    given: (config) => connectStack(config),
    fault: (config) => withTarget(config, { expectIssuer: "https://lab-connect.quilt.test" }),
  },
  {
    id: "claims-audience-mismatch",
    title: "The token is meant for another audience",
    story: "The target expects the MCP endpoint's URL as audience; Connect tokens name the platform above it.",
    codes: ["claims/audience-mismatch"],
    verdict: "fail",
    code: "claims/audience-mismatch",
    given: (config) => connectStack(config),
    fault: (config) => withTarget(config, { expectAudience: `${CONNECT_AUDIENCE}/mcp` }),
  },
  {
    id: "claims-known-fake",
    title: "The token belongs to a placeholder user",
    story:
      "The token carries the user id of a published example. It is even signed with the right secret, but no registry knows that user.",
    codes: ["claims/known-fake", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "claims/known-fake",
    fault: (config) =>
      withCatalogToken(config, {
        claims: { ...catalogTokenSpec().claims, id: { value: "test-user" }, uuid: { value: "uuid-123" } },
      }),
  },
  {
    id: "claims-role-token",
    title: "The token names a role but no catalog user",
    story:
      "An older MCP server made tokens that carry an AWS role and no catalog identity. Without base credentials nothing can assume that role here, and catalog search has no user to search as.",
    codes: ["exchange/no-base-credentials", "claims/catalog-token-missing"],
    verdict: "inconclusive",
    code: "exchange/no-base-credentials",
    given: (config) => withTarget(config, { mcpUrl: null }),
    fault: (config) =>
      withCatalogToken(config, {
        claims: {
          iss: { value: "quilt-mcp" },
          sub: { userId: true },
          role_arn: { roleArn: true },
          exp: { inSeconds: 86_400 * 2 },
        },
      }),
  },
]);
