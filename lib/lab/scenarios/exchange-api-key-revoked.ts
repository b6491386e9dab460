import { withMcp, withRegistry, withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeApiKeyRevoked = defineScenario({
  id: "exchange-api-key-revoked",
  title: "The API key was revoked",
  story: "An API key shows nothing of itself from outside. Only the registry can say that it is no longer taken.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  given: (config) => withMcp(withToken(config, { form: "api-key" }), { kind: "platform" }),
  fault: (config) => withRegistry(config, { tokenRevoked: true }),
});
