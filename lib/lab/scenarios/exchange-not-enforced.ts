import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeNotEnforced = defineScenario({
  id: "exchange-not-enforced",
  title: "The registry hands credentials to anyone",
  story: "Even a call without a token gets AWS credentials. The real token works too, which proves nothing.",
  group: "exchange",
  codes: ["exchange/not-enforced", "mcp/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  fault: (config) => withRegistry(config, { unguarded: ["credentials"] }),
});
