import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyMcpPlatform = defineScenario({
  id: "healthy-mcp-platform",
  title: "An MCP server with OAuth",
  story:
    "It challenges callers without a token, names its resource metadata, and answers in event streams with a comment, a ping and a notification before each answer.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withMcp(config, { kind: "platform", version: "1.70.0", chatty: true }),
});
