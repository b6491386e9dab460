import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpClockSkew = defineScenario({
  id: "mcp-clock-skew",
  title: "The clock of the MCP server is behind",
  story: "Every tool works. The server says a time two minutes ago, which will matter once tokens near their end.",
  group: "mcp",
  codes: ["mcp/clock-skew", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: lyingDate(-120) }),
});
