import { withTarget } from "@/lib/lab/stack/config-changes";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const signatureKeysClosed = defineScenario({
  id: "signature-keys-closed",
  title: "Nothing listens at the URL of the key set",
  story: "The target names a key set on a port without a server.",
  group: "signature",
  codes: ["signature/keys-unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "signature/keys-unreachable",
  given: (config) => connectStack(config),
  fault: (config) => withTarget(config, { jwksUrl: { at: "closed" } }),
});
