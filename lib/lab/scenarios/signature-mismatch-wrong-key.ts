import { withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureMismatchWrongKey = defineScenario({
  id: "signature-mismatch-wrong-key",
  title: "The key configured for the check is another one",
  story:
    "The registry takes the token, but it does not fit the key that the operator configured. One of the two is from another stack.",
  group: "signature",
  codes: ["signature/mismatch"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/mismatch",
  fault: (config) => withOptions(config, { signatureKey: "other" }),
});
