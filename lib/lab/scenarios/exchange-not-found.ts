import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeNotFound = defineScenario({
  id: "exchange-not-found",
  title: "The host has no exchange",
  story: "The registry URL leads to a server that knows no such path.",
  group: "exchange",
  codes: ["exchange/unexpected-status"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/unexpected-status",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "every",
      action: jsonAnswer(404, "Not Found"),
    }),
});
