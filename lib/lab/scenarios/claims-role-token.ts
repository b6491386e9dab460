import { withCatalogToken, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const claimsRoleToken = defineScenario({
  id: "claims-role-token",
  title: "The token names a role and no catalog user",
  story:
    "An older MCP server made tokens that carry an AWS role and nothing of the catalog. Without base credentials nobody can assume that role here, and catalog search has no one to search for.",
  group: "claims",
  codes: ["exchange/no-base-credentials", "claims/catalog-token-missing"],
  verdict: "inconclusive",
  brokenLayer: null,
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
});
