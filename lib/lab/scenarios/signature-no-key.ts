import { withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureNoKey = defineScenario({
  id: "signature-no-key",
  title: "No key is configured",
  story:
    "Nobody but the registry holds its key, so the signature cannot be checked here. The registry itself settles it at the exchange.",
  group: "signature",
  codes: ["signature/no-key"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withOptions(config, { signatureKey: "none" }),
});
