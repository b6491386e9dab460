import type { RowMark } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import type { StartStdio, StdioHome } from "@/lib/processes/stdio-server";
import { callerArn } from "../outputs";
import type { BonafideContext } from "../shared/layer-input";
import { askEra } from "./eras/ask-era";
import { openFirstDoor } from "./eras/open-door";
import type { Judged } from "./judge-tool-answer";
import { type PlannedCall, plannedCalls } from "./planned-calls";
import { fitArguments, type SessionSettings } from "./run-session";
import { answeredArn, countItems } from "./tool-evidence";

const STDIO = "beside:stdio";
/** quilt-mcp imports for five seconds before it answers, and many more on a busy machine; ms. */
const START_TIMEOUT_MS = 60_000;

/** What one tool gave. */
interface ToolResult {
  readonly tool: string;
  readonly accepted: boolean;
  readonly said: string;
}

/** What the command came to with one home. */
interface HomeResult {
  /** Null when the handshake went well. */
  readonly fault: string | null;
  /** The command ran, or why not, and how long until it answered. */
  readonly start: string;
  readonly variables: readonly string[];
  readonly tools: readonly ToolResult[];
  readonly arn: string | null;
}

/** Why the stdio server is not looked at; null when there is none, or when it is. */
function stdioLeftOut(ctx: BonafideContext): string | null {
  if (ctx.input.target.mcpCommand === undefined || ctx.startStdio !== null) return null;
  return "not started: only the command line starts commands (bonafide check)";
}

/**
 * Starts the target's command twice, once with the operator's home and once with an empty one, and calls the layer's own
 * tools in each. It takes no bearer, so it proves nothing about the token: what comes of it is shown, and only that it
 * has data without any home is a warning. Null where there is no command to start.
 */
export async function runStdio(ctx: BonafideContext): Promise<string | null> {
  const leftOut = stdioLeftOut(ctx);
  if (leftOut !== null) ctx.fact("mcp-command", leftOut);
  if (ctx.startStdio === null) return null;
  const start = ctx.startStdio;
  const [yours, empty] = await Promise.all([runWith(ctx, start, "operator"), runWith(ctx, start, "empty")]);
  ctx.table({
    id: "stdio",
    rows: rowsOf(yours, empty),
  });
  if (yours.fault !== null)
    ctx.found("stdio-failed", { yourHome: yours.fault, emptyHome: empty.fault ?? "it answers" });
  const withoutHome = dataIn(empty);
  if (withoutHome.length > 0) {
    ctx.found("stdio-own-credentials", {
      tools: withoutHome,
      answersAs: empty.arn ?? "discover_permissions names nobody",
    });
  }
  if (yours.fault === null && dataIn(yours).length > 0) ctx.recognised("stdio-gives-data");
  ctx.fact("stdio-with-your-home", inWords(yours));
  ctx.fact("stdio-with-empty-home", inWords(empty));
  await compareWithToken(ctx, yours);
  return inWords(yours);
}

async function compareWithToken(ctx: BonafideContext, { arn }: HomeResult): Promise<void> {
  if (arn === null) return;
  const direct = await ctx.whenGiven(callerArn);
  if (direct !== undefined) ctx.fact("stdio-identity", `${arn}; this token is ${direct}`);
}

