import { withFault, withMcp, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** What is behind the MCP server: its registry, its catalog, AWS. */
export const mcpUpstream = defineScenarios("mcp", [
  {
    id: "mcp-other-registry",
    title: "The server asks another stack's registry",
    story: "The token works directly. The server's QUILT_REGISTRY_URL names another stack, which refuses the token.",
    codes: ["mcp/pass-through", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) => withMcp(config, { registry: { at: "neighbour" } }),
  },
  {
    id: "mcp-registry-is-catalog",
    title: "The server uses the catalog as its registry",
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
    story: "The registry answers this machine. From the server's network the connection is refused.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { registry: { at: "closed" } }),
  },
  {
    id: "mcp-config-unreachable",
    title: "The server cannot read config.json",
    story:
      "Buckets and objects work. Search says that no quilt3 session is configured, which is about the server, not the token.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { catalog: { at: "closed" } }),
  },
  {
    id: "mcp-discover-hangs",
    title: "discover_permissions never answers",
    story: "Three tools answer at once. The fourth waits for something until the client gives up.",
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
      "Its network does not reach the registry and AWS. After a while each tool says so, without a protocol error.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { hops: "hang", hopMs: 30 }),
  },
  {
    id: "mcp-upstream-failed",
    title: "A gateway behind the MCP server is down",
    story:
      "Everything works directly. The server's own calls reach a gateway that answers 503, and its tools say so: this says nothing about the token.",
    codes: ["mcp/upstream-failed"],
    verdict: "inconclusive",
    code: "mcp/upstream-failed",
    fault: (config) => withMcp(config, { hops: "unwell" }),
  },
  {
    id: "mcp-slow-hop",
    title: "A slow hop behind the server",
    story: "Every tool would answer, but later than this run waits. Directly, everything is fast.",
    codes: ["mcp/timeout"],
    verdict: "inconclusive",
    code: "mcp/timeout",
    fault: (config) => withOptions(withMcp(config, { hops: "slow", hopMs: 4000 }), { timeoutMs: 1500 }),
  },
  {
    id: "mcp-no-region",
    title: "Only AWS_REGION is set",
    story: "boto3 reads only AWS_DEFAULT_REGION: lists work, but discover_permissions says that a region is missing.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { knowsRegion: false }),
  },
]);
