import type { ErasConfig } from "@/lib/lab/servers/mcp/eras-config";
import { healthyEras } from "@/lib/lab/servers/mcp/eras-config";
import { withFault, withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { type ConfigChange, defineScenarios } from "../scenario";

/** Changes how the MCP server speaks the two eras. */
const withEras =
  (change: Partial<ErasConfig>): ConfigChange =>
  (config) =>
    withMcp(config, { eras: { ...healthyEras, ...change } });

/** MCP servers of two eras: of handshakes and sessions, and of requests that stand alone. */
export const mcpEras = defineScenarios("mcp", [
  {
    id: "mcp-stateless-open",
    title: "The stateless door stands open beside a guarded handshake",
    story:
      "A gateway turns callers without a token away from the handshake, and lets their stateless requests through to a server with a token of its own.",
    codes: ["mcp/open", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/open",
    fault: withEras({ door: "lets-in-strangers" }),
  },
  {
    id: "mcp-stateless-ignores-tokens",
    title: "Nobody looks at the tokens of stateless requests",
    story:
      "Sessions belong to their users. A stateless request runs as the server's own token: with an altered token, and with none.",
    codes: ["mcp/not-enforced", "mcp/open"],
    verdict: "fail",
    code: "mcp/open",
    fault: withEras({ door: "ignores-tokens" }),
  },
  {
    id: "mcp-stateless-hidden",
    title: "An open door that nobody names",
    story:
      "The server does not know server/discover, so that it looks like one of sessions alone. It serves stateless calls all the same, to anybody.",
    codes: ["mcp/not-enforced", "mcp/open"],
    verdict: "fail",
    code: "mcp/open",
    fault: withEras({ door: "ignores-tokens", hidesDiscovery: true }),
  },
  {
    id: "mcp-stateless-answers-by-id",
    title: "Answers go by the number of the request",
    story:
      "A gateway carries many callers over one connection and tells their requests apart by id alone. Two that use the same id get one answer, whoever asked for it first.",
    codes: ["mcp/not-enforced"],
    verdict: "fail",
    code: "mcp/not-enforced",
    fault: withEras({ answersById: true }),
  },
  {
    id: "mcp-stateless-asks-back",
    title: "A tool asks for input in place of an answer",
    story:
      "In the stateless era a server asks its questions in the result. The tool wants to know the catalog, so that it cannot be judged there.",
    codes: ["mcp/asks-back", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/asks-back",
    fault: withEras({ asksBack: true }),
  },
  {
    id: "mcp-stateless-headers-stripped",
    title: "A proxy strips the headers of stateless requests",
    story:
      "A proxy passes on the headers that it knows, and Mcp-Method is none of them. The server answers -32020 to every stateless request, so that door cannot be tried.",
    codes: ["mcp/era-untried", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/era-untried",
    fault: withEras({ proxy: "strips-headers" }),
  },
  {
    id: "mcp-stateless-bodies-rewritten",
    title: "A proxy rewrites the bodies of stateless requests",
    story:
      "A proxy rebuilds each message from the members that it knows and leaves out _meta, without which the server understands no stateless request.",
    codes: ["mcp/era-untried", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/era-untried",
    fault: withEras({ proxy: "rewrites-bodies" }),
  },
  {
    id: "mcp-stateless-only-headers-stripped",
    title: "A stateless server behind a proxy that strips headers",
    story: "The server takes no handshake, and the proxy before it keeps every stateless request from it.",
    codes: ["mcp/era-untried"],
    verdict: "inconclusive",
    code: "mcp/era-untried",
    fault: withEras({ speaks: "stateless", proxy: "strips-headers" }),
  },
  {
    id: "mcp-stateless-later-revision",
    title: "The server speaks a later revision alone",
    story: "It takes no handshake and supports one stateless revision, which no client of today knows.",
    codes: ["mcp/unsupported-version"],
    verdict: "fail",
    code: "mcp/unsupported-version",
    fault: withEras({ speaks: "stateless", supports: ["2027-06-30"] }),
  },
  {
    id: "mcp-stateless-only",
    title: "A server that takes no handshake",
    story:
      'A client of sessions gets "Unsupported protocol version" from a server of the stateless era. Nothing is wrong with the server: it is judged in its own era.',
    codes: ["mcp/pass-through"],
    verdict: "pass",
    code: null,
    fault: withEras({ speaks: "stateless" }),
  },
  {
    id: "mcp-stateless-only-open",
    title: "A server that takes no handshake, and no token either",
    story: "The server speaks the stateless era alone and answers whoever asks with its own token.",
    codes: ["mcp/not-enforced", "mcp/open"],
    verdict: "fail",
    code: "mcp/open",
    fault: withEras({ speaks: "stateless", door: "ignores-tokens" }),
  },
  {
    id: "mcp-handshake-only",
    title: "A server that knows no stateless requests",
    story: "It answers the question for the other era with 400, which says nothing about this one.",
    codes: ["mcp/pass-through"],
    verdict: "pass",
    code: null,
    fault: withEras({ speaks: "handshake" }),
  },
  {
    id: "mcp-handshake-only-hangs",
    title: "A server that lets stateless requests hang",
    story:
      "It never answers what it does not know. The sessions that it does know are right, and nothing waits for the rest.",
    codes: ["mcp/pass-through"],
    verdict: "pass",
    code: null,
    fault: (config) =>
      withFault(withEras({ speaks: "handshake" })(config), {
        server: "mcp",
        endpoint: "other",
        on: "every",
        action: actions.hang,
      }),
  },
  {
    id: "mcp-stdio-stateless",
    title: "A stdio server that takes no handshake",
    story:
      "Over HTTP everything is right. The command speaks the stateless era, and gives no data without a session on disk.",
    codes: ["mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withTarget(config, { mcpCommand: "session" }),
    fault: (config) => withTarget(config, { mcpCommand: "stateless" }),
  },
]);
