import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHandshakeOtherId = defineScenario({
  id: "mcp-handshake-other-id",
  title: "The answer belongs to another message",
  story: "The server answers the handshake under an id that nobody sent: a proxy that mixes up sessions.",
  group: "mcp",
  codes: ["mcp/not-mcp"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/not-mcp",
  fault: (config) => withMcp(config, { handshake: "other-id" }),
});
