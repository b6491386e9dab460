import type { EvidenceRow } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import { directSearch } from "../outputs";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import type { ScopeRow } from "../shared/search-scope-rows";
import { type AskedScope, type OfferedScopes, offeredScopes, ownSearch, SEARCH_TOOL } from "./ask-search-scopes";
import type { Judged } from "./judge-tool-answer";
import { reportDifference } from "./report-difference";
import { isAnswered, type RealCall, type RealRun } from "./run-real";
import { countItems, searchEvidence } from "./tool-evidence";

const NONE = "–";
const UNKNOWN_DIRECTLY: EvidenceRow = {
  id: "registry",
  mark: "note",
  cells: ["registry", NONE, NONE, NONE, "no search answer in this run to compare with"],
};

/**
 * Shows the server's search by scope: the layer's own call, the other scopes, the target's own calls, and what the
 * registry finds when it is asked directly; and names the first call that differs.
 */
export async function reportSearchScopes(
  ctx: BonafideContext,
  real: RealRun,
  asked: readonly AskedScope[],
): Promise<void> {
  const own = ownSearch(real);
  const given = real.calls.filter(({ call }) => !call.own && call.tool === SEARCH_TOOL);
  const searched = real.handshake === null && (own !== null || given.length > 0);
  const direct = searched ? ((await ctx.whenGiven(directSearch)) ?? []) : [];
  reportDifference(ctx, real, direct);
  if (!searched || expectedAccess(ctx.input, "mcp") === "refused") return;
  const offered = offeredScopes(real.tools, (own ?? given[0])?.call.offeredAs);
  ctx.table({
    id: "search-scopes",
    rows: [
      ...(own === null ? [] : [callRow(own, offered)]),
      ...asked.map(({ scope, bucket, judged }) => row(SEARCH_TOOL, scope, bucket, judged)),
      ...unaskedRows(own, asked, offered),
      ...given.map((call) => callRow(call, offered)),
      ...(direct.length === 0 ? [UNKNOWN_DIRECTLY] : direct.map(directRow)),
    ],
  });
}

function callRow({ call, values, judged }: RealCall, { otherwise }: OfferedScopes): EvidenceRow {
  const { scope = otherwise, bucket = null } = values ?? call.values;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return row(call.label, text(scope) ?? "not given", text(bucket), judged);
}

function row(asked: string, scope: string, bucket: string | null, judged: Judged): EvidenceRow {
  const { mark, hits, why } = outcome(judged);
  return {
    id: rowId(asked, scope, bucket ?? "not given"),
    mark,
    cells: [asked, scope, bucket === null ? "not given" : bucket === "" ? '""' : bucket, hits, why],
  };
}

function outcome(judged: Judged): { readonly mark: EvidenceRow["mark"]; readonly hits: string; readonly why: string } {
  if (!isAnswered(judged)) {
    const said = (judged.note ?? "no answer").slice(0, 160);
    if (judged.askedNobody === true) return { mark: "unknown", hits: "0", why: said };
    return { mark: judged.answered ? "bad" : "unknown", hits: NONE, why: said };
  }
  const hits = hitsIn(judged.payload);
  if (hits === null) return { mark: "unknown", hits: NONE, why: "the answer lists nothing to count" };
  return hits === "0"
    ? { mark: "bad", hits, why: "answered, with nothing found" }
    : { mark: "good", hits, why: "found" };
}

/** The total where the tool says it, else what it lists; −1 is unknown, so the results that are there count. */
function hitsIn(payload: unknown): string | null {
  const held = searchEvidence.safeParse(payload);
  if (!held.success) return countItems(payload)?.toString() ?? null;
  const { total_results: total, results } = held.data;
  if (total !== -1) return String(total);
  return results.length === 0 ? null : `${results.length} or more`;
}

/** Scopes that the tool offers and nobody asked for: said, so that no row is missed without a word. */
function unaskedRows(
  own: RealCall | null,
  asked: readonly AskedScope[],
  { scopes, otherwise }: OfferedScopes,
): readonly EvidenceRow[] {
  const note = (scope: string, why: string): EvidenceRow => ({
    id: "other-scopes",
    mark: "note",
    cells: [SEARCH_TOOL, scope, NONE, NONE, why],
  });
  if (own !== null && own.judged.observed !== "accepted") {
    return [note("others", "not asked: the layer's own call was not accepted")];
  }
  if (scopes.length === 0) return [note("others", "this version's tool names no scopes")];
  const left = scopes.filter((scope) => scope !== otherwise && !asked.some((one) => one.scope === scope));
  return left.length === 0 ? [] : [note(left.join(", "), "offered but not asked: they read the same indexes")];
}

function directRow({ scope, bucket, mark, hits, why }: ScopeRow): EvidenceRow {
  return {
    id: rowId("registry", scope, bucket ?? "every bucket"),
    mark,
    cells: ["registry", scope, bucket ?? "every bucket", hits, why],
  };
}
