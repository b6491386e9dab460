import { withCatalogToken, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeHybridToken = defineScenario({
  id: "exchange-hybrid-token",
  title: "The token names a role and holds a catalog token",
  story:
    "The outer token asks for an AWS role, for which no base credentials are named. The catalog token inside is a good one, so search passes.",
  group: "exchange",
  codes: ["exchange/no-base-credentials"],
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
        catalog_token: { catalogToken: true },
        exp: { inSeconds: 86_400 * 2 },
      },
    }),
});
