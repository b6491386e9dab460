import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpOpenFallback = defineScenario({
  id: "mcp-open-fallback",
  title: "QUILT_FALLBACK_JWT answers callers without a token",
  story:
    "A request without any token runs as the token in the server's environment and gets data. Everything that a test with a good token shows is green.",
  group: "mcp",
  codes: ["mcp/open", "mcp/pass-through"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  fault: (config) => withMcp(config, { withoutToken: "fallback" }),
});
