import { withFault, withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import type { FaultAction } from "@/lib/lab/stack/fault-rules";
import { withOAuthServer, withWire } from "../given-mcp-servers";
import { roleServerStack } from "../given-role-server";
import { defineHealthy } from "../scenario";

const nginxPage: FaultAction = {
  kind: "answer",
  status: 401,
  contentType: "text/html",
  headers: { server: "nginx/1.25.3" },
  body: "<html><head><title>401 Authorization Required</title></head><body><hr><center>nginx/1.25.3</center></body></html>",
};

/** MCP servers of every kind, with nothing wrong on them. */
export const healthyMcpServers = defineHealthy([
  {
    id: "healthy-no-mcp",
    title: "A stack without an MCP server",
    story: "The target names no MCP URL, so that layer does not apply.",
    given: (config) => withTarget(config, { mcpUrl: null }),
  },
  {
    id: "healthy-mcp-platform",
    title: "An MCP server with OAuth",
    story:
      "It challenges callers without a token, names its resource metadata, and answers with event streams that hold a comment, a ping and a notification before each answer.",
    given: (config) => withMcp(config, { kind: "platform", version: "1.70.0", chatty: true }),
  },
  {
    id: "healthy-mcp-sessions",
    title: "An MCP server that keeps sessions",
    story: "Each session has an id, and every request of it is asked for its token too: the id alone opens nothing.",
    given: (config) => withOAuthServer(config, { sessions: "kept" }),
  },
  {
    id: "healthy-mcp-session-ended",
    title: "An MCP server that ends a misused session",
    story: "A wrong caller who uses a session's id ends that session. The right one begins another and goes on.",
    given: (config) => withWire(config, { sessions: "ended" }),
  },
  {
    id: "healthy-mcp-odd-words",
    title: "An MCP server with an accent",
    story:
      "Its tools come in pages, the last cursor is null, one entry is of no use, each answer stands in an array behind a byte order mark, and it answers the notification with a stream that never ends. All of that is passed over, and said.",
    given: (config) =>
      withWire(config, {
        notified: "stream",
        pageSize: 1,
        cursor: "null-at-end",
        badList: "foreign-entry",
        odd: true,
      }),
  },
  {
    id: "healthy-mcp-newest",
    title: "An MCP server of the newest version alone",
    story: "It refuses the version that is offered first and names its own, in which the handshake then succeeds.",
    given: (config) => withMcp(config, { handshake: "newest-only" }),
  },
  {
    id: "healthy-mcp-validating",
    title: "quilt-mcp 0.14.1 checks tokens itself",
    story: "The server checks tokens itself with the registry's secret, then asks the registry.",
    given: (config) => withMcp(config, { kind: "validating", version: "0.14.1" }),
  },
  {
    id: "healthy-mcp-slow-hop",
    title: "A slow hop that answers in time",
    story: "Every call of the MCP server takes a while. Slow is not broken.",
    given: (config) => withMcp(config, { hops: "slow", hopMs: 120 }),
  },
  {
    id: "healthy-mcp-role-server",
    title: "An MCP server that assumes the token's role",
    story:
      "The token names a role and holds a catalog token. The MCP server assumes the role for S3 and asks the catalog with the inner token, as Bonafide does directly.",
    given: roleServerStack,
  },
  {
    id: "healthy-mcp-stdio",
    title: "A stdio server without credentials of its own",
    story: "Besides the MCP URL the target names a command. Without a session on disk it gives no data, as it should.",
    given: (config) => withTarget(config, { mcpCommand: "session" }),
  },
  {
    id: "healthy-mcp-json-strings",
    title: "An MCP server whose tools give JSON in strings",
    story: "Each tool hands over its JSON as a text, and again as a string in structuredContent.",
    given: (config) => withMcp(config, { structures: "json-text" }),
  },
  {
    id: "healthy-mcp-gateway-prefix",
    title: "An MCP gateway that puts a prefix before every tool",
    story: "The tools are called quilt__bucket_list and so on, and the target says so.",
    given: (config) => withTarget(withMcp(config, { toolPrefix: "quilt__" }), { toolPrefix: "quilt__" }),
  },
  {
    id: "healthy-mcp-behind-nginx",
    title: "An MCP server behind nginx, which checks tokens",
    story: "nginx answers wrong callers with its own page of a 401: that is a refusal, whatever the content type.",
    given: (config) =>
      withFault(
        config,
        ...(["gate", "initialize"] as const).map(
          (endpoint) => ({ server: "mcp", endpoint, on: "imposter", action: nginxPage }) as const,
        ),
      ),
  },
  {
    id: "healthy-mcp-every-bucket",
    title: "An MCP server that searches without a bucket",
    story:
      'One call of the target leaves the bucket empty, and this server then searches all of the caller\'s buckets. That bucket "" fails elsewhere is a defect of quilt-mcp, not of the argument.',
    given: (config) =>
      withTarget(withMcp(config, { searchesEveryBucket: true }), {
        mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md", bucket: "" }, minItems: 1 }],
      }),
  },
]);
