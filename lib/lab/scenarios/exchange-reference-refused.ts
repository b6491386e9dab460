import { withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeReferenceRefused = defineScenario({
  id: "exchange-reference-refused",
  title: "A token that is known to work is refused too",
  story: "After a redeploy the registry calls every token outdated, also one that worked before: not this token alone.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  given: (config) => withOptions(config, { referenceToken: true }),
  fault: (config) => withRegistry(config, { tokenRevoked: true }),
});
