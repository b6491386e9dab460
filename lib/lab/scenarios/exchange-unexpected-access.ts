import { withRegistry } from "@/lib/lab/stack/config-changes";
import { nobodyStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeUnexpectedAccess = defineScenario({
  id: "exchange-unexpected-access",
  title: "Anybody gets AWS credentials",
  story: "A caller without a token is handed AWS credentials, and should get nothing.",
  group: "exchange",
  codes: ["exchange/unexpected-access"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/unexpected-access",
  given: nobodyStack,
  fault: (config) => withRegistry(config, { unguarded: ["credentials"] }),
});
