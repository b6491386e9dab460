import type { FrontCall, FrontReply } from "./fault-front";
import { foreignTool, mcpFront, strangersGet401, toolsPage } from "./mcp-front";
import { jsonReply, rpcAnswer, rpcRefused, textReply, toolText } from "./replies";
import { parseRecord, recordOf } from "./rpc-call";
import type { Fault, Right, Situation } from "./situation";

type Members = Readonly<Record<string, unknown>>;

const SOURCE = "DESIGN §2, Observed";
const fails = (code: string, more: Partial<Right> = {}): Right => ({
  layer: code.split("/")[0] ?? "",
  status: "fail",
  verdict: "fail",
  code,
  ...more,
});

/** What the right caller gets at a path of the registry, changed, to the tampered token. */
const toTampered =
  (path: string, change: (own: Members) => unknown): Fault =>
  async (call, { token }) => {
    if (!call.path.startsWith(path) || call.caller !== "wrong") return null;
    const own = await call.own({ authorization: `Bearer ${token}` });
    return jsonReply(200, change(parseRecord(own.body) ?? {}));
  };

const FORBIDDEN = [{ message: "no", extensions: { code: "FORBIDDEN" } }];
const found = fails("search/not-enforced", { controls: { "no-token": "refused", tampered: "accepted" } });
const halfServed: Right = {
  layer: "exchange",
  status: "inconclusive",
  verdict: "inconclusive",
  code: "exchange/control-unanswered",
  controls: { "no-token": "refused", tampered: "no-answer" },
};

const registry: readonly Situation[] = [
  {
    title: "the user alone, beside FORBIDDEN",
    fault: toTampered("/graphql", (own) => ({
      data: { me: recordOf(own.data)?.me, objects: null, packages: null },
      errors: FORBIDDEN,
    })),
    right: found,
  },
  {
    title: "hits of one kind for nobody, beside FORBIDDEN",
    fault: toTampered("/graphql", (own) => ({
      data: { ...recordOf(own.data), me: null, packages: null },
      errors: FORBIDDEN,
    })),
    right: found,
  },
  {
    title: "hits of the legacy search, beside an error of 401",
    target: { search: { query: "README.md", api: "legacy" } },
    fault: toTampered("/api/search", (own) => ({ ...own, error: { status: 401 } })),
    right: found,
  },
  {
    title: "credentials without an expiry, beside invalid_token",
    fault: toTampered("/api/auth/get_credentials", ({ Expiration: _, ...own }) => ({ ...own, error: "invalid_token" })),
    right: halfServed,
  },
  {
    title: "credentials within, beside invalid_token",
    fault: toTampered("/api/auth/get_credentials", (data) => ({ error: "invalid_token", data })),
    right: halfServed,
  },
].map((row) => ({ source: SOURCE, hop: "registry", ...row }));

/** Everybody is greeted; a wrong caller gets the right one's result of a tool, changed. */
function toolsToAll(change: (payload: Members, call: FrontCall) => FrontReply): Fault {
  return async (call, { token }) => {
    if (call.rpc?.stateless === true) return rpcRefused(400, -32600, "Invalid Request");
    if (call.rpc === null || call.caller === "real") return null;
    const own = await call.own({ authorization: `Bearer ${token}` });
    if (call.rpc.method !== "tools/call") return own;
    const content: unknown = recordOf(parseRecord(own.body)?.result)?.content;
    const [block]: readonly unknown[] = Array.isArray(content) ? content : [];
    return change(parseRecord(String(recordOf(block)?.text)) ?? {}, call);
  };
}

const open = fails("mcp/open", { controls: { "no-token": "accepted", tampered: "accepted" } });

const undecided = (code: string): Right => ({ layer: "mcp", status: "inconclusive", verdict: "inconclusive", code });
const refused: Right = {
  layer: "mcp",
  status: "pass",
  verdict: "pass",
  controls: { "no-token": "refused", tampered: "refused" },
};

const tools: readonly Situation[] = [
  {
    title: "a tool's data in an object that says invalid_token",
    fault: toolsToAll((own, call) =>
      toolText(call, JSON.stringify({ ...own, success: false, error: "invalid_token" }), false),
    ),
    right: open,
  },
  {
    title: "a tool's data in an error",
    fault: toolsToAll((own, call) => toolText(call, JSON.stringify(own), true)),
    right: open,
  },
  {
    title: "a tool's data in a block behind its refusal",
    fault: toolsToAll((own, call) => {
      const texts = ['{"error":"invalid_token"}', JSON.stringify(own)];
      return rpcAnswer(call, { content: texts.map((text) => ({ type: "text", text })), isError: true });
    }),
    right: open,
  },
  {
    title: "an empty list beside a refusal is no data",
    fault: toolsToAll((_own, call) => toolText(call, '{"error":"invalid_token","buckets":[],"count":0}', false)),
    right: refused,
  },
  {
    title: "a tool whose result is null",
    fault: mcpFront({ first: strangersGet401, tool: (call) => rpcAnswer(call, null) }),
    right: fails("mcp/tool-failed", { without: ["mcp/not-mcp"] }),
  },
  {
    title: "a list of tools that is null",
    fault: mcpFront({ first: strangersGet401, list: (call) => rpcAnswer(call, null) }),
    right: { ...undecided("mcp/list-incomplete"), without: ["mcp/handshake-failed", "mcp/not-mcp"] },
  },
].map((row) => ({ source: SOURCE, hop: "mcp", ...row }));

/** One tool of the target's own, which answers so. */
const ownCall = (title: string, minItems: number, text: string, right: Right): Situation => ({
  title,
  source: "DESIGN §5, mcp.calls",
  hop: "mcp",
  target: { mcp: { calls: [{ tool: "t", minItems }] } },
  fault: mcpFront({
    first: strangersGet401,
    list: (call) => toolsPage(call, [{ ...foreignTool("t"), annotations: { readOnlyHint: true } }]),
    tool: (call) => toolText(call, text, false),
  }),
  right,
});
const failed = fails("mcp/tool-failed");

const calls: readonly Situation[] = [
  ownCall("items as JSON in a string within", 2, JSON.stringify({ data: '{"items":[1,2]}' }), {
    layer: "mcp",
    status: "pass",
    verdict: "pass",
  }),
  ownCall("a failure as JSON in a string within", 1, JSON.stringify({ data: '{"ok":false,"items":[1]}' }), failed),
  ownCall("a list of null", 1, "[null]", failed),
  ownCall("a list of warnings", 1, '{"warnings":["Not authenticated"]}', failed),
];

const region: Situation = {
  title: "a region of China that a header alone names",
  source: "DESIGN §3, s3/wrong-region",
  hop: "s3",
  fault: () => textReply(301, "", { "x-amz-bucket-region": "cn-north-1" }),
  right: fails("s3/wrong-region", { said: [/the bucket is in cn-north-1/] }),
};

/** Data beside an error to wrong callers, and what counts as data at all. */
export const handedOutSiblings: readonly Situation[] = [...registry, ...tools, ...calls, region];
