import { findKnownVersion } from "@/lib/clients/mcp/known-versions";
import { type DeploymentMode, readHealth, readMode, type ServerVersion } from "@/lib/clients/mcp/read-health";
import type { EvidenceRow } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import type { BonafideContext } from "../shared/layer-input";
import { bodyText } from "../shared/read-answer";
import type { ControlRun } from "./run-controls";
import { answeredCalls, type RealRun } from "./run-real";
import { reportSlow } from "./slow-tools";
import { countItems } from "./tool-evidence";

/** How long `/health` may take, ms: it says the version and proves nothing, so nothing waits for it. */
const HEALTH_TIMEOUT_MS = 5_000;

const MAX_PASSED_OVER = 10;

/** Asks `/health` at the server's origin for the true version; no token goes there, and any other answer is no fault. */
export async function askHealth(ctx: BonafideContext): Promise<ServerVersion | null> {
  const result = await ctx.http.send("beside:health", {
    method: "GET",
    url: new URL("/health", ctx.input.target.mcpUrl).href,
    headers: { accept: "application/json" },
    timeoutMs: Math.min(ctx.input.timeoutMs, HEALTH_TIMEOUT_MS),
    signal: ctx.signal,
  });
  return result.status === 200 ? readHealth(bodyText(result)) : null;
}

/** Shows what the server says of itself, what is known of that version, and who verifies tokens as far as was seen. */
export function reportServer(
  ctx: BonafideContext,
  real: RealRun,
  controls: readonly ControlRun[],
  health: ServerVersion | null,
): void {
  const { server, framing, stateful } = real.session;
  const isQuilt = /^quilt-mcp/i.test(health?.name ?? server?.name ?? "");
  // quilt-mcp's handshake names a version that never changes; only its health knows the true one.
  const version = health?.version ?? (isQuilt ? null : (server?.version ?? null));
  const mode = server === null ? null : readMode(server.instructions, server.version);
  if (version !== null) ctx.fact("mcp-version", version);
  if (server !== null) {
    ctx.fact("server", `${server.name} ${server.version}`.slice(0, 80));
    const framed = framing === "sse" ? "SSE" : "JSON";
    ctx.fact("protocol", `${server.protocolVersion} · ${framed} · ${stateful ? "stateful" : "stateless"}`);
  }
  const passedOver = real.session.passedOver();
  if (passedOver.length > 0) ctx.fact("passed-over", passedOver.slice(0, MAX_PASSED_OVER));
  if (mode !== null) ctx.fact("mode", mode);
  const verifies = whoVerifies(controls, mode);
  if (verifies !== null) ctx.fact("verifies-tokens", verifies);
  if (real.tools.length > 0) ctx.fact("tools-offered", real.tools.length);
  if (isQuilt && version !== null) reportKnown(ctx, version, mode);
  reportSlow(ctx, real);
}

/** As observed: the version alone does not say what stands before the server. */
function whoVerifies(controls: readonly ControlRun[], mode: DeploymentMode | null): string | null {
  if (mode === "legacy") return "no: ignores the Authorization header";
  const tampered = controls.find(({ name }) => name === "tampered");
  const first = tampered?.calls.find(({ judged }) => judged.observed === "refused");
  if (first === undefined) return null;
  return (first.judged.status ?? 0) >= 400 ? "itself" : "no: passes them on";
}

function reportKnown(ctx: BonafideContext, version: string, mode: DeploymentMode | null): void {
  const known = findKnownVersion(version);
  if (known === null) {
    ctx.fact("this-version", "not known to Bonafide");
    return;
  }
  // The table speaks of the modes that take tokens.
  ctx.fact("this-version", mode === "legacy" ? "in legacy mode: its own session answers every caller" : known.mode);
  if (mode !== "legacy" && known.defects.length > 0) ctx.fact("known-defects", known.defects);
}

/** Shows how much each tool gave, and which was not judged: rows, for a tool may be named like anything. */
export function reportAnswers(ctx: BonafideContext, real: RealRun): void {
  const rows = answeredCalls(real).flatMap(({ call, judged }): readonly EvidenceRow[] => {
    const items = countItems(judged.payload);
    const unjudged = judged.notJudged === true;
    if (items === null && !unjudged) return [];
    const said = [...(items === null ? [] : [String(items)]), ...(unjudged ? ["not-judged"] : [])].join(", ");
    return [{ id: rowId(call.label), mark: unjudged ? "unknown" : "note", cells: [call.label, said] }];
  });
  if (rows.length > 0) ctx.table({ id: "tools-answered", rows });
}
