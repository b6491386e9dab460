import { withOptions, withTarget } from "@/lib/lab/stack/config-changes";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const signatureAlgNotAllowed = defineScenario({
  id: "signature-alg-not-allowed",
  title: "The token is signed in a way that the key does not fit",
  story:
    "The issuer signs with an elliptic curve, and a shared secret is configured for the check. Checking one with the other is how algorithm confusion starts.",
  group: "signature",
  codes: ["signature/alg-not-allowed"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/alg-not-allowed",
  given: (config) => connectStack(config),
  fault: (config) => withOptions(withTarget(config, { jwksUrl: null }), { signatureKey: "registry" }),
});
