import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeUnverifiedSignatures = defineScenario({
  id: "exchange-unverified-signatures",
  title: "The registry believes any well-formed token",
  story:
    "The registry decodes tokens and never checks their signature. No token at all is refused, which looks like enforcement; a forged one is served.",
  group: "exchange",
  codes: ["exchange/not-enforced", "mcp/not-enforced", "search/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  fault: (config) => withRegistry(config, { skipsSignatures: true }),
});
