import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeUserDisabled = defineScenario({
  id: "exchange-user-disabled",
  title: "The user is gone",
  story: "The token is right in every respect that one can see, and its user was deleted from the registry.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  fault: (config) => withRegistry(config, { user: "disabled" }),
});
