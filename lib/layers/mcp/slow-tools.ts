import type { BonafideContext } from "../shared/layer-input";
import type { RealCall, RealRun } from "./run-real";

/** A tool that takes longer is told: a hop behind the server is slow, ms. */
const SLOW_MS = 10_000;
/** So is one that takes longer than this and many times what the same hops take directly, ms. */
const NOTABLE_MS = 2_000;
const TIMES_DIRECT = 10;

/** The hops behind each tool of quilt-mcp that other layers of the run make directly (facts of quilt-mcp). */
const HOPS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bucket_list", ["search"]],
  ["bucket_objects_list", ["exchange", "s3"]],
  ["search_catalog", ["search"]],
  ["discover_permissions", ["exchange", "identity", "s3"]],
]);

/** Says of tools that were slow, or ran out of time, how long the same hops took this run directly. */
export function reportSlow(ctx: BonafideContext, real: RealRun): void {
  if (real.handshake !== null) return;
  const slow = real.calls.map((one) => slowness(ctx, one)).filter((words) => words !== null);
  if (slow.length > 0) ctx.fact("slow-tools", slow);
}

/** How long a slow call took beside the same hops directly, in words; null of one that was not slow. */
export function slowness(ctx: BonafideContext, { call, judged }: RealCall): string | null {
  const tookMs = judged.value?.result.timings.totalMs ?? 0;
  const hops = (HOPS.get(call.tool) ?? []).map((layer) => ({ layer, ms: ctx.directMs(layer) }));
  const timed = hops.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const directMs = timed.length === hops.length && hops.length > 0 ? timed.reduce((sum, ms) => sum + ms, 0) : null;
  const late = judged.reason === "timeout";
  const outOfProportion = directMs !== null && tookMs > NOTABLE_MS && tookMs > TIMES_DIRECT * directMs;
  if (!late && tookMs <= SLOW_MS && !outOfProportion) return null;
  const through = `${late ? "no answer in " : ""}${seconds(tookMs)} through the server`;
  const each = hops.map(({ layer, ms }) => `${layer} ${ms === null ? "not timed" : seconds(ms)}`).join(", ");
  const directly = directMs === null ? (each === "" ? "" : `; directly: ${each}`) : `, ${seconds(directMs)} directly`;
  const parts = directMs === null || hops.length === 1 ? "" : ` (${each})`;
  return `${call.label}: ${through}${directly}${parts}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 1_000 ? 2 : 1)} s`;
}
