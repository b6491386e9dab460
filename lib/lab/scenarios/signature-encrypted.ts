import { withRegistry, withToken } from "../config-changes";
import { defineScenario } from "../scenario";

export const signatureEncrypted = defineScenario({
  id: "signature-encrypted",
  title: "The token is encrypted",
  story: "The registry hands out encrypted tokens. They work, but nothing in them can be checked from outside.",
  group: "signature",
  codes: ["signature/encrypted"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "signature/encrypted",
  given: (config) => withRegistry(config, { looksTokensUp: true }),
  fault: (config) => withToken(config, { form: "jwe" }),
});
