import { withFault, withMcp, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** What is behind the MCP server: its registry, its catalog, AWS. */
export const mcpUpstream = defineScenarios("mcp", [
  {
    id: "mcp-other-registry",
    title: "The server asks another stack's registry",
    story: "Directly the token works. The server's QUILT_REGISTRY_URL names another stack, which refuses the token.",
    codes: ["mcp/pass-through", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) => withMcp(config, { registry: { at: "neighbour" } }),
  },
  {
    id: "mcp-registry-is-catalog",
    title: "The server takes the catalog for the registry",
    story:
      "QUILT_REGISTRY_URL is the catalog's address: every call gets a web page, and each tool says that it expected a value.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { registry: { at: "catalog" } }),
  },
  {
    id: "mcp-registry-closed",
    title: "The server cannot reach the registry",
    story: "From this machine the registry answers. From the server's network the connection is refused.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { registry: { at: "closed" } }),
  },
  {
    id: "mcp-config-unreachable",
    title: "The server cannot read config.json",
    story:
      "Buckets and objects are there. Search says that no quilt3 session is configured, which speaks of the server and not of the token.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { catalog: { at: "closed" } }),
  },
  {
    id: "mcp-discover-hangs",
    title: "discover_permissions never answers",
    story: "Three tools serve the token at once. The fourth waits for something until the client gives up.",
    codes: ["mcp/pass-through", "mcp/timeout"],
    verdict: "inconclusive",
    code: "mcp/timeout",
    fault: (config) =>
      withOptions(
        withFault(config, {
          server: "mcp",
          endpoint: "call:discover_permissions",
          on: "genuine",
          action: actions.hang,
        }),
        { timeoutMs: 1500 },
      ),
  },
  {
    id: "mcp-hop-timeout",
    title: "The server's own calls time out",
    story:
      "Its network does not reach registry and AWS. After a while each tool says so, without an error of the protocol.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { hops: "hang", hopMs: 30 }),
  },
  {
    id: "mcp-upstream-failed",
    title: "A gateway behind the MCP server is down",
    story:
      "Directly everything works. The server's own calls meet a gateway that answers 503, and its tools say so: nothing is learned about the token.",
    codes: ["mcp/upstream-failed"],
    verdict: "inconclusive",
    code: "mcp/upstream-failed",
    fault: (config) => withMcp(config, { hops: "unwell" }),
  },
  {
    id: "mcp-slow-hop",
    title: "A slow hop behind the server",
    story: "Every tool would answer, later than this run waits. Directly everything is fast.",
    codes: ["mcp/timeout"],
    verdict: "inconclusive",
    code: "mcp/timeout",
    fault: (config) => withOptions(withMcp(config, { hops: "slow", hopMs: 4000 }), { timeoutMs: 1500 }),
  },
  {
    id: "mcp-no-region",
    title: "Only AWS_REGION is set",
    story: "boto3 reads AWS_DEFAULT_REGION alone: lists work, and discover_permissions says that a region is missing.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { knowsRegion: false }),
  },
]);
