import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeNotRepeatable = defineScenario({
  id: "exchange-not-repeatable",
  title: "The registry accepts the token once",
  story: "The token works, and after the controls it is refused: a lock-out, or instances that differ.",
  group: "exchange",
  codes: ["exchange/not-repeatable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/not-repeatable",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "repeat",
      action: jsonAnswer(401, "Token could not be deserialized"),
    }),
});
