import type { FrontReply } from "./fault-front";
import { mcpFront } from "./mcp-front";
import { htmlReply, jsonReply, textReply, toolText } from "./replies";
import type { Fault, Right, Situation } from "./situation";

const CREDENTIALS = "/api/auth/get_credentials";
const UNANSWERED = { "no-token": "no-answer", tampered: "no-answer" } as const;
const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const PASSES = { status: "pass", verdict: "pass" } as const;
const UNDECIDED = { status: "inconclusive", verdict: "inconclusive" } as const;

const wrong =
  (path: string, reply: FrontReply): Fault =>
  (call) =>
    call.path.startsWith(path) && call.caller !== "real" ? reply : null;
const everybody =
  (path: string, reply: FrontReply): Fault =>
  (call) =>
    call.path.startsWith(path) ? reply : null;

/** An answer to the wrong callers of the exchange that is none, or a refusal. */
const atExchange = (title: string, reply: FrontReply, right: Right): Situation => ({
  title,
  source: "DESIGN §2, Observed",
  hop: "registry",
  fault: wrong(CREDENTIALS, reply),
  right,
});
const graphqlError = (error: unknown) => jsonReply(200, { data: null, errors: [error] });
/** An answer to the wrong callers of the search that is none. */
const atSearch = (title: string, reply: FrontReply): Situation => ({
  title: `the search: ${title}`,
  source: "DESIGN §2, Observed",
  hop: "registry",
  fault: wrong("/graphql", reply),
  right: { layer: "search", ...UNDECIDED, code: "search/control-unanswered", controls: UNANSWERED },
});
const unanswered: Right = {
  layer: "exchange",
  ...UNDECIDED,
  code: "exchange/control-unanswered",
  controls: UNANSWERED,
};
const refused: Right = { layer: "exchange", ...PASSES, controls: REFUSED };

/** The same text of a tool to every wrong caller. */
const atTool = (title: string, text: string, isError: boolean, right: Right): Situation => ({
  title,
  source: "DESIGN §2, Observed",
  hop: "mcp",
  fault: mcpFront({ tool: (call) => (call.caller === "real" ? null : toolText(call, text, isError)) }),
  right,
});
const toolRefused: Right = { layer: "mcp", ...PASSES, controls: REFUSED };
// The lab refuses a caller without a token before any tool.
const toolSilent: Right = {
  layer: "mcp",
  ...UNDECIDED,
  code: "mcp/control-unanswered",
  controls: { "no-token": "refused", tampered: "no-answer" },
};

/** Siblings of the situations in other layers, codes and words, and the neighbours that must stay as they are. */
export const furtherSiblings: readonly Situation[] = [
  atExchange(
    "a login page with 200 to wrong callers",
    htmlReply(200, "<html><title>Log in</title></html>"),
    unanswered,
  ),
  atExchange("404 to wrong callers", jsonReply(404, { message: "Invalid token" }), unanswered),
  atExchange("400 in a sentence", jsonReply(400, { message: "The token is invalid or expired" }), unanswered),
  atExchange(
    "a redirect to the login for wrong callers",
    { status: 302, headers: { location: "/login" }, body: "" },
    unanswered,
  ),
  atExchange(
    "500 that speaks of authentication",
    jsonReply(500, { error: "authentication failed: invalid token" }),
    unanswered,
  ),
  atExchange(
    "a status within the error",
    jsonReply(200, { errors: [{ status: "401", title: "Unauthorized" }] }),
    refused,
  ),
  atExchange(
    "400 with a bearer challenge",
    jsonReply(400, {}, { "www-authenticate": 'Bearer error="invalid_token"' }),
    refused,
  ),
  atExchange("407 of a proxy", textReply(407, "", { "proxy-authenticate": 'Basic realm="x"' }), unanswered),
  atExchange("418 in words of the token", jsonReply(418, { message: "invalid token" }), unanswered),
  atExchange("451", jsonReply(451, { message: "Unavailable for legal reasons" }), unanswered),
  atExchange("a status beside no word of an error", jsonReply(200, { status: 401 }), unanswered),
  atExchange(
    "what another server said, behind a 502",
    jsonReply(502, { message: "x", cause: { status: 401 } }),
    unanswered,
  ),
  atExchange("credentials that are empty", jsonReply(200, { AccessKeyId: "", SecretAccessKey: "" }), unanswered),
  atSearch("404", jsonReply(404, { message: "not found" })),
  atSearch("a redirect to the login", { status: 302, headers: { location: "/login" }, body: "" }),
  atSearch(
    "a code of the request's own",
    graphqlError({ message: "Unauthorized", extensions: { code: "BAD_USER_INPUT" } }),
  ),
  atSearch("errors that are a text", jsonReply(200, { data: null, errors: "Unauthorized" })),
  atSearch("errors that are texts", jsonReply(200, { data: null, errors: ["UNAUTHENTICATED"] })),
  atExchange("401 without a word", textReply(401, ""), refused),
  {
    title: "a gate that asks domain accounts of everybody",
    source: "DESIGN §2, Code → status",
    hop: "registry",
    fault: everybody(CREDENTIALS, textReply(401, "", { "www-authenticate": "Negotiate, NTLM" })),
    right: { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/blocked-in-front", actor: "unclear" },
  },
  {
    title: "403 told apart from the tampered token's, beside a 401 for none",
    source: "DESIGN §2, Code → status",
    hop: "registry",
    fault: ({ path, caller }) => {
      if (!path.startsWith(CREDENTIALS)) return null;
      if (caller === "none") return jsonReply(401, { message: "log in" });
      return jsonReply(403, { message: caller === "real" ? "no role" : "bad signature" });
    },
    right: { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/forbidden", told: ["no role"] },
  },
  {
    title: "a bearer challenge beside a password's is the server's own",
    source: "DESIGN §2, Code → status",
    hop: "registry",
    fault: everybody(CREDENTIALS, textReply(401, "", { "www-authenticate": 'Basic realm="x", Bearer' })),
    right: { layer: "exchange", status: "fail", verdict: "fail", code: "exchange/rejected" },
  },
  atTool("a status in the payload", '{"success":false,"status":403,"message":"no"}', false, toolRefused),
  atTool(
    "a status of the server's own in words",
    '{"success":false,"error":"upstream said 401 Unauthorized"}',
    false,
    toolSilent,
  ),
  atTool("nothing at all", "", false, toolSilent),
  atTool("null", "null", false, toolSilent),
  atTool("ok is false", '{"ok":false,"reason":"token missing"}', false, toolSilent),
  atTool("a page", "<!doctype html><title>Sign in</title>", false, toolSilent),
  atTool("quilt-mcp's own refusal, in an error", "Failed: GraphQL query not authorized", true, toolRefused),
];
