import { withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureGarbled = defineScenario({
  id: "signature-garbled",
  title: "The text only starts like a token",
  story: "The pasted text begins as every token does and holds no parts at all.",
  group: "signature",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/malformed"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/malformed",
  fault: (config) => withToken(config, { form: "garbled" }),
});
