import { withFault } from "@/lib/lab/stack/config-changes";
import { actions, plainAnswer } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** MCP servers that a wrong token breaks. */
export const mcpCrashes = defineScenarios("mcp", [
  {
    id: "mcp-crash-reset",
    title: "The server crashes on a bad token",
    story: "The real token works. A tampered one breaks the connection, which is not a refusal.",
    codes: ["mcp/crashed-on-bad-token"],
    verdict: "inconclusive",
    code: "mcp/crashed-on-bad-token",
    fault: (config) =>
      withFault(config, { server: "mcp", endpoint: "initialize", on: "imposter", action: actions.reset }),
  },
  {
    id: "mcp-crash-error",
    title: "A tool fails on a bad token with 500",
    story: "The real token works. A tampered one makes bucket_list answer 500, which is not a refusal.",
    codes: ["mcp/crashed-on-bad-token", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/crashed-on-bad-token",
    fault: (config) =>
      withFault(config, {
        server: "mcp",
        endpoint: "call:bucket_list",
        on: "imposter",
        action: plainAnswer(500, "Internal Server Error"),
      }),
  },
]);
