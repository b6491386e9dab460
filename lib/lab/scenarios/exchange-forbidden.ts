import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeForbidden = defineScenario({
  id: "exchange-forbidden",
  title: "The user may not have credentials",
  story: "The registry knows the user and refuses: the account is restricted.",
  group: "exchange",
  codes: ["exchange/forbidden", "mcp/tool-failed", "mcp/unauthorized", "search/forbidden"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/forbidden",
  fault: (config) => withRegistry(config, { user: "forbidden" }),
});
