import type { Probe } from "@/lib/diagnosis/layer";
import type { Secret } from "@/lib/secret";
import { directSearch, newestObject } from "../outputs";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { searchBucket } from "../shared/search-query";
import { bothScopes, type ScopeRow, scopeTable } from "../shared/search-scope-rows";
import { reportIndexAge } from "./index-age";
import { askOtherScopes, type OtherScopes } from "./other-scopes";
import { realScopes } from "./real-scopes";
import type { SearchAnswer } from "./search-call";

export interface SearchEvidence {
  /** Reads the real answer, and asks for the scopes that it leaves out while the controls run. */
  onReal(real: Probe<SearchAnswer>): void;
  /** Shows what came of it. */
  report(): Promise<void>;
}

/** Evidence beside the real call: what search finds in every scope, and since when. It decides nothing. */
export function startEvidence(ctx: BonafideContext, base: string, bearer: Secret | null): SearchEvidence {
  let own: readonly ScopeRow[] | null = null;
  let others: Promise<OtherScopes | null> = Promise.resolve(null);
  return {
    onReal(real) {
      // Where the subject is to be refused an answer is the finding, and what it holds is no evidence of anything.
      if (expectedAccess(ctx.input, "search") === "refused") return;
      own = realScopes(ctx.input, real);
      if (own === null) return;
      if (real.observed !== "accepted") return void ctx.give(directSearch, [...own, ...unasked(ctx)]);
      others = ask(ctx, base, bearer, own);
      // Heard of where it is awaited; the controls come first.
      others.catch(() => {});
    },
    async report() {
      const found = await others;
      if (own === null) return;
      const rest = found?.rows ?? unasked(ctx);
      ctx.table(scopeTable([...own, ...rest]));
      const lastIndexed = found?.lastIndexed ?? null;
      if (lastIndexed === null) return;
      // Of another bucket the s3 layer has nothing to say, however long it takes.
      const listed = ctx.input.target.s3.bucket === searchBucket(ctx.input);
      reportIndexAge(ctx, lastIndexed, listed ? await ctx.whenGiven(newestObject) : "other-bucket");
    },
  };
}

/** Hands the rows on as soon as they are whole. */
async function ask(
  ctx: BonafideContext,
  base: string,
  bearer: Secret | null,
  own: readonly ScopeRow[],
): Promise<OtherScopes> {
  const found = await askOtherScopes(ctx, base, bearer);
  ctx.give(directSearch, [...own, ...found.rows]);
  return found;
}

/** Nothing more is asked beside a call that was not accepted. */
function unasked({ input }: BonafideContext): readonly ScopeRow[] {
  return searchBucket(input) === null
    ? []
    : bothScopes(null, "unknown", "not asked: the call with the bucket was not accepted");
}