async function runWith(ctx: BonafideContext, start: StartStdio, home: StdioHome): Promise<HomeResult> {
  const server = await start(home);
  try {
    const began = ctx.now();
    const timeoutMs = ctx.input.timeoutGiven === true ? ctx.input.timeoutMs : START_TIMEOUT_MS;
    const carried: SessionSettings = { carry: ({ step }, request) => server.send(step, request), timeoutMs };
    // A connection keeps to the era of its first message: only one that takes no handshake is asked for the other.
    const ask = () => askEra(ctx, null, carried);
    const session = await openFirstDoor(ctx, null, ask, { purpose: STDIO, ...carried });
    const tookMs = ctx.now() - began;
    const planned = plannedCalls(ctx.input).filter(({ own }) => own);
    const listed = session.fault === null ? await session.listTools() : null;
    const fault = session.fault ?? listed?.fault ?? null;
    const nothing = { variables: server.variables, tools: [], arn: null };
    if (fault !== null || listed === null) {
      const said = faultWords(fault, server.strayLines());
      return { fault: said, start: said, ...nothing };
    }
    const judged = await Promise.all(
      planned.map(async (call): Promise<readonly [PlannedCall, Judged]> => {
        const fitted = fitArguments(call, listed.tools);
        return [call, "fault" in fitted ? fitted.fault : await session.call(fitted.call, fitted.values, STDIO)];
      }),
    );
    const arn = judged.map(([, one]) => (one.observed === "accepted" ? answeredArn(one.payload) : null));
    const name = `${session.server?.name ?? ""} ${session.server?.version ?? ""}`.trim().slice(0, 80);
    return {
      fault: null,
      start: `${name}, after ${seconds(tookMs)}${session.era === undefined ? "" : ", in the stateless era"}`,
      variables: server.variables,
      tools: judged.map(([call, one]) => toResult(call, one)),
      arn: arn.find((one) => one !== null) ?? null,
    };
  } finally {
    await server.stop();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function faultWords(fault: Judged | null, strayLines: number): string {
  const result = fault?.value?.result;
  const detail = result?.kind === "failure" ? result.detail : (fault?.note ?? "no answer");
  const stray = strayLines > 0 && !detail.includes("standard output") ? `; ${strayLines} lines were not JSON-RPC` : "";
  return `${detail}${stray}`.slice(0, 300);
}

function toResult({ tool }: PlannedCall, judged: Judged): ToolResult {
  const accepted = judged.observed === "accepted";
  if (!accepted) return { tool, accepted, said: `${judged.observed}: ${faultWords(judged, 0)}`.slice(0, 200) };
  const items = countItems(judged.payload);
  return { tool, accepted, said: answeredArn(judged.payload) ?? (items === null ? "data" : `${items} items`) };
}

/** Tools that gave data. An empty list is none. */
function dataIn({ tools }: HomeResult): readonly string[] {
  return tools.filter(({ accepted, said }) => accepted && said !== "0 items").map(({ tool }) => tool);
}

function rowsOf(yours: HomeResult, empty: HomeResult) {
  const row = (id: string, mark: RowMark, ...cells: readonly string[]) => ({ id, mark, cells });
  const tools = [...new Set([...yours.tools, ...empty.tools].map(({ tool }) => tool))];
  const given = ({ tools: results, fault }: HomeResult, tool: string) =>
    results.find((one) => one.tool === tool)?.said ?? (fault === null ? "not asked" : "not started");
  const withoutHome = dataIn(empty);
  return [
    row("start", yours.fault === null ? "note" : "unknown", "start", yours.start, empty.start),
    ...tools.map((tool) =>
      row(rowId("tool", tool), markOf(tool, yours, withoutHome), tool, given(yours, tool), given(empty, tool)),
    ),
    row("variables-passed", "note", "variables passed", yours.variables.join(", "), empty.variables.join(", ")),
  ];
}

/** Data without any home is the server's own; data with yours is your session's. */
function markOf(tool: string, yours: HomeResult, withoutHome: readonly string[]): RowMark {
  if (withoutHome.includes(tool)) return "bad";
  return dataIn(yours).includes(tool) ? "good" : "note";
}

function inWords(result: HomeResult): string {
  if (result.fault !== null) return `no session: ${result.fault}`.slice(0, 200);
  const data = dataIn(result);
  if (data.length === 0) return "no tool gives data";
  const as = result.arn === null ? "" : ` as ${result.arn}`;
  return `${data.length} of ${result.tools.length} tools give data${as}`;
}
