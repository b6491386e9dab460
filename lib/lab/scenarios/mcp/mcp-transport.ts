import { withTarget } from "@/lib/lab/stack/config-changes";
import { lyingDate, plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the MCP server. */
export const mcpTransport = matrixScenarios("mcp", [
  {
    kind: "unreachable",
    title: "Nothing listens at the MCP URL",
    story:
      "The MCP server ended at its start, as quilt-mcp does when a variable of its environment is missing. Its own error output says which.",
  },
  {
    kind: "connection-reset",
    title: "The MCP server resets connections",
    story:
      "The port is open and the connection breaks: a container that is still starting, or a proxy without a backend.",
  },
  {
    kind: "dns-failed",
    title: "The MCP host name does not resolve",
    story: "The target names a host that DNS does not know.",
  },
  {
    kind: "tls-failed",
    title: "The MCP server does not speak TLS",
    story: "The target names it with https, and the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "The MCP server hangs at the handshake",
    story: "It takes the first message and never answers.",
  },
  {
    kind: "dripping",
    title: "The MCP server drips its answer",
    story: "Its answer to the first message begins at once and never ends.",
  },
  {
    kind: "redirected",
    title: "The MCP URL ends in a slash",
    story:
      "The server redirects /mcp/ to /mcp. Clients that follow it may lose the Authorization header on the way, and then see 401.",
    fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", path: "/mcp/" } }),
  },
  {
    kind: "rate-limited",
    title: "The MCP server limits requests",
    story: "A gateway before it answers 429.",
  },
  {
    kind: "server-error",
    title: "The load balancer has no MCP server behind it",
    story: "It answers 502 in its place.",
    action: plainAnswer(502, "Bad Gateway"),
  },
  {
    kind: "unexpected-status",
    title: "The MCP server answers with a status that fits nothing",
    story: "418 at the handshake: some other program listens there.",
  },
  {
    kind: "too-large",
    title: "The list of tools never seems to end",
    story: "The answer to tools/list is larger than Bonafide reads.",
    endpoint: "list",
  },
  {
    kind: "refused-by-policy",
    title: "The MCP URL points at a metadata service",
    story: "The target names a metadata address as its MCP server. No request goes there.",
  },
  {
    kind: "clock-skew",
    title: "The clock of the MCP server is behind",
    story: "Every tool works. The server says a time two minutes ago, which will matter once tokens near their end.",
    action: lyingDate(-120),
    alsoShows: ["mcp/pass-through"],
  },
]);
