import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureKnownSecretRegistry = defineScenario({
  id: "signature-known-secret-registry",
  title: "The registry signs with a published secret",
  story:
    "Everything works, and that is the trouble: the registry signs with a secret from public test code, so anyone can make a token that it takes.",
  group: "signature",
  codes: ["signature/known-secret", "signature/weak-key"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/known-secret",
  fault: (config) => withRegistry(config, { signsWith: "published" }),
});
