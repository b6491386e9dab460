import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Tools that are missing, take other arguments, or are asked the wrong way. */
export const mcpTools = defineScenarios("mcp", [
  {
    id: "mcp-tool-missing",
    title: "The server does not offer search",
    story: "An older or cut-down version: search_catalog is not in its tool list.",
    codes: ["mcp/pass-through", "mcp/tool-missing"],
    verdict: "fail",
    code: "mcp/tool-missing",
    fault: (config) => withMcp(config, { withoutTools: ["search_catalog"] }),
  },
  {
    id: "mcp-gateway-prefix",
    title: "A gateway puts a prefix before every tool",
    story:
      "The server behind the gateway is fine, but its tools are now called quilt__bucket_list and so on. The target does not say so.",
    codes: ["mcp/tool-missing"],
    verdict: "fail",
    code: "mcp/tool-missing",
    given: (config) => withTarget(withMcp(config, { toolPrefix: "quilt__" }), { toolPrefix: "quilt__" }),
    fault: (config) => withTarget(config, { toolPrefix: "" }),
  },
  {
    id: "mcp-other-schema",
    title: "The tools take different arguments",
    story: "The server's version has other argument names. Nothing is sent that it would not accept.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { schemas: "other" }),
  },
  {
    id: "mcp-search-without-bucket",
    title: "A call of the target names no bucket",
    story:
      "search_catalog without a bucket reports success with no results and asks no server: an empty answer for every caller.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) =>
      withTarget(config, { mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md" } }] }),
  },
  {
    id: "mcp-old-test-plan",
    title: "A call of the target uses an old version's arguments",
    story: "The test plan still sends context. Today's tool refuses arguments it does not know.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) =>
      withTarget(config, {
        mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md", context: "global" } }],
      }),
  },
]);
