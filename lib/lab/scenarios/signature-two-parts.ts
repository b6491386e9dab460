import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureTwoParts = defineScenario({
  id: "signature-two-parts",
  title: "The token lost its signature",
  story:
    "The last part of the token was cut off on its way, by a form field or by a tired hand. What is left starts like a token and is none.",
  group: "signature",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/malformed"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/malformed",
  fault: (config) => withCatalogToken(config, { damage: "two-parts" }),
});
