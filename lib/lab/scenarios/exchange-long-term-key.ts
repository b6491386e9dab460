import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeLongTermKey = defineScenario({
  id: "exchange-long-term-key",
  title: "The registry hands out a long-term key",
  story: "The access key begins with AKIA: it belongs to an IAM user and never expires. It is not used any further.",
  group: "exchange",
  codes: ["exchange/long-term-key"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/long-term-key",
  fault: (config) => withVended(config, { prefix: "AKIA" }),
});
