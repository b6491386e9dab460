import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const signatureKeyNotFound = defineScenario({
  id: "signature-key-not-found",
  title: "The key set lacks the key of this token",
  story: "The issuer signs with a new key, and the key set that it publishes still holds the old one.",
  group: "signature",
  codes: ["signature/key-not-found"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/key-not-found",
  given: (config) => connectStack(config),
  fault: (config) => ({ ...config, keys: { publishes: "other-key" } }),
});
