import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeExpiredOnArrival = defineScenario({
  id: "exchange-expired-on-arrival",
  title: "The credentials arrive expired",
  story: "The registry serves credentials from a cache, five minutes after their end.",
  group: "exchange",
  codes: ["exchange/expired-on-arrival"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/expired-on-arrival",
  fault: (config) => withVended(config, { statedLifeS: -300 }),
});
