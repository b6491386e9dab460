import type { FrontCall } from "./fault-front";
import { foreignTool, mcpFront, ownTools, strangersGet401, toolsPage } from "./mcp-front";
import { jsonReply, rpcRefused, toolText } from "./replies";
import type { Right, Situation } from "./situation";

const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const SESSION = "0d9f4a7b1c2e3f5061728394a5b6c7d8";
const passes: Right = { layer: "mcp", status: "pass", verdict: "pass", controls: REFUSED };
const fails = (reason: string, more: Partial<Right> = {}): Right => ({
  layer: "mcp",
  status: "fail",
  verdict: "fail",
  code: `mcp/${reason}`,
  ...more,
});
const undecided = (reason: string, more: Partial<Right> = {}): Right => ({
  ...fails(reason, more),
  status: "inconclusive",
  verdict: "inconclusive",
});

const inSession = ({ headers }: FrontCall) => headers["mcp-session-id"] === SESSION;

/** A server that opens a session and then answers so in it. */
function losing(reply: () => ReturnType<typeof jsonReply>) {
  return mcpFront({
    first: (call) => (inSession(call) ? reply() : strangersGet401(call)),
    initialize: async (call) => {
      const own = await call.own();
      return { ...own, headers: { ...own.headers, "mcp-session-id": SESSION } };
    },
  });
}

const sessions: readonly Situation[] = [
  {
    title: "another replica knows no such session, with 400",
    source: "samanhappy/mcphub#405",
    why: "DESIGN §3 session-lost: a session whose handshake was accepted is unknown at the next call, 404 or 400 of the session.",
    hop: "mcp",
    fault: losing(() => rpcRefused(400, -32000, "Bad Request: No valid session ID provided")),
    right: undecided("session-lost", { without: ["mcp/handshake-failed", "mcp/unauthorized"] }),
  },
  {
    title: "another replica knows no such session, with 404 and no JSON-RPC",
    source: "appsmithorg/appsmith#42238",
    why: "DESIGN §3 session-lost: 404 of the session, whatever its body is.",
    hop: "mcp",
    fault: losing(() => jsonReply(404, { error: "session not found; initialize a new MCP session" })),
    right: undecided("session-lost", { without: ["mcp/not-mcp", "mcp/unauthorized"] }),
  },
  {
    title: "another replica knows no such session, with 503",
    source: "markmhendrickson/neotoma#1472",
    why: "DESIGN §2: 5xx is server-error unless a more specific code is known; inconclusive both ways, and no word of the token.",
    hop: "mcp",
    fault: losing(() => rpcRefused(503, -32001, "Service Unavailable: MCP session is unknown on this API instance.")),
    right: undecided("session-lost", { code: ["mcp/session-lost", "mcp/server-error"], without: ["mcp/unauthorized"] }),
  },
];

const refusals: readonly Situation[] = [
  {
    title: "a bad token is refused within a tool's result, in words of the server's own",
    source: "wbopan/things-cloud-mcp#28",
    why: "DESIGN §2 Observed: a sentence outside the closed table that speaks of tokens is no answer.",
    hop: "mcp",
    fault: mcpFront({
      tool: (call) =>
        call.caller === "wrong"
          ? toolText(call, "Bearer auth failed: invalid token: invalid JWT signature", true)
          : null,
    }),
    right: undecided("control-unanswered", { controls: { "no-token": "refused", tampered: "no-answer" } }),
  },
  {
    title: "a bad token is 500 with an OAuth error of the server's",
    source: "byadsco/meta-ads-mcp#61",
    why: "DESIGN §2 Meaning: at mcp a 5xx on a bad token is crashed-on-bad-token; server_error is no refusal.",
    hop: "mcp",
    fault: mcpFront({
      first: ({ caller }) =>
        caller === "wrong"
          ? jsonReply(500, { error: "server_error", error_description: "Internal Server Error" })
          : null,
    }),
    right: undecided("crashed-on-bad-token", { controls: { "no-token": "refused", tampered: "no-answer" } }),
  },
  {
    title: "the real token is refused at the tools, in words of OAuth",
    source: "cloudflare/mcp-server-cloudflare#241",
    why: "DESIGN §2: 401 is unauthorized where no session was given; §3: the reason is shown.",
    hop: "mcp",
    fault: mcpFront({
      tool: () => jsonReply(401, { error: "invalid_token", error_description: "Invalid access token" }),
    }),
    right: fails("unauthorized", { told: ["Invalid access token"], without: ["mcp/session-lost"] }),
  },
  {
    title: "the challenge says that the token was made for another audience",
    source: "epicweb-dev/mcp-auth#9",
    why: "DESIGN §3 mcp/wrong-audience: the server says so.",
    hop: "mcp",
    fault: mcpFront({
      first: ({ caller }) =>
        jsonReply(
          401,
          { error: "unauthorized" },
          {
            "www-authenticate":
              caller === "real"
                ? 'Bearer realm="OAuth", error="invalid_token", error_description="Invalid audience"'
                : 'Bearer realm="OAuth"',
          },
        ),
    }),
    right: fails("wrong-audience", { told: ["Invalid audience"] }),
  },
  {
    title: "the SDK for TypeScript does not serve this Host",
    source: "neomjs/neo#12371",
    why: "DESIGN §3 host-refused: a known refusal of the Host header; read as any 403 to all it is blocked-in-front.",
    hop: "mcp",
    fault: mcpFront({ first: ({ headers }) => rpcRefused(403, -32000, `Invalid Host: ${headers.host}`) }),
    right: fails("host-refused", {
      code: ["mcp/host-refused", "mcp/blocked-in-front"],
      without: ["mcp/unauthorized", "mcp/forbidden"],
    }),
  },
  {
    title: "a handshake without a token, and 401 at the tools",
    source: "vuetifyjs/mcp#40",
    why: "DESIGN §3 handshake-open only warns where no data is given.",
    hop: "mcp",
    fault: mcpFront({
      first: (call) =>
        call.caller === "none" && call.rpc?.stateless === false && call.rpc.method !== "tools/call"
          ? call.own({ authorization: "Bearer greeting" })
          : null,
      tool: strangersGet401,
    }),
    right: { ...passes, beside: ["mcp/handshake-open"] },
  },
];

