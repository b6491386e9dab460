import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeClockSkew = defineScenario({
  id: "exchange-clock-skew",
  title: "The registry clock is two minutes behind",
  story:
    "The credentials are good. The registry says a time two minutes ago, which will matter once tokens near their end.",
  group: "exchange",
  codes: ["exchange/clock-skew"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: lyingDate(-120) }),
});
