import type { FrontCall, Outcome } from "./fault-front";
import { jsonReply, rpcAnswer, rpcRefused } from "./replies";
import { parseRecord, recordOf } from "./rpc-call";
import type { Fault, Right, Situation } from "./situation";

const HANDSHAKE = "2025-06-18";
const STATELESS = "2026-07-28";
const REFUSED = { "no-token": "refused", tampered: "refused" } as const;

type Handler = (call: FrontCall) => Outcome | Promise<Outcome>;

/** A door of 2026-07-28 before the lab's server; `asking` answers server/discover, `calling` a tool's call. */
function door(asking: Handler, calling: Handler, handshake: Handler = () => null): Fault {
  return async (call) => {
    if (call.rpc?.stateless !== true) return handshake(call);
    if (call.rpc.method === "server/discover") return asking(call);
    if (call.rpc.method === "tools/call") return (await calling(call)) ?? served(call);
    return served(call);
  };
}

/** What the server behind answers to this call as one of the handshake era, in the form of the other. */
async function served(call: FrontCall, authorization?: string): Promise<Outcome> {
  const own = await call.own({
    protocolVersion: HANDSHAKE,
    ...(authorization === undefined ? {} : { authorization }),
  });
  const result = recordOf(parseRecord(own.body)?.result);
  return result === null ? own : rpcAnswer(call, { resultType: "complete", ...result });
}

const servedAs =
  (whom: (call: FrontCall) => boolean): ((token: string) => Handler) =>
  (token) =>
  (call) =>
    whom(call) ? served(call, `Bearer ${token}`) : null;

const discovers: Handler = (call) =>
  call.caller === "none"
    ? jsonReply(401, { error: "unauthorized" }, { "www-authenticate": "Bearer" })
    : rpcAnswer(call, { resultType: "complete", supportedVersions: [STATELESS], capabilities: { tools: {} } });
const hidden: Handler = () => rpcRefused(400, -32600, "Invalid Request");

/** A door that the token of the run opens for whoever is meant. */
function openTo(whom: (call: FrontCall) => boolean, asking: Handler): Fault {
  return (call, behind) => door(asking, servedAs(whom)(behind.token))(call, behind);
}

const fails = (code: string): Right => ({ layer: "mcp", status: "fail", verdict: "fail", code });
const undecided = (code: string): Right => ({
  layer: "mcp",
  status: "inconclusive",
  verdict: "inconclusive",
  code,
});

const noVersion = (call: FrontCall) =>
  jsonReply(400, {
    jsonrpc: "2.0",
    id: call.rpc?.id ?? null,
    error: {
      code: -32022,
      message: "Unsupported protocol version",
      data: { supported: [STATELESS], requested: HANDSHAKE },
    },
  });

const erasShown =
  (...wanted: readonly string[]): NonNullable<Right["holds"]> =>
  (view) => {
    const eras: unknown = Reflect.get(view.target, "mcpEras");
    return JSON.stringify(eras) === JSON.stringify(wanted) ? [] : [`the eras are ${JSON.stringify(eras)}`];
  };

export const eraSituations: readonly Situation[] = [
  {
    title: "both doors are guarded",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: door(discovers, () => null),
    right: {
      layer: "mcp",
      status: "pass",
      verdict: "pass",
      controls: REFUSED,
      holds: erasShown("handshake", "stateless"),
    },
  },
  {
    title: "a stateless door that is open beside a guarded handshake",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: openTo(() => true, discovers),
    right: fails("mcp/open"),
  },
  {
    title: "a stateless door that only hides its discovery, and is open",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: openTo(() => true, hidden),
    right: fails("mcp/open"),
  },
  {
    title: "a hidden stateless door that takes any token",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: openTo(({ caller }) => caller !== "none", hidden),
    right: fails("mcp/not-enforced"),
  },
  {
    title: "a server that speaks the stateless era alone",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: door(
      discovers,
      () => null,
      (call) => (call.rpc === null ? null : noVersion(call)),
    ),
    right: { layer: "mcp", status: "pass", verdict: "pass", controls: REFUSED, holds: erasShown("stateless") },
  },
  {
    title: "a proxy takes the stateless era's headers away",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: door(discovers, (call) =>
      jsonReply(400, {
        jsonrpc: "2.0",
        id: call.rpc?.id ?? null,
        error: { code: -32020, message: "Header mismatch: Mcp-Method is missing" },
      }),
    ),
    right: undecided("mcp/era-untried"),
  },
  {
    title: "a discovery that is unknown says nothing where the handshake works",
    source: "MCP 2026-07-28, Versioning",
    hop: "mcp",
    fault: ({ rpc }) => (rpc?.stateless === true ? rpcRefused(404, -32601, "Method not found") : null),
    right: {
      layer: "mcp",
      status: "pass",
      verdict: "pass",
      controls: REFUSED,
      without: ["mcp/era-untried"],
      holds: erasShown("handshake"),
    },
  },
];
