import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeExpiryUnreadable = defineScenario({
  id: "exchange-expiry-unreadable",
  title: "The expiry of the credentials is not a time",
  story: "Expiration is written in words instead of ISO 8601, so nobody can tell when the credentials end.",
  group: "exchange",
  codes: ["exchange/missing-fields"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/missing-fields",
  fault: (config) => withVended(config, { expirationForm: "words" }),
});
