import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeRejectedAlone = defineScenario({
  id: "exchange-rejected-alone",
  title: "Only the exchange refuses the token",
  story:
    "Search takes the token and the exchange does not: two instances behind one name, one of them with an old secret.",
  group: "exchange",
  codes: ["exchange/rejected"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "every",
      action: jsonAnswer(401, "Token could not be deserialized"),
      log: "auth.reject reason=bad_signature",
    }),
});
