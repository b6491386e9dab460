import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeLockedOut = defineScenario({
  id: "exchange-locked-out",
  title: "The registry limits the caller after wrong tokens",
  story: "The real call works, the wrong ones are refused, and then the caller is limited with 429.",
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
      action: jsonAnswer(429, "Too many requests"),
    }),
});
