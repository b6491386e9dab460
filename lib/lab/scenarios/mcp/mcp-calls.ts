import type { ForeignAnswers } from "@/lib/lab/servers/mcp/mcp-config";
import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { TargetConfig } from "@/lib/lab/stack/target-config";
import { defineScenarios } from "../scenario";

type Result = ForeignAnswers["genuine"];

/** The result of a tool that gives text alone. */
const text = (said: string): Result => ({ content: [{ type: "text", text: said }], isError: false });
/** What FastMCP makes of a tool that gives a string of JSON. */
const jsonText = (value: object): Result => ({
  ...text(JSON.stringify(value)),
  structuredContent: { result: JSON.stringify(value) },
});

const REPORTS = jsonText([
  { id: 1, name: "README" },
  { id: 2, name: "summary" },
]);
const REFUSED = jsonText({ success: false, error: "GraphQL query not authorized" });

const listReports: ForeignAnswers = {
  name: "list_reports",
  kind: "tool",
  readOnly: true,
  genuine: REPORTS,
  wrong: REFUSED,
};

/** A stack whose MCP server has a tool of its own, which the target calls. */
function withReports(
  config: StackConfig,
  change: Partial<ForeignAnswers> = {},
  ...calls: TargetConfig["mcpCalls"]
): StackConfig {
  const tool = { ...listReports, ...change };
  const mcpCalls = calls.length === 0 ? [{ tool: tool.name }] : calls;
  return withTarget(withMcp(config, { foreign: [tool] }), { mcpCalls });
}

/** A server without any tool of quilt-mcp's. */
function withoutQuilt(config: StackConfig): StackConfig {
  const withoutTools = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
  return withMcp(config, { withoutTools });
}

const STATUS = "auth://status";
const status: ForeignAnswers = {
  name: STATUS,
  kind: "resource",
  readOnly: null,
  genuine: {
    contents: [{ uri: STATUS, mimeType: "application/json", text: '{"status":"authenticated","user":"ada"}' }],
  },
  wrong: { contents: [{ uri: STATUS, text: '{"success":false,"error":"JWT token invalid or expired."}' }] },
};

function withStatus(config: StackConfig, change: Partial<ForeignAnswers> = {}): StackConfig {
  const mcp = withMcp(config, { foreign: [{ ...status, ...change }] });
  return withTarget(mcp, { mcpCalls: [{ resource: STATUS, contains: "authenticated" }] });
}

/** Calls that the target names itself, to tools and resources that nobody here knows. */
export const mcpCalls = defineScenarios("mcp", [
  {
    id: "mcp-call-detail",
    title: "A call of the target is answered with an error that looks like data",
    story: "The tool says that it worked. What it hands over is its API's own error: nobody is logged in there.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: withReports,
    fault: (config) => withReports(config, { genuine: text('{"detail":"Not authenticated"}') }),
  },
  {
    id: "mcp-call-page",
    title: "A call of the target is answered with a web page",
    story: "The tool hands over whatever it got, and that is the sign-in page of a single sign-on.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: withReports,
    fault: (config) => withReports(config, { genuine: text("<!doctype html><title>Sign in</title>") }),
  },
  {
    id: "mcp-call-graphql",
    title: "A call of the target is answered with GraphQL errors",
    story: "The tool hands over the whole GraphQL answer as JSON in a string: no data, and one error.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: withReports,
    fault: (config) =>
      withReports(config, { genuine: jsonText({ data: null, errors: [{ message: "Cannot query field reports" }] }) }),
  },
  {
    id: "mcp-call-too-few",
    title: "A call of the target finds nothing",
    story: "The target wants two reports at least. The answer is a success with an empty list.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: (config) => withReports(config, {}, { tool: "list_reports", minItems: 2, contains: "README" }),
    fault: (config) =>
      withReports(config, { genuine: jsonText([]) }, { tool: "list_reports", minItems: 2, contains: "README" }),
  },
  {
    id: "mcp-call-served-to-all",
    title: "A tool of one's own serves a wrong token",
    story: "quilt-mcp's tools refuse a tampered token. The tool beside them hands out its list to anyone who has one.",
    codes: ["mcp/not-enforced"],
    verdict: "fail",
    code: "mcp/not-enforced",
    given: (config) => withReports(config, {}, { tool: "list_reports", minItems: 1 }),
    fault: (config) => withReports(config, { wrong: REPORTS }, { tool: "list_reports", minItems: 1 }),
  },
  {
    id: "mcp-same-for-all",
    title: "A call that nothing is wanted of answers everybody alike",
    story:
      "The target does not say what a right answer holds, so the call proves nothing. A wrong token gets the same, which is worth a look.",
    codes: ["mcp/pass-through", "mcp/same-for-all"],
    verdict: "pass",
    code: null,
    given: withReports,
    fault: (config) => withReports(config, { wrong: REPORTS }),
  },
  {
    id: "mcp-nothing-judged",
    title: "No call says what a right answer holds",
    story:
      "The server is somebody else's and has none of quilt-mcp's tools. The one call that the target names wants nothing, so nothing is proven.",
    codes: ["mcp/nothing-judged", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/nothing-judged",
    given: (config) => withReports(withoutQuilt(config), {}, { tool: "list_reports", minItems: 1 }),
    fault: (config) => withReports(withoutQuilt(config)),
  },
  {
    id: "mcp-call-asks-back",
    title: "A tool asks for more input in place of an answer",
    story: "The tool wants to know which workspace is meant, and nobody is there to say so.",
    codes: ["mcp/asks-back", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/asks-back",
    given: withReports,
    fault: (config) =>
      withReports(config, {
        genuine: {
          resultType: "input_required",
          inputRequests: { workspace: { method: "elicitation/create", params: { message: "Which workspace?" } } },
        },
      }),
  },
  {
    id: "mcp-call-may-write",
    title: "A call of the target names a tool that may write",
    story: "Nothing says that list_reports only reads, and the operator has not allowed it: it is not called.",
    codes: ["mcp/pass-through", "mcp/refused-by-policy"],
    verdict: "inconclusive",
    code: "mcp/refused-by-policy",
    given: withReports,
    fault: (config) => withReports(config, { readOnly: null }),
  },
  {
    id: "mcp-resource-failed",
    title: "A resource of the server's cannot be read",
    story: "The target reads auth://status. The server answers with an error of its own: it has no catalog.",
    codes: ["mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: withStatus,
    fault: (config) =>
      withStatus(config, { genuine: { contents: [{ uri: STATUS, text: '{"status":"error","error":"no catalog"}' }] } }),
  },
]);
