import { ended, type Layer } from "@/lib/diagnosis/layer";
import { accessVariant } from "./access";
import { registryOrigin } from "./exchange-call";
import type { BonafideContext, LayerInput } from "./layer-input";
import { mcpByHand } from "./mcp/by-hand";
import { compareBuckets } from "./mcp/compare-buckets";
import { compareIdentity } from "./mcp/compare-identity";
import { bucketListEvidence } from "./mcp/evidence";
import { mcpFindings } from "./mcp/findings";
import { plannedCalls } from "./mcp/planned-calls";
import { type RepeatedCall, reportControls, reportRepeat } from "./mcp/report-controls";
import { reportDifference, reportReal } from "./mcp/report-real";
import { askResourceMetadata } from "./mcp/resource-metadata";
import { type ControlRun, plannedControls, runControls } from "./mcp/run-controls";
import { acceptedCalls, type RealRun, runReal } from "./mcp/run-real";
import { REFERENCE_REQUESTS, runReference } from "./mcp/run-reference";
import { MAX_TOOL_PAGES } from "./mcp/run-session";
import { reportServerEnv } from "./mcp/server-env/report-server-env";
import { askHealth, reportAnswers, reportServer } from "./mcp/server-facts";
import { runTwoUsers, twoUsersRequests } from "./mcp/two-users";
import { callerArn, catalogIdentity, registryUrl } from "./outputs";
import { referenceRequests } from "./reference";

/** Does the MCP server refuse the wrong caller and serve the right one? Judged by tools, never by the handshake. */
export const mcp: Layer<LayerInput, BonafideContext> = {
  id: "mcp",
  title: "the MCP server serves this user, and no other caller",
  question: "Does the MCP server refuse the wrong caller and serve the right one?",
  nature: "live",
  needs: () => [],
  uses: () => [],
  // Compared with at the end: the session does not wait for them to begin.
  awaits: [registryUrl, catalogIdentity, callerArn],
  gives: [],
  evidence: bucketListEvidence,
  proves: "no token is refused, a bad token gets no data, and the token gets this user's data",
  doesNotProve: "every tool of the MCP server",
  settledBy: [],
  frontOf: ["exchange", "search"],
  findings: mcpFindings,
  controls: plannedControls,
  variant: (input) => accessVariant(input, "mcp"),
  doing: () => "talking to the MCP server",
  notApplicable: (input) => (input.target.mcpUrl === undefined ? "no MCP URL in the target" : null),
  requiredByDefault: (input) => input.target.mcpUrl !== undefined,
  plan,
  byHand: ({ target }) => (target.mcpUrl === undefined ? null : mcpByHand(target.mcpUrl)),
  async run(ctx) {
    const bearer = ctx.input.token?.raw.reveal() ?? null;
    const health = askHealth(ctx);
    const real = await runReal(ctx, bearer);
    const compared = Promise.all([compareIdentity(ctx, real), compareBuckets(ctx, real)]);
    const controls = await runControls(ctx, real);
    const [repeated] = await Promise.all([runRepeat(real, controls), askResourceMetadata(ctx, real, controls)]);
    reportControls(ctx, controls);
    if (ctx.input.controls === "off" && ctx.input.token !== null && acceptedCalls(real).length > 0) {
      ctx.found("controls-off");
    }
    reportRepeat(ctx, repeated);
    await runTwoUsers(ctx, real);
    await runReference(ctx, real);
    reportServer(ctx, real, controls, await health);
    await reportServerEnv(ctx, real, controls, await health);
    reportAnswers(ctx, real);
    reportDifference(ctx, real);
    const [identity, buckets] = await compared;
    if (identity !== null || buckets !== null) ctx.found("wrong-identity", { ...buckets, ...identity });
    return ended(reportReal(ctx, real));
  },
};

/** The tools' genuine calls once more, in the session that is open; a tool whose control ran out of time has ended. */
async function runRepeat(real: RealRun, controls: readonly ControlRun[]): Promise<readonly RepeatedCall[]> {
  const slow = new Set(
    controls.flatMap((run) =>
      run.calls.filter(({ judged }) => judged.note === "timeout").map((one) => one.real.call.label),
    ),
  );
  const due = acceptedCalls(real).filter(({ call }) => !slow.has(call.label));
  return Promise.all(
    due.map(async (one) => ({ real: one, judged: await real.session.call(one.call, one.values ?? {}, "repeat") })),
  );
}

function plan(input: LayerInput) {
  const tools = plannedCalls(input).length;
  const controls = plannedControls(input);
  const hasRegistry = input.target.registryUrl !== undefined || input.target.catalogUrl !== undefined;
  // Handshake, list, health and resource metadata; the tools twice; each control's handshake and tools.
  const own = 4 + MAX_TOOL_PAGES + 2 * tools + (hasRegistry ? 1 : 0);
  return {
    requests:
      own + controls.length * (2 + tools) + twoUsersRequests(input) + referenceRequests(input, REFERENCE_REQUESTS),
    wrongCredentials: controls.filter((control) => control.wrongCredential).length * (2 + tools),
    awsSessionsMinted: 0,
    destinations: [
      ...(input.target.mcpUrl === undefined ? [] : [new URL(input.target.mcpUrl).origin]),
      ...(hasRegistry ? [registryOrigin(input)] : []),
    ],
  };
}
