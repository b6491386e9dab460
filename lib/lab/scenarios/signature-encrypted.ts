import { withMcp, withRegistry, withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureEncrypted = defineScenario({
  id: "signature-encrypted",
  title: "The token is encrypted",
  story: "The registry hands out encrypted tokens. They work, but nothing in them can be checked from outside.",
  group: "signature",
  codes: ["signature/encrypted"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "signature/encrypted",
  given: (config) => withMcp(withRegistry(config, { looksTokensUp: true }), { kind: "platform" }),
  fault: (config) => withToken(config, { form: "jwe" }),
});
