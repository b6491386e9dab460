import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeServerError = defineScenario({
  id: "exchange-server-error",
  title: "The registry cannot assume the role",
  story:
    "The token is good, and the registry fails on its own side with 500: it may not assume the role of this user. That is no verdict on the token.",
  group: "exchange",
  codes: ["exchange/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/server-error",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "every",
      action: jsonAnswer(500, "Internal Server Error"),
      log: "credentials.failed error=AccessDenied action=sts:AssumeRole",
    }),
});
