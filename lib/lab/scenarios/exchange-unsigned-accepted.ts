import { withOptions, withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeUnsignedAccepted = defineScenario({
  id: "exchange-unsigned-accepted",
  title: "The registry takes unsigned tokens",
  story: "A token whose header says alg none gets credentials. Only deep controls try one.",
  group: "exchange",
  codes: ["exchange/not-enforced", "search/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  given: (config) => withOptions(withTarget(config, { mcpUrl: null }), { controls: "deep" }),
  fault: (config) => withRegistry(config, { takesUnsigned: true }),
});
