import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Tools that are missing, take other arguments, or are asked the wrong way. */
export const mcpTools = defineScenarios("mcp", [
  {
    id: "mcp-tool-missing",
    title: "The server does not offer search",
    story: "An older or a cut-down version: search_catalog is not in its list.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { withoutTools: ["search_catalog"] }),
  },
  {
    id: "mcp-other-schema",
    title: "The tools take other arguments",
    story: "The server's version names its arguments otherwise. Nothing is sent that it would not take.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { schemas: "other" }),
  },
  {
    id: "mcp-search-without-bucket",
    title: "A call of the target names no bucket",
    story:
      "search_catalog without a bucket answers success and nothing, and asks nobody: an empty answer, whoever calls.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) =>
      withTarget(config, { mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md" } }] }),
  },
  {
    id: "mcp-old-test-plan",
    title: "A call of the target uses arguments of an old version",
    story: "The test plan still says context. The tool of today refuses what it does not know.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) =>
      withTarget(config, {
        mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md", context: "global" } }],
      }),
  },
]);
