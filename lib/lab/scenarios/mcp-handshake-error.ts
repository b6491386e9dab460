import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHandshakeError = defineScenario({
  id: "mcp-handshake-error",
  title: "The handshake fails inside the server",
  story: "HTTP 200, and a JSON-RPC error in place of a greeting.",
  group: "mcp",
  codes: ["mcp/handshake-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/handshake-failed",
  fault: (config) => withMcp(config, { handshake: "error" }),
});
