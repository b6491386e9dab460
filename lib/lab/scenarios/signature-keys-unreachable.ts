import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const signatureKeysUnreachable = defineScenario({
  id: "signature-keys-unreachable",
  title: "The key set cannot be read",
  story:
    "The server of the key set answers 503. Whether the signature is right stays open, though the registry takes the token.",
  group: "signature",
  codes: ["signature/keys-unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "signature/keys-unreachable",
  given: (config) => connectStack(config),
  fault: (config) =>
    withFault(config, {
      server: "keys",
      endpoint: "jwks",
      on: "every",
      action: plainAnswer(503, "no healthy upstream"),
    }),
});
