import { withFault, withRegistry } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeRefusesTheWrongOne = defineScenario({
  id: "exchange-refuses-the-wrong-one",
  title: "The registry serves everybody but this user",
  story:
    "Calls without a good token get credentials and the real token is refused. That the real one is refused does not make the open door any better.",
  group: "exchange",
  codes: ["exchange/not-enforced", "exchange/rejected", "mcp/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  fault: (config) =>
    withFault(withRegistry(config, { unguarded: ["credentials"] }), {
      server: "registry",
      endpoint: "credentials",
      on: "genuine",
      action: jsonAnswer(401, "Token could not be deserialized"),
    }),
});