const troubles: readonly Situation[] = [
  {
    title: "the tool's own account was refused behind the server, in a text that speaks of HTTP 401",
    source: "Doist/todoist-mcp#366",
    why: "DESIGN §2 Observed (3): a sentence that holds 401 and token is no refusal of the caller; wrong callers get 401: tool-failed.",
    hop: "mcp",
    fault: mcpFront({
      first: strangersGet401,
      tool: (call) =>
        toolText(
          call,
          "Todoist API request failed (HTTP 401). Try next: Verify your API token and access permissions, then retry.",
          true,
        ),
    }),
    right: fails("tool-failed", { without: ["mcp/unauthorized"], unsaid: [/does not accept this token/i] }),
  },
  {
    title: "the tool's own account was refused, in an error of JSON-RPC",
    source: "modelcontextprotocol/typescript-sdk#1294",
    why: "DESIGN §2: −32603 is no sign of the closed list, and its message no row of the table: tool-failed.",
    hop: "mcp",
    fault: mcpFront({
      first: strangersGet401,
      tool: (call) =>
        jsonReply(200, {
          jsonrpc: "2.0",
          id: call.rpc?.id,
          error: { code: -32603, message: "Upstream API returned 401: token expired" },
        }),
    }),
    right: fails("tool-failed", {
      without: ["mcp/unauthorized", "mcp/expired"],
      unsaid: [/does not accept this token/i],
    }),
  },
];

const wire: readonly Situation[] = [
  {
    title: "an empty cursor leads to the second page",
    source: "PrefectHQ/fastmcp#5025",
    why: "DESIGN §5: null ends the list, and a cursor that repeats does; an empty text is a cursor like any other.",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) =>
        call.rpc?.params.cursor === ""
          ? toolsPage(call, await ownTools(call))
          : toolsPage(call, [foreignTool("get_architecture")], ""),
    }),
    right: passes,
  },
  {
    title: "an empty cursor after the one and only page, again and again",
    source: "modelcontextprotocol/java-sdk#628",
    why: "DESIGN §5: a cursor that repeats ends the list, and is list-incomplete only if a wanted tool is missing.",
    hop: "mcp",
    fault: mcpFront({ list: async (call) => toolsPage(call, await ownTools(call), "") }),
    right: { ...passes, without: ["mcp/list-incomplete"] },
  },
  {
    title: "events over several data lines, with CR line ends and a mark before",
    source: "profullstack/sh1pt#705",
    why: "DESIGN §5: what the protocol lets pass is passed over; an event's data lines are one text, and a byte order mark is skipped.",
    hop: "mcp",
    fault: mcpFront({
      tool: async (call) => {
        const own = await call.own();
        const lines = JSON.stringify(JSON.parse(own.body), null, 2).split("\n");
        const data = lines.map((line) => `data: ${line}`).join("\r");
        const headers = { ...own.headers, "content-type": "text/event-stream; charset=utf-8" };
        return { ...own, headers, body: `\ufeff: ping\r\revent: message\rid: 1\r${data}\r\r` };
      },
    }),
    right: passes,
  },
  {
    title: "events with CRLF, and a stream that stays open after the answer",
    source: "FellouAI/eko#287",
    why: "MCP, Transports: the protocol ends the call with its response; a stream that stays open says nothing more.",
    hop: "mcp",
    fault: mcpFront({
      tool: async (call) => {
        const own = await call.own();
        if (own.status !== 200) return own;
        const headers = { ...own.headers, "content-type": "text/event-stream" };
        return { ...own, headers, body: `event: message\r\ndata: ${own.body}\r\n\r\n`, stays: true };
      },
    }),
    right: passes,
  },
];

export const foundInMcp: readonly Situation[] = [...sessions, ...refusals, ...troubles, ...wire];
