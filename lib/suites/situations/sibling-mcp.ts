import type { FrontCall, FrontReply } from "./fault-front";
import { foreignTool, mcpFront, ownTools, strangersGet401, toolsPage } from "./mcp-front";
import { jsonReply, rpcAnswer, textReply, toolText } from "./replies";
import { parseRecord } from "./rpc-call";
import type { Fault, Right, Situation } from "./situation";

const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const SESSION = "9c1d5a3e7f2b4d6880a1b2c3d4e5f607";
const passes: Right = { layer: "mcp", status: "pass", verdict: "pass", controls: REFUSED };
const fails = (code: string, more: Partial<Right> = {}): Right => ({
  layer: "mcp",
  status: "fail",
  verdict: "fail",
  code,
  ...more,
});
const undecided = (code: string): Right => ({ layer: "mcp", status: "inconclusive", verdict: "inconclusive", code });

const events = (message: unknown, more: Partial<FrontReply> = {}): FrontReply => ({
  status: 200,
  headers: { "content-type": "text/event-stream" },
  body: `event: message\ndata: ${JSON.stringify(message)}\n\n`,
  ...more,
});

const refusals: readonly Situation[] = [
  {
    title: "the challenge says that the token has expired",
    source: "linuxfoundation/easycla#832",
    hop: "mcp",
    fault: mcpFront({
      first: ({ caller }) =>
        jsonReply(
          401,
          { error: "invalid_token" },
          {
            "www-authenticate":
              caller === "real"
                ? 'Bearer error="invalid_token", error_description="The access token expired"'
                : "Bearer",
          },
        ),
    }),
    right: fails("mcp/expired", { told: ["The access token expired"], actor: "token-holder" }),
  },
  {
    title: "a plain text says why",
    source: "istio/istio#40718",
    hop: "mcp",
    fault: mcpFront({ first: () => textReply(401, "Jwks doesn't have key to match kid or alg from Jwt") }),
    right: fails("mcp/unauthorized", { told: ["Jwks doesn't have key to match kid or alg from Jwt"] }),
  },
  {
    title: "wrong callers lack a scope, in a tool's text",
    source: "anthropics/claude-code#68720",
    hop: "mcp",
    fault: mcpFront({
      tool: (call) => (call.caller === "real" ? null : toolText(call, '{"error":"insufficient_scope"}', true)),
    }),
    right: passes,
  },
  {
    title: "the session takes any token, but wants one",
    source: "MystenLabs/MemWal#491",
    hop: "mcp",
    fault: (call, behind) => {
      const inSession = (asked: FrontCall) => asked.headers["mcp-session-id"] === SESSION;
      const forward = (asked: FrontCall) =>
        inSession(asked) && asked.caller === "wrong" ? asked.own({ authorization: `Bearer ${behind.token}` }) : null;
      return mcpFront({
        first: (asked) => (inSession(asked) && asked.caller === "wrong" ? null : strangersGet401(asked)),
        initialize: async (asked) => {
          const own = await asked.own();
          return { ...own, headers: { ...own.headers, "mcp-session-id": SESSION } };
        },
        list: forward,
        tool: forward,
      })(call, behind);
    },
    right: fails("mcp/not-enforced", { controls: REFUSED }),
  },
];

/** A tool's own trouble: the tool has failed, or what is behind it where its error says so. */
const troubled = (title: string, text: string, rights: readonly Right[]): Situation => ({
  title,
  source: "TheHive-Project/TheHiveDocs#188",
  hop: "mcp",
  fault: mcpFront({ first: strangersGet401, tool: (call) => toolText(call, text, true) }),
  right: rights.map((right) => ({
    ...right,
    without: ["mcp/unauthorized"],
    unsaid: [/does not accept this token/i],
  })),
});

const toolFailed = fails("mcp/tool-failed");
const behindFailed = undecided("mcp/upstream-failed");

const troubles: readonly Situation[] = [
  troubled(
    "an HTTP client's words for a refusal behind the server",
    "401 Client Error: Unauthorized for url: https://search.internal/_search",
    [toolFailed],
  ),
  troubled("a parser's words for a token of a grammar", "SyntaxError: unexpected token: 'credentials' at line 3", [
    toolFailed,
  ]),
  troubled("a throttled service behind the server", "ThrottlingException: Rate exceeded", [behindFailed, toolFailed]),
  troubled("a service behind the server that is away", "503 Service Unavailable from https://search.internal", [
    behindFailed,
    toolFailed,
  ]),
];

