import type { FrontCall, Outcome } from "./fault-front";
import { foreignTool, mcpFront, ownTools, strangersGet401, toolsPage } from "./mcp-front";
import { toolText } from "./replies";
import type { Right, Situation } from "./situation";

const TOOL = { ...foreignTool("read_notes"), annotations: { readOnlyHint: true } };

/** A server of somebody else's with one tool, which is the target's own call. */
function othersServer(tool: (call: FrontCall) => Outcome) {
  return mcpFront({ first: strangersGet401, list: (call) => toolsPage(call, [TOOL]), tool });
}

const saying = (text: string) => othersServer((call) => toolText(call, text, false));

const calling = (evidence: Readonly<Record<string, unknown>> = {}) => ({
  mcp: { calls: [{ tool: "read_notes", arguments: {}, ...evidence }] },
});

const failed: Right = { layer: "mcp", status: "fail", verdict: "fail", code: "mcp/tool-failed" };
const passed: Right = {
  layer: "mcp",
  status: "pass",
  verdict: "pass",
  controls: { "no-token": "refused", tampered: "refused" },
  without: ["mcp/tool-missing"],
};

const failures: readonly Situation[] = (
  [
    ["a detail that says no", '{"detail":"Not authenticated"}'],
    ["a page", "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>"],
    ["GraphQL errors", '{"data":null,"errors":[{"message":"Cannot query field \\"notes\\""}]}'],
    ["ok false", '{"ok":false,"reason":"no_such_notebook"}'],
    ["an error status of its own", '{"status":404,"message":"no such notebook"}'],
  ] as const
).map(([title, text]) => ({
  title: `a call without evidence that answers ${title}`,
  source: "tavily-ai/tavily-mcp#211",
  hop: "mcp",
  fault: saying(text),
  target: calling(),
  right: failed,
}));

const NOT_AUTHORIZED = JSON.stringify({ success: false, error: "GraphQL query not authorized" });

export const mcpCallSituations: readonly Situation[] = [
  ...failures,
  {
    title: "a call without evidence that tells the wrong caller no, in a string within the structure",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: mcpFront({
      list: async (call) => toolsPage(call, [...(await ownTools(call)), TOOL]),
      tool: (call) => {
        if (call.rpc?.tool !== "read_notes") return null;
        if (call.caller === "real") return toolText(call, '{"notes":["a","b"]}', false);
        return toolText(call, NOT_AUTHORIZED, false, { result: NOT_AUTHORIZED });
      },
    }),
    target: calling(),
    right: {
      layer: "mcp",
      status: "pass",
      verdict: "pass",
      without: ["mcp/not-enforced", "mcp/open"],
      holds: ({ layers }) => {
        const layer = layers.find(({ id }) => id === "mcp");
        const shown = JSON.stringify([layer?.result, layer?.controlResults]);
        return shown.includes("not-judged") || shown.includes("not judged")
          ? []
          : ["the call is not marked not-judged"];
      },
    },
  },
  {
    title: "a call with a count, and an array at the top",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: saying('[{"id":1},{"id":2}]'),
    target: calling({ minItems: 1 }),
    right: passed,
  },
  {
    title: "a call with a count that is not reached",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: saying('[{"id":1},{"id":2}]'),
    target: calling({ minItems: 3 }),
    right: failed,
  },
  {
    title: "a call with a text that it must hold",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: saying("Found raw/README.md in one bucket"),
    target: calling({ contains: "README" }),
    right: passed,
  },
  {
    title: "a call with a text that it does not hold",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: saying("Found nothing"),
    target: calling({ contains: "README" }),
    right: failed,
  },
  {
    title: "calls of which none says what a right answer holds",
    source: "tavily-ai/tavily-mcp#211",
    hop: "mcp",
    fault: saying('{"notes":["a","b"]}'),
    target: calling(),
    right: { layer: "mcp", status: "inconclusive", verdict: "inconclusive", code: "mcp/nothing-judged" },
  },
];
