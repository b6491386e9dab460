import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyExpiryOffset = defineScenario({
  id: "healthy-expiry-offset",
  title: "The expiry carries an offset",
  story: "Expiration is written with +00:00 instead of Z.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withVended(config, { expirationForm: "offset" }),
});
