import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeTokenRevoked = defineScenario({
  id: "exchange-token-revoked",
  title: "The token was revoked",
  story:
    "The user logged in again and this token is no longer taken. Signature and claims are right, so only the registry can say so.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  fault: (config) => withRegistry(config, { tokenRevoked: true }),
});
