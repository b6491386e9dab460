import type { FrontCall } from "./fault-front";
import { changedResult, foreignTool, mcpFront, ownTools, strangersGet401, toolsPage } from "./mcp-front";
import { jsonReply, rpcAnswer, rpcRefused, textReply } from "./replies";
import { recordOf } from "./rpc-call";
import type { Right, Situation } from "./situation";

const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const SESSION = "5f0c2f8c6f5a4c0b9d3e1a7b2c4d6e8f";
const fails = (code: string): Right => ({ layer: "mcp", status: "fail", verdict: "fail", code });
const open = (code: string): Right => ({ layer: "mcp", status: "inconclusive", verdict: "inconclusive", code });
const passes: Right = { layer: "mcp", status: "pass", verdict: "pass", controls: REFUSED };

/** The server's own handshake, with a session id that it does not give by itself. */
async function withSession(call: FrontCall, authorization?: string) {
  const own = await call.own(authorization === undefined ? {} : { authorization });
  return own.status === 200 ? { ...own, headers: { ...own.headers, "mcp-session-id": SESSION } } : own;
}

const inSession = ({ headers }: FrontCall) => headers["mcp-session-id"] === SESSION;

const sessions: readonly Situation[] = [
  {
    title: "a session that is unknown at the next call, with 401",
    source: "modelcontextprotocol/rust-sdk#330",
    hop: "mcp",
    fault: mcpFront({
      first: (call) => (inSession(call) ? jsonReply(401, { error: "invalid_token" }) : strangersGet401(call)),
      initialize: (call) => withSession(call),
    }),
    right: { ...open("mcp/session-lost"), without: ["mcp/unauthorized"] },
  },
  {
    title: "a session that is unknown at the next call, with 404",
    source: "agentic-community/mcp-gateway-registry#960",
    hop: "mcp",
    fault: mcpFront({
      initialize: (call) => withSession(call),
      list: (call) =>
        inSession(call) ? jsonReply(404, { error: { code: -32600, message: "Session not found" } }) : null,
    }),
    right: { ...open("mcp/session-lost"), without: ["mcp/not-mcp"] },
  },
  {
    title: "401 in the session, where the tampered token was greeted: the token is refused",
    source: "modelcontextprotocol/rust-sdk#330",
    hop: "mcp",
    fault: mcpFront({
      first: (call) => (inSession(call) ? jsonReply(401, { error: "invalid_token" }) : null),
      initialize: (call) => withSession(call),
    }),
    right: { ...fails("mcp/unauthorized"), without: ["mcp/session-lost"] },
  },
  {
    title: "a session that is the key",
    source: "MystenLabs/MemWal#491",
    hop: "mcp",
    fault: async (call, behind) => {
      const authorization = `Bearer ${behind.token}`;
      const served = mcpFront({
        first: (asked) => (inSession(asked) ? null : strangersGet401(asked)),
        initialize: (asked) => withSession(asked),
        list: (asked) => asked.own(inSession(asked) ? { authorization } : {}),
        tool: (asked) => asked.own(inSession(asked) ? { authorization } : {}),
      });
      return served(call, behind);
    },
    right: { ...fails("mcp/not-enforced"), controls: { ...REFUSED, "session-alone": "accepted" } },
  },
];

const PREFIX = "quilt__";

/** A gateway before the server that puts a prefix before every name. */
const prefixed = mcpFront({
  list: async (call) => {
    const tools = (await ownTools(call)).map((tool) => ({ ...tool, name: `${PREFIX}${String(tool.name)}` }));
    return toolsPage(call, [...tools, foreignTool("github__search")]);
  },
  tool: (call) => {
    const tool = call.rpc?.tool ?? "";
    if (tool.startsWith(PREFIX)) return call.own({ body: call.body.replace(tool, tool.slice(PREFIX.length)) });
    return rpcAnswer(call, { content: [{ type: "text", text: `Unknown tool: '${tool}'` }], isError: true });
  },
});

