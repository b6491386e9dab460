import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpNoExchange = defineScenario({
  id: "mcp-no-exchange",
  title: "The server cannot turn tokens into credentials",
  story: "quilt-mcp 0.13 and 0.14.0 forward the token to GraphQL and have no way to AWS.",
  group: "mcp",
  codes: ["mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { kind: "validating", version: "0.14.0", exchange: "none" }),
});
