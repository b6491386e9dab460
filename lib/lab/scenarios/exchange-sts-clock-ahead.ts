import { withSts } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsClockAhead = defineScenario({
  id: "exchange-sts-clock-ahead",
  title: "The clock of STS is an hour ahead",
  story: "Every signature made here looks expired there.",
  group: "exchange",
  codes: ["exchange/request-time-skewed", "exchange/clock-skew"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/request-time-skewed",
  given: assumeRoleStack,
  fault: (config) => withSts(config, { clockOffsetS: 3600 }),
});
