import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpCrashReset = defineScenario({
  id: "mcp-crash-reset",
  title: "The server crashes on a bad token",
  story: "The real token works. A tampered one breaks the connection, which is no refusal.",
  group: "mcp",
  codes: ["mcp/crashed-on-bad-token"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/crashed-on-bad-token",
  fault: (config) =>
    withFault(config, { server: "mcp", endpoint: "initialize", on: "imposter", action: actions.reset }),
});
