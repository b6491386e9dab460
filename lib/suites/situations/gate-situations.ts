import { htmlReply, jsonReply, nginxPage, rpcRefused, textReply } from "./replies";
import type { Fault, Situation } from "./situation";

const CREDENTIALS = "/api/auth/get_credentials";
const GRAPHQL = "/graphql";
/** A gate that knows nobody says nothing of users, whatever a sentence calls them. */
const NO_USER = [/knows (this|the|your) (user|token|caller)/i, /known to the registry/i];

/** The same answer to every caller of one path, or of all. */
function toAll(reply: () => ReturnType<typeof jsonReply>, path = "/"): Fault {
  return ({ path: asked }) => (asked.startsWith(path) ? reply() : null);
}

/** An answer to those whom the server would refuse, or to those who bring no good token. */
function toWrong(reply: () => ReturnType<typeof jsonReply>, path = "/"): Fault {
  return ({ path: asked, caller }) => (asked.startsWith(path) && caller !== "real" ? reply() : null);
}

const AWSELB_PAGE =
  "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n";

const blocked: readonly Situation[] = [
  {
    title: "an API gateway without that route refuses every caller of get_credentials",
    source: "aws/chalice#1161",
    hop: "registry",
    fault: toAll(
      () =>
        jsonReply(
          403,
          { message: "Missing Authentication Token" },
          {
            "x-amzn-errortype": "MissingAuthenticationTokenException",
          },
        ),
      CREDENTIALS,
    ),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/blocked-in-front",
      actor: "unclear",
      told: ["Missing Authentication Token"],
      without: ["exchange/forbidden"],
      unsaid: NO_USER,
      others: { search: "pass" },
    },
  },
  {
    title: "a load balancer refuses this machine's address at the whole registry",
    source: "coreruleset/coreruleset#1775",
    hop: "registry",
    fault: toAll(() => textReply(403, "Your IP address is not allowed.", { server: "awselb/2.0" })),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/blocked-in-front",
      told: ["Your IP address is not allowed."],
      unsaid: NO_USER,
      others: { search: "fail" },
      without: ["search/forbidden", "exchange/forbidden"],
    },
  },
  {
    title: "a firewall's page at /graphql alone",
    source: "coreruleset/coreruleset#1775",
    hop: "registry",
    fault: toAll(() => htmlReply(403, AWSELB_PAGE, { server: "awselb/2.0" }), GRAPHQL),
    right: {
      layer: "search",
      status: "fail",
      verdict: "fail",
      code: "search/blocked-in-front",
      unsaid: NO_USER,
      others: { exchange: "pass" },
      without: ["search/not-json"],
    },
  },
  {
    title: "the same refusal to all, but for its id and its time",
    source: "aws/chalice#1161",
    hop: "registry",
    fault: toAll(
      () =>
        jsonReply(403, {
          message: "Forbidden",
          requestId: crypto.randomUUID(),
          time: new Date().toISOString(),
          serial: Math.floor(Math.random() * 1e9),
        }),
      CREDENTIALS,
    ),
    right: { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/blocked-in-front", unsaid: NO_USER },
  },
  {
    title: "a 403 that no-token and the tampered one got otherwise stays a refusal of this user",
    source: "aws/chalice#1161",
    hop: "registry",
    fault: ({ path, caller }) =>
      path.startsWith(CREDENTIALS) && caller === "real" ? jsonReply(403, { message: "Not allowed" }) : null,
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/forbidden",
      without: ["exchange/blocked-in-front"],
    },
  },
];

const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const authorizationRequired = () => nginxPage(401, "401 Authorization Required");

const pages: readonly Situation[] = [
  {
    title: "nginx refuses wrong callers of the registry with a page",
    source: "curityio/nginx_phantom_token_module#57",
    hop: "registry",
    fault: toWrong(authorizationRequired),
    right: {
      layer: "exchange",
      status: "pass",
      verdict: "pass",
      controls: REFUSED,
      notes: { "no-token": /nginx/, tampered: /nginx/ },
      others: { search: "pass" },
    },
  },
  {
    title: "nginx refuses wrong callers of the MCP server with a page",
    source: "curityio/nginx_phantom_token_module#57",
    hop: "mcp",
    fault: toWrong(authorizationRequired),
    right: { layer: "mcp", status: "pass", verdict: "pass", controls: REFUSED, notes: { tampered: /nginx/ } },
  },
  {
    title: "nginx refuses the real token with a page",
    source: "curityio/nginx_phantom_token_module#57",
    hop: "registry",
    fault: toAll(authorizationRequired, CREDENTIALS),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/rejected",
      without: ["exchange/not-json"],
    },
  },
];

const hosts: readonly Situation[] = [
  ...(
    [
      ["421", () => textReply(421, "Invalid Host header"), "apache/doris-mcp-server#203"],
      ["400", () => textReply(400, "Invalid host header"), "awslabs/mcp#4507"],
    ] as const
  ).map(
    ([status, reply, source]): Situation => ({
      title: `a server that does not know its Host, ${status}`,
      source,
      hop: "mcp",
      fault: toAll(reply),
      right: { layer: "mcp", status: "fail", verdict: "fail", code: "mcp/host-refused" },
    }),
  ),
  {
    title: "a redirect to a name inside the deployment",
    source: "dbcls/togomcp#175",
    hop: "mcp",
    fault: toAll(() => textReply(307, "", { location: "http://mcp.internal:8000/mcp/" })),
    right: {
      layer: "mcp",
      status: "fail",
      verdict: "fail",
      code: "mcp/redirected",
      actor: "deployer",
      told: ["http://mcp.internal:8000/mcp/"],
      unsaid: [/put it into the target/i, /is the right one/i],
    },
  },
  {
    title: "a redirect that leaves https on the same host",
    source: "BerriAI/litellm#34845",
    hop: "mcp",
    tls: true,
    fault: ({ headers }) => textReply(307, "", { location: `http://${headers.host}/mcp/` }),
    right: {
      layer: "mcp",
      status: "fail",
      verdict: "fail",
      code: "mcp/redirected",
      actor: "deployer",
      told: ["/mcp/"],
      unsaid: [/put it into the target/i, /is the right one/i],
    },
  },
  {
    title: "a redirect to the same host with a slash is still offered",
    source: "dbcls/togomcp#175",
    hop: "mcp",
    fault: ({ headers }) => textReply(307, "", { location: `http://${headers.host}/mcp/` }),
    right: { layer: "mcp", status: "fail", verdict: "fail", code: "mcp/redirected", told: ["/mcp/"] },
  },
  {
    title: "a server that refuses one call by the same words is no refused Host",
    source: "awslabs/mcp#4507",
    hop: "mcp",
    fault: ({ rpc }) => (rpc?.stateless === true ? rpcRefused(400, -32600, "Invalid Request") : null),
    right: { layer: "mcp", status: "pass", verdict: "pass", without: ["mcp/host-refused"] },
  },
];

export const gateSituations: readonly Situation[] = [...blocked, ...pages, ...hosts];
