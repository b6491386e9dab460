import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureMismatchOtherStack = defineScenario({
  id: "signature-mismatch-other-stack",
  title: "The token was signed by another stack",
  story:
    "The token is well-formed and in date, and another registry signed it. Neither the configured key nor this registry takes it.",
  group: "signature",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/mismatch"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/mismatch",
  fault: (config) => withCatalogToken(config, { signer: "other-secret" }),
});
