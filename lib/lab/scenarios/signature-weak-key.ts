import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureWeakKey = defineScenario({
  id: "signature-weak-key",
  title: "The signing secret is short",
  story:
    "The registry signs with a secret of a dozen characters. The signature is right, and the secret can be guessed offline from one token.",
  group: "signature",
  codes: ["signature/weak-key"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withRegistry(config, { signsWith: "short" }),
});
