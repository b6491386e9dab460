import { withFault } from "@/lib/lab/stack/config-changes";
import { sessionNotFound } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpSessionLost = defineScenario({
  id: "mcp-session-lost",
  title: "The server forgets its session",
  story: "The handshake goes well, and the next message meets an instance that has never heard of the session.",
  group: "mcp",
  codes: ["mcp/handshake-failed", "mcp/pass-through"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/handshake-failed",
  fault: (config) => withFault(config, { server: "mcp", endpoint: "list", on: "every", action: sessionNotFound }),
});
