import { withFault, withMcp } from "@/lib/lab/stack/config-changes";
import { sessionNotFound } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** Handshakes that fail, and sessions that are lost. */
export const mcpHandshake = defineScenarios("mcp", [
  {
    id: "mcp-handshake-other-id",
    title: "The answer belongs to another message",
    story: "The server answers the handshake with an id that nobody sent: a proxy that mixes up sessions.",
    codes: ["mcp/not-mcp"],
    verdict: "fail",
    code: "mcp/not-mcp",
    fault: (config) => withMcp(config, { handshake: "other-id" }),
  },
  {
    id: "mcp-handshake-error",
    title: "The handshake fails inside the server",
    story: "HTTP 200 with a JSON-RPC error instead of a handshake result.",
    codes: ["mcp/handshake-failed"],
    verdict: "fail",
    code: "mcp/handshake-failed",
    fault: (config) => withMcp(config, { handshake: "error" }),
  },
  {
    id: "mcp-handshake-version",
    title: "The server speaks another protocol version",
    story: "It answers with a protocol version that no client knows.",
    codes: ["mcp/unsupported-version"],
    verdict: "fail",
    code: "mcp/unsupported-version",
    fault: (config) => withMcp(config, { handshake: "unknown-version" }),
  },
  {
    id: "mcp-session-lost",
    title: "The server forgets its session",
    story: "The handshake succeeds, but the next message reaches an instance that does not know the session.",
    codes: ["mcp/pass-through", "mcp/session-lost"],
    verdict: "inconclusive",
    code: "mcp/session-lost",
    fault: (config) => withFault(config, { server: "mcp", endpoint: "list", on: "every", action: sessionNotFound }),
  },
]);