const versions: Situation = {
  title: "a server that supports none of our versions",
  source: "MCP 2025-06-18, Lifecycle",
  hop: "mcp",
  fault: mcpFront({
    initialize: (call) =>
      jsonReply(200, {
        jsonrpc: "2.0",
        id: call.rpc?.id,
        error: {
          code: -32602,
          message: "Unsupported protocol version",
          data: { supported: ["2023-01-01"], requested: "2025-11-25" },
        },
      }),
  }),
  right: fails("mcp/unsupported-version", { told: ["2023-01-01"] }),
};

const spoken: readonly Situation[] = [
  versions,
  {
    title: "a tool asks back in place of an answer",
    source: "MCP 2025-06-18, Elicitation",
    hop: "mcp",
    fault: mcpFront({
      first: strangersGet401,
      tool: () =>
        events({
          jsonrpc: "2.0",
          id: "ask-1",
          method: "elicitation/create",
          params: { message: "Which bucket?", requestedSchema: { type: "object", properties: {} } },
        }),
    }),
    right: undecided("mcp/asks-back"),
  },
  {
    title: "a list in a batch of one",
    source: "MCP 2025-03-26, Transports",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) => {
        const own = await call.own();
        return own.status === 200 ? { ...own, body: `[${own.body}]` } : own;
      },
    }),
    right: passes,
  },
  ...(
    [
      ["with 405", textReply(405, "Method Not Allowed")],
      [
        "with a stream that stays open",
        { ...events({ jsonrpc: "2.0", method: "notifications/message" }), stays: true },
      ],
    ] as const
  ).map(
    ([how, reply]): Situation => ({
      title: `the notification of the handshake is answered ${how}`,
      source: "MCP 2025-06-18, Transports",
      hop: "mcp",
      fault: mcpFront({
        first: ({ rpc, caller }) => (caller === "real" && rpc?.method === "notifications/initialized" ? reply : null),
      }),
      right: passes,
    }),
  ),
  {
    title: "a gateway's prefix of three underscores, which the finding names",
    source: "envoyproxy/ai-gateway#2316",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) =>
        toolsPage(
          call,
          (await ownTools(call)).map((tool) => ({ ...tool, name: `quilt-target___${String(tool.name)}` })),
        ),
    }),
    right: fails("mcp/tool-missing", { told: ["quilt-target___bucket_list"] }),
  },
];

const URI = "notes://today";

/** A server that has one resource beside its tools; everybody whom `whom` means may read it. */
function withResource(whom: (call: FrontCall) => boolean): Fault {
  const served = mcpFront({ list: (call) => toolsPage(call, [foreignTool("other")]) });
  return (call, behind) => {
    if (call.rpc === null || call.rpc.stateless) return served(call, behind);
    if (!whom(call)) return strangersGet401(call);
    if (call.rpc.method === "resources/list") return rpcAnswer(call, { resources: [{ uri: URI, name: "today" }] });
    if (call.rpc.method !== "resources/read") return greeted(call, behind.token) ?? served(call, behind);
    return rpcAnswer(call, { contents: [{ uri: URI, mimeType: "text/plain", text: "Plate 7 is done" }] });
  };
}

/** The handshake, for whoever may come in. */
function greeted({ caller, rpc, own }: FrontCall, token: string) {
  const more = rpc?.method === "initialize" || rpc?.method.startsWith("notifications/");
  return caller === "real" || more !== true ? null : own({ authorization: `Bearer ${token}` });
}

const resources: readonly Situation[] = [
  {
    title: "a resource of the target's own calls, read and refused",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: withResource(({ caller }) => caller === "real"),
    target: { mcp: { calls: [{ resource: URI, contains: "Plate 7" }] } },
    right: passes,
  },
  {
    title: "a resource of the target's own calls that anybody reads",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: withResource(() => true),
    target: { mcp: { calls: [{ resource: URI, contains: "Plate 7" }] } },
    right: fails("mcp/open", { code: ["mcp/open", "mcp/not-enforced"] }),
  },
];

const shapes: Situation = {
  title: "a JSON string of a JSON string, in the text alone",
  source: "openai/codex#17733",
  hop: "mcp",
  fault: mcpFront({
    tool: async (call) => {
      const own = await call.own();
      const result = parseRecord(own.body)?.result;
      const blocks: unknown = Reflect.get(Object(result), "content");
      if (own.status !== 200 || !Array.isArray(blocks)) return own;
      return toolText(call, JSON.stringify(String(blocks[0]?.text)), false);
    },
  }),
  right: passes,
};

export const siblingMcp: readonly Situation[] = [...refusals, ...troubles, ...spoken, ...resources, shapes];