const lists: readonly Situation[] = [
  {
    title: "a gateway's prefix, which the finding names",
    source: "envoyproxy/ai-gateway#2316",
    hop: "mcp",
    fault: prefixed,
    right: { ...fails("mcp/tool-missing"), told: ["quilt__bucket_list"] },
  },
  {
    title: "a gateway's prefix, which the target names",
    source: "envoyproxy/ai-gateway#2316",
    hop: "mcp",
    fault: prefixed,
    target: { mcp: { toolPrefix: PREFIX } },
    right: passes,
  },
  {
    title: "a server that has other tools altogether",
    source: "envoyproxy/ai-gateway#2316",
    hop: "mcp",
    fault: mcpFront({ list: (call) => toolsPage(call, [foreignTool("get_weather")]) }),
    right: fails("mcp/tool-missing"),
  },
  {
    title: "46 tools in pages of ten, ours spread over all",
    source: "vercel/ai#19240",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) => {
        const tools: unknown[] = Array.from({ length: 42 }, (_, index) => foreignTool(`other_${index}`));
        for (const [index, tool] of (await ownTools(call)).entries()) tools.splice(index * 14 + 2, 0, tool);
        const from = Number(call.rpc?.params.cursor ?? "0");
        return toolsPage(call, tools.slice(from, from + 10), from + 10 < tools.length ? String(from + 10) : undefined);
      },
    }),
    right: passes,
  },
  {
    title: "a cursor that repeats, and ours are missing",
    source: "DeusData/codebase-memory-mcp#1247",
    hop: "mcp",
    fault: mcpFront({ list: (call) => toolsPage(call, [foreignTool("get_architecture")], "same") }),
    right: { ...open("mcp/list-incomplete"), without: ["mcp/tool-missing"] },
  },
  {
    title: "a cursor that is null",
    source: "gensecaihq/Wazuh-MCP-Server#75",
    hop: "mcp",
    fault: mcpFront({ list: async (call) => toolsPage(call, await ownTools(call), null) }),
    right: { ...passes, without: ["mcp/handshake-failed", "mcp/not-mcp"] },
  },
  {
    title: "a foreign tool whose schema has no type",
    source: "anthropics/claude-code#88049",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) =>
        toolsPage(call, [{ name: "broken", inputSchema: { properties: {} } }, ...(await ownTools(call))]),
    }),
    right: [passes, open("mcp/list-incomplete")],
  },
];

const scopes: readonly Situation[] = [
  {
    title: "one tool wants a scope that the token lacks",
    source: "anthropics/claude-code#68720",
    hop: "mcp",
    fault: mcpFront({
      tool: (call) =>
        call.caller === "real" && call.rpc?.tool === "bucket_list"
          ? jsonReply(
              403,
              { error: "insufficient_scope" },
              {
                "www-authenticate": 'Bearer error="insufficient_scope", scope="platform s3:read"',
              },
            )
          : null,
    }),
    right: { ...fails("mcp/forbidden"), told: ["platform s3:read"] },
  },
  {
    title: "every tool wants a group that the user is not in",
    source: "anthropics/claude-code#68720",
    hop: "mcp",
    fault: mcpFront({
      first: strangersGet401,
      tool: () => jsonReply(403, { error: "access_denied", message: "group curators only" }),
    }),
    right: { ...fails("mcp/forbidden"), told: ["group curators only"], without: ["mcp/blocked-in-front"] },
  },
];

/** Each tool's JSON as text, and again as a string where the structured result belongs. */
const stringly = mcpFront({
  tool: (call) =>
    changedResult(call, (result) => {
      const blocks: unknown = result.content;
      const text = Array.isArray(blocks) ? recordOf(blocks[0])?.text : undefined;
      return typeof text === "string" ? { ...result, structuredContent: { result: text } } : result;
    }),
});

const shapes: readonly Situation[] = [
  {
    title: "JSON inside a string inside JSON",
    source: "Taxuspt/garmin_mcp#331",
    hop: "mcp",
    fault: stringly,
    right: passes,
  },
  {
    title: "a transport of before 2025",
    source: "yjacquin/fast-mcp#160",
    hop: "mcp",
    mcpPath: "/sse",
    fault: ({ method, path }) => {
      if (!path.startsWith("/sse")) return null;
      if (method !== "GET") return textReply(405, "Method Not Allowed", { allow: "GET, HEAD" });
      const body = "event: endpoint\ndata: /messages/?session_id=3fb1c2d4e5f60718\n\n";
      return { status: 200, headers: { "content-type": "text/event-stream" }, body, stays: true };
    },
    right: fails("mcp/old-transport"),
  },
  {
    title: "a server that takes POST alone has no old transport",
    source: "yjacquin/fast-mcp#160",
    hop: "mcp",
    fault: mcpFront({
      first: ({ method }) => (method === "GET" ? rpcRefused(405, -32600, "Method Not Allowed") : null),
    }),
    right: { ...passes, without: ["mcp/old-transport"] },
  },
];

export const mcpSituations: readonly Situation[] = [...sessions, ...lists, ...scopes, ...shapes];
