import { withOptions, withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeLapsedAccepted = defineScenario({
  id: "exchange-lapsed-accepted",
  title: "The registry never looks at exp",
  story: "A token that has lapsed is served as before. Only deep controls try one.",
  group: "exchange",
  codes: ["exchange/not-enforced", "search/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  given: (config) => withOptions(withTarget(config, { mcpUrl: null }), { controls: "deep", lapsedToken: true }),
  fault: (config) => withRegistry(config, { ignoresExpiry: true }),
});
