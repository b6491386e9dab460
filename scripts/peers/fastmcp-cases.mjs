import { chain, fails, identityPasses, provesNothing, refused } from "./expectations.mjs";

/**
 * Rows of FastMCP servers with tools of their own, which the target names in `mcp.calls`.
 *
 * @typedef {import("./check.mjs").ExpectedLayer} ExpectedLayer
 * @typedef {import("./cases.mjs").Case} Case
 */

/** @type {ExpectedLayer} */
const labS3 = { status: "pass", controls: { "wrong-secret": refused(403), unsigned: refused(403) } };
/** @param {ExpectedLayer} mcp @returns {Record<string, ExpectedLayer>} */
const chainWith = (mcp) => ({ ...chain(identityPasses, labS3), mcp });
/** @type {ExpectedLayer} */
const mcpPasses = {
  status: "pass",
  never: ["mcp/tool-missing", "mcp/list-incomplete"],
  everyControl: { observed: "refused", counts: true },
};
/** @param {ExpectedLayer} [mcp] */
const passes = (mcp = mcpPasses) => ({
  exit: 0,
  verdict: "pass",
  brokenLayer: null,
  code: null,
  layers: chainWith(mcp),
});

/** @param {...Record<string, unknown>} calls */
const calling =
  (...calls) =>
  () => ({ mcp: { calls } });

const three = calling(
  { tool: "things_as_text", minItems: 2 },
  { tool: "things_structured", minItems: 2 },
  { tool: "things_wrapped", minItems: 2 },
  { tool: "prose", contains: "README" },
  { resource: "things://all", minItems: 2 },
);

/** @type {Case[]} */
export const fastmcpCases = [
  {
    name: "lists as text, as structured content, wrapped, in prose and as a resource: all are judged by what they hold",
    fastmcp: "stateful",
    target: three,
    expect: passes(),
  },
  { name: "the same without sessions, framed as JSON", fastmcp: "json", target: three, expect: passes() },
  {
    name: "the same through nginx, which buffers and compresses the event streams",
    fastmcp: "stateful",
    front: "buffered",
    target: three,
    expect: passes(),
  },
  {
    name: "48 tools in pages of ten",
    fastmcp: "paged",
    target: calling({ tool: "things_structured", minItems: 2 }, { tool: "a_tool_39", contains: "39" }),
    expect: passes(),
  },
  {
    name: "fewer things than were wanted",
    fastmcp: "stateful",
    target: calling({ tool: "things_structured", minItems: 3 }),
    expect: fails(
      "mcp/tool-failed",
      chainWith({ status: "fail", codes: ["mcp/tool-failed"], everyControl: { observed: "refused", counts: false } }),
    ),
  },
  {
    name: "an error that looks like a result is none, and says nothing of the caller's token",
    fastmcp: "stateful",
    target: calling({ tool: "fails_as_text" }),
    expect: fails(
      "mcp/tool-failed",
      chainWith({
        status: "fail",
        codes: ["mcp/tool-failed"],
        never: ["mcp/unauthorized"],
        everyControl: provesNothing(401),
      }),
    ),
  },
  {
    name: "an error of the protocol about an unexpected token and a bad gateway is the upstream's",
    fastmcp: "stateful",
    target: calling({ tool: "fails" }),
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "mcp/upstream-failed",
      layers: chainWith({
        status: "inconclusive",
        codes: ["mcp/upstream-failed"],
        never: ["mcp/unauthorized"],
        everyControl: provesNothing(401),
      }),
    },
  },
  {
    name: "a scope is missing, which FastMCP calls an invalid token: it is believed",
    fastmcp: "scopes",
    target: calling({ tool: "things_structured", minItems: 2 }),
    expect: fails(
      "mcp/unauthorized",
      chainWith({
        status: "fail",
        codes: ["mcp/unauthorized"],
        tells: ["invalid_token"],
        everyControl: provesNothing(401),
      }),
    ),
  },
  {
    name: "no token is asked for: data for anyone",
    fastmcp: "open",
    target: calling({ tool: "things_structured", minItems: 2 }),
    expect: fails(
      "mcp/open",
      chainWith({
        status: "fail",
        codes: ["mcp/open", "mcp/not-enforced"],
        everyControl: { observed: "accepted", counts: true },
      }),
    ),
  },
  {
    name: "a tool that answers from its arguments alone proves nothing, for or against",
    fastmcp: "open",
    target: calling({ tool: "adds", arguments: { left: 2, right: 3 } }),
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "mcp/nothing-judged",
      layers: chainWith({
        status: "inconclusive",
        codes: ["mcp/nothing-judged", "mcp/same-for-all"],
        never: ["mcp/open", "mcp/not-enforced"],
        everyControl: { observed: "no-answer", counts: false },
      }),
    },
  },
  {
    name: "the tools ask for the token and say so in a sentence: no sign of refusal",
    fastmcp: "guarded-in-tools",
    target: calling({ tool: "things_structured", minItems: 2 }),
    expect: {
      exit: 3,
      verdict: "inconclusive",
      brokenLayer: null,
      code: "mcp/control-unanswered",
      layers: chainWith({
        status: "inconclusive",
        codes: ["mcp/control-unanswered"],
        never: ["mcp/open", "mcp/not-enforced"],
        everyControl: { observed: "no-answer", counts: true },
      }),
    },
  },
  {
    name: "the host name that a proxy sends on is not among those that the server allows",
    fastmcp: "hosts",
    front: "other-host",
    target: calling({ tool: "things_structured", minItems: 2 }),
    expect: fails(
      "mcp/host-refused",
      chainWith({
        status: "fail",
        codes: ["mcp/host-refused"],
        everyControl: { observed: "no-answer", counts: false },
      }),
    ),
  },
  {
    name: "HTTP+SSE of before 2025",
    fastmcp: "old-transport",
    mcpPath: "/sse",
    target: calling({ tool: "things_structured", minItems: 2 }),
    expect: fails(
      "mcp/old-transport",
      chainWith({
        status: "fail",
        codes: ["mcp/old-transport"],
        everyControl: { observed: "no-answer", counts: false },
      }),
    ),
  },
];
