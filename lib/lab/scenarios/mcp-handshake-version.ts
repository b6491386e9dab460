import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHandshakeVersion = defineScenario({
  id: "mcp-handshake-version",
  title: "The server speaks another version of the protocol",
  story: "It greets with a protocol version that no client knows.",
  group: "mcp",
  codes: ["mcp/handshake-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/handshake-failed",
  fault: (config) => withMcp(config, { handshake: "unknown-version" }),
});
