import { withFault, withMcp } from "@/lib/lab/stack/config-changes";
import type { FaultAction, FaultScope } from "@/lib/lab/stack/fault-rules";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { plainAnswer } from "../fault-actions";
import { defineScenarios } from "../scenario";

const TOOLS = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];

function at(config: StackConfig, endpoints: readonly string[], on: FaultScope, action: FaultAction): StackConfig {
  return withFault(config, ...endpoints.map((endpoint) => ({ server: "mcp", endpoint, on, action }) as const));
}

/** Before the protocol, whoever asks, in either era: a request without a token gets as far as the gate. */
const EVERYWHERE = [
  "gate",
  "initialize",
  ...["discover", "list", "other", ...TOOLS.map((tool) => `call:${tool}`)].map((endpoint) => `stateless:${endpoint}`),
];

function json(status: number, body: object, challenge?: string): FaultAction {
  const headers = challenge === undefined ? {} : { headers: { "www-authenticate": challenge } };
  return { kind: "answer", status, contentType: "application/json", body: JSON.stringify(body), ...headers };
}

const gatePage: FaultAction = {
  kind: "answer",
  status: 403,
  contentType: "text/html",
  headers: { server: "awselb/2.0" },
  body: "<html><head><title>403 Forbidden</title></head><body><center>403 Forbidden</center></body></html>",
};

/** A server that verifies tokens itself, and refuses the good one so. */
function checkedAtTheDoor(config: StackConfig, refusal: FaultAction): StackConfig {
  const refused = at(config, ["initialize"], "genuine", refusal);
  return at(refused, ["initialize"], "imposter", json(401, { error: "invalid_token" }));
}

/** Who refuses at the MCP server, and what it says of the token. */
export const mcpRefusals = defineScenarios("mcp", [
  {
    id: "mcp-host-refused",
    title: "The MCP server does not serve this host name",
    story: "It was set up for another name, and checks the Host header before anything else.",
    codes: ["mcp/host-refused"],
    verdict: "fail",
    code: "mcp/host-refused",
    fault: (config) => at(config, EVERYWHERE, "every", plainAnswer(421, "Invalid Host header")),
  },
  {
    id: "mcp-blocked-in-front",
    title: "A load balancer in front of the MCP server refuses everybody",
    story: "A rule lets only the office through. Good token, bad token and none get the same 403.",
    codes: ["mcp/blocked-in-front"],
    verdict: "fail",
    code: "mcp/blocked-in-front",
    fault: (config) => at(config, EVERYWHERE, "every", gatePage),
  },
  {
    id: "mcp-scope-missing",
    title: "One tool needs a scope that the token lacks",
    story: "The server knows the token. For bucket_list it asks for the scope s3:read, which was never granted.",
    codes: ["mcp/forbidden", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/forbidden",
    fault: (config) =>
      at(
        config,
        ["call:bucket_list"],
        "genuine",
        json(403, { error: "insufficient_scope" }, 'Bearer error="insufficient_scope", scope="platform s3:read"'),
      ),
  },
  {
    id: "mcp-group-missing",
    title: "The tools are for a group that this user is not in",
    story: "The server verifies the token, a bad one gets a 401, and says of this one: group curators only.",
    codes: ["mcp/forbidden"],
    verdict: "fail",
    code: "mcp/forbidden",
    fault: (config) => {
      const calls = TOOLS.map((tool) => `call:${tool}`);
      const refused = at(
        config,
        calls,
        "genuine",
        json(403, { error: "access_denied", message: "group curators only" }),
      );
      return at(refused, calls, "imposter", json(401, { error: "invalid_token" }));
    },
  },
  {
    id: "mcp-token-expired",
    title: "The MCP server says that the token has expired",
    story: "Its clock is right, but it allows a shorter life than the registry does. Its challenge says so.",
    codes: ["mcp/expired"],
    verdict: "fail",
    code: "mcp/expired",
    fault: (config) => {
      const challenge = 'Bearer error="invalid_token", error_description="The token has expired"';
      return checkedAtTheDoor(config, json(401, { error: "invalid_token" }, challenge));
    },
  },
  {
    id: "mcp-wrong-audience",
    title: "The MCP server says that the token is for another audience",
    story: "The token was issued for the registry. This server takes only those that name its own URL.",
    codes: ["mcp/wrong-audience"],
    verdict: "fail",
    code: "mcp/wrong-audience",
    fault: (config) => checkedAtTheDoor(config, json(401, { error: "Invalid audience" })),
  },
  {
    id: "mcp-parser-trips",
    title: "A parser of the server's trips over a bad token",
    story:
      "For a tampered token bucket_list fails to read an answer as JSON. Nobody has refused the token: whether it would be is unknown.",
    codes: ["mcp/control-unanswered", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/control-unanswered",
    fault: (config) =>
      at(
        config,
        ["call:bucket_list"],
        "imposter",
        json(200, {
          jsonrpc: "2.0",
          id: null,
          error: { code: -32603, message: "Unexpected token < in JSON at position 0" },
        }),
      ),
  },
  {
    id: "mcp-own-session-expired",
    title: "The server's own AWS session has expired",
    story:
      "The server uses single sign-on of its own, and that has lapsed. Its tools speak of a token, but not of this one.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) =>
      withMcp(config, {
        ownTrouble:
          "Failed to list objects: Error when retrieving token from sso: Token has expired and refresh failed",
      }),
  },
  {
    id: "mcp-gateway-behind",
    title: "The server reads a gateway's words as JSON",
    story: "What its tools call is behind a gateway that is down. They report that Bad Gateway is not valid JSON.",
    codes: ["mcp/pass-through", "mcp/upstream-failed"],
    verdict: "inconclusive",
    code: "mcp/upstream-failed",
    fault: (config) => withMcp(config, { ownTrouble: `Unexpected token 'B', "Bad Gateway" is not valid JSON` }),
  },
]);
