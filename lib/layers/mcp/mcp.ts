import { ended, type Layer } from "@/lib/diagnosis/layer";
import { callerArn, catalogIdentity, directSearch, registryUrl } from "../outputs";
import { expectedAccessVariant } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { askSearchScopes } from "./ask-search-scopes";
import { compareBuckets } from "./compare-buckets";
import { compareIdentity } from "./compare-identity";
import { beginAsk } from "./eras/ask-era";
import { reportEras, withSecondCalls, withSecondControls } from "./eras/report-eras";
import { trySecondDoor } from "./eras/second-door";
import { mcpByHand } from "./mcp-by-hand";
import { mcpFindings } from "./mcp-findings";
import { mcpFacts, mcpSignals, mcpTables } from "./mcp-labels";
import { planMcp } from "./plan-mcp";
import { type RepeatedCall, reportControls, reportRepeat } from "./report-controls";
import { reportReal } from "./report-real";
import { reportSearchScopes } from "./report-search-scopes";
import { askResourceMetadata } from "./resource-metadata";
import { runAllControls } from "./run-all-controls";
import { type ControlRun, plannedControls } from "./run-controls";
import { acceptedCalls, answeredCalls, type RealRun, runReal } from "./run-real";
import { runReference } from "./run-reference";
import type { OpenedSession } from "./run-session";
import { runStdio } from "./run-stdio";
import { runTwoUsers } from "./run-two-users";
import { reportServerEnv } from "./server-env/report-server-env";
import { askHealth, reportAnswers, reportServer } from "./server-facts";
import { tellApart } from "./tell-apart";
import { bucketListEvidence } from "./tool-evidence";

/** Does the MCP server refuse the wrong caller and serve the right one? Judged by tools, never by the handshake. */
export const mcp: Layer<LayerInput, BonafideContext> = {
  id: "mcp",
  title: "the MCP server serves this user, and no other caller",
  question: "Does the MCP server refuse the wrong caller and serve the right one?",
  nature: "live",
  asksAsSubject: true,
  serverEnvUnread: ({ target }) => (target.mcpUrl === undefined ? "the target names no MCP server" : null),
  needs: () => [],
  uses: () => [],
  // Compared with at the end: the session does not wait for them to begin.
  awaits: [registryUrl, catalogIdentity, callerArn, directSearch],
  gives: [],
  evidence: bucketListEvidence,
  proves: "a call without a token is refused, a bad token gets no data, and this token gets this user's data",
  doesNotProve: "every tool of the MCP server",
  settledBy: [],
  frontOf: ["exchange", "search"],
  findings: mcpFindings,
  facts: mcpFacts,
  tables: mcpTables,
  signals: mcpSignals,
  controls: plannedControls,
  variant: (input) => expectedAccessVariant(input, "mcp", mcpFindings),
  doing: () => "talking to the MCP server",
  notApplicable,
  requiredByDefault: (input) => input.target.mcpUrl !== undefined,
  plan: planMcp,
  byHand: ({ target }) => (target.mcpUrl === undefined ? null : mcpByHand(target.mcpUrl)),
  async run(ctx) {
    const stdio = runStdio(ctx);
    // Awaited below; a fault before that is not left without a listener.
    stdio.catch(() => {});
    if (ctx.input.target.mcpUrl === undefined) return endStdioAlone(ctx, await stdio);
    const bearer = ctx.input.token?.raw.reveal() ?? null;
    const health = askHealth(ctx);
    const asked = beginAsk(ctx, bearer);
    const first = await runReal(ctx, bearer, asked);
    const compared = Promise.all([compareIdentity(ctx, first), compareBuckets(ctx, first)]);
    const scopes = askSearchScopes(ctx, first);
    // Heard of where it is awaited; the controls come first.
    scopes.catch(() => {});
    const second = trySecondDoor(ctx, bearer, asked, first);
    second.catch(() => {});
    const { controls, real, again } = await runAllControls(ctx, first, bearer, scopes);
    const [repeated] = await Promise.all([runRepeat(real, again, controls), askResourceMetadata(ctx, real, controls)]);
    const door = await second;
    const all = withSecondControls(controls, door);
    reportControls(ctx, all);
    if (ctx.input.controls === "off" && ctx.input.token !== null && acceptedCalls(real).length > 0) {
      ctx.found("controls-off");
    }
    reportRepeat(ctx, repeated);
    await runTwoUsers(ctx, { ...real, session: again });
    await runReference(ctx, real);
    reportServer(ctx, real, controls, await health);
    await reportServerEnv(ctx, real, controls, await health);
    await stdio;
    reportAnswers(ctx, real);
    await reportSearchScopes(ctx, real, await scopes);
    const [identity, buckets] = await compared;
    if (identity !== null || buckets !== null) ctx.found("wrong-identity", { ...buckets, ...identity });
    const summary = reportReal(ctx, tellApart(withSecondCalls(real, door), all));
    reportEras(ctx, real, door);
    return ended(summary);
  },
};

/** A stdio server proves nothing about the token: on its own it leaves the layer open, and required of nobody. */
function endStdioAlone(ctx: BonafideContext, said: string | null) {
  ctx.found("stdio-takes-no-token", { command: ctx.input.target.mcpCommand?.words[0] ?? "" });
  return ended(`over stdio, with your HOME: ${said ?? "not started"}`.slice(0, 200));
}

function notApplicable({ target, mayStartCommand }: LayerInput): string | null {
  if (target.mcpUrl !== undefined) return null;
  if (target.mcpCommand === undefined) return "no MCP URL in the target";
  return mayStartCommand === true ? null : "no MCP URL in the target; only the command line starts its mcp.command";
}

/** The tools' genuine calls once more, in the session that is open; a tool whose control ran out of time has ended. */
async function runRepeat(
  real: RealRun,
  again: OpenedSession,
  controls: readonly ControlRun[],
): Promise<readonly RepeatedCall[]> {
  const slow = new Set(
    controls.flatMap((run) =>
      run.calls.filter(({ judged }) => judged.reason === "timeout").map((one) => one.real.call.label),
    ),
  );
  const due = answeredCalls(real).filter(({ call }) => !slow.has(call.label));
  return Promise.all(
    due.map(async (one) => ({
      real: one,
      judged: again.fault ?? (await again.call(one.call, one.values ?? {}, "repeat")),
    })),
  );
}
