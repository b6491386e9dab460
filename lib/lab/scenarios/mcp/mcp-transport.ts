import { withTarget } from "@/lib/lab/stack/config-changes";
import { brokenAnswers, lyingDate, plainAnswer } from "../fault-actions";
import { matrixScenarios } from "../matrix/matrix-scenarios";

/** Faults on the way to the MCP server. */
export const mcpTransport = matrixScenarios("mcp", [
  {
    kind: "unreachable",
    title: "Nothing listens at the MCP URL",
    story:
      "The MCP server stopped on startup, as quilt-mcp does when an environment variable is missing. Its own error output names it.",
  },
  {
    kind: "connection-reset",
    title: "The MCP server resets connections",
    story:
      "The port is open but the connection breaks: a container that is still starting, or a proxy without a backend.",
  },
  {
    kind: "dns-failed",
    title: "The MCP host name does not resolve",
    story: "The target names a host that DNS does not know.",
  },
  {
    kind: "tls-failed",
    title: "The MCP server does not speak TLS",
    story: "The target names it with https, but the port speaks plain HTTP.",
  },
  {
    kind: "timeout",
    title: "The MCP server hangs at the handshake",
    story: "It accepts the first message and never answers.",
  },
  {
    kind: "dripping",
    title: "The MCP server answers one byte at a time",
    story: "Its answer to the first message begins at once and never ends.",
  },
  {
    kind: "redirected",
    title: "The MCP URL ends in a slash",
    story:
      "The server redirects /mcp/ to /mcp. Clients that follow may lose the Authorization header on the way, and then get a 401.",
    fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", path: "/mcp/" } }),
  },
  {
    kind: "rate-limited",
    title: "The MCP server rate-limits requests",
    story: "A gateway in front of it answers 429.",
  },
  {
    kind: "server-error",
    title: "The load balancer has no MCP server behind it",
    story: "It answers 502 instead.",
    action: plainAnswer(502, "Bad Gateway"),
  },
  {
    kind: "unexpected-status",
    title: "The MCP server answers with an unexpected status",
    story: "418 at the handshake: some other program runs there.",
  },
  {
    kind: "bad-http",
    title: "The port of the MCP server speaks SSH",
    story: "The MCP URL names the port of an SSH server. It is up and answers at once, but not in HTTP.",
    action: { kind: "raw", bytes: brokenAnswers.ssh },
  },
  {
    kind: "too-large",
    title: "The tool list never ends",
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
    title: "The MCP server's clock is behind",
    story:
      "Every tool works. The server's clock is two minutes behind, which will matter when tokens are about to expire.",
    action: lyingDate(-120),
    alsoShows: ["mcp/pass-through"],
  },
]);
