import { withOptions, withTarget } from "@/lib/lab/stack/config-changes";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyPublicKey = defineScenario({
  id: "healthy-public-key",
  title: "A public key file verifies the token",
  story: "The operator has the public key of the issuer instead of the address of its key set.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withOptions(withTarget(connectStack(config), { jwksUrl: null }), { signatureKey: "issuer-public" }),
});
