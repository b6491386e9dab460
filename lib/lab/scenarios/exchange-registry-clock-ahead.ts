import { withCatalogToken, withRegistry } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const exchangeRegistryClockAhead = defineScenario({
  id: "exchange-registry-clock-ahead",
  title: "The registry lives three days ahead",
  story: "The token has two days left on this machine and none at the registry, whose clock is three days ahead.",
  group: "exchange",
  codes: ["exchange/clock-skew", "exchange/rejected", "mcp/unauthorized", "search/clock-skew", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  given: (config) =>
    withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: 2 * 86_400 } } }),
  fault: (config) => withRegistry(config, { clockOffsetS: 3 * 86_400 }),
});
