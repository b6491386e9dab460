import type { BonafideContext } from "../shared/layer-input";
import type { ScopeRow } from "../shared/search-scope-rows";
import { offeredScopes, SEARCH_TOOL } from "./ask-search-scopes";
import { missedExpectation } from "./report-real";
import { isAnswered, type RealCall, type RealRun } from "./run-real";
import { countItems } from "./tool-evidence";

/**
 * Whether a call of the target's came to another end than the layer's own of the same tool, or than the registry's
 * search when asked directly: the first that differs is said as a fact.
 */
export function reportDifference(ctx: BonafideContext, real: RealRun, direct: readonly ScopeRow[]): void {
  for (const given of real.calls.filter(({ call }) => !call.own)) {
    const beside = [differingOwn(real, given), differingDirect(real, given, direct)].filter((one) => one !== null);
    if (beside.length === 0) continue;
    ctx.fact("first-call-that-differs", `${given.call.label} ${describe(given)}, while ${beside.join(", and ")}`);
    return;
  }
}

/** The layer's own call of the same tool in words, if it came to another end. */
function differingOwn(real: RealRun, given: RealCall): string | null {
  const own = real.calls.find(({ call }) => call.own && call.tool === given.call.tool);
  if (own === undefined || (fails(given) === fails(own) && itemsOf(given) === itemsOf(own))) return null;
  return `${own.call.label} of the layer ${describe(own)}`;
}

/** What the registry finds for the same things in words, if only one of the two finds any. Counts differ by page. */
function differingDirect(real: RealRun, given: RealCall, direct: readonly ScopeRow[]): string | null {
  if (given.call.tool !== SEARCH_TOOL) return null;
  const { scope = offeredScopes(real.tools, given.call.offeredAs).otherwise, bucket } = given.call.values;
  const kinds = scope === "global" ? ["objects", "packages"] : [scope === "file" ? "objects" : "packages"];
  const rows = direct
    .filter((row) => kinds.includes(row.scope) && row.bucket === (bucket === "" ? null : (bucket ?? null)))
    .filter(({ mark }) => mark !== "unknown");
  const found = rows.filter(({ mark }) => mark === "good");
  const finds = isAnswered(given.judged) && (itemsOf(given) ?? 0) > 0;
  if (rows.length === 0 || found.length > 0 === finds) return null;
  const words = found.map((row) => `${row.hits} ${row.scope}`).join(" and ");
  return `the registry itself finds ${words === "" ? "none" : words}`;
}

function fails(one: RealCall): boolean {
  return !isAnswered(one.judged) || missedExpectation(one).length > 0;
}

function itemsOf({ judged }: RealCall): number | null {
  return countItems(judged.payload);
}

function describe(one: RealCall): string {
  if (!isAnswered(one.judged)) return `failed (${one.judged.note ?? "no answer"})`.slice(0, 160);
  const items = itemsOf(one);
  return items === null ? "answered" : `gave ${items} items`;
}
