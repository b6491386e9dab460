import type { Evidence, Finding } from "@/lib/diagnosis/model";
import type { BonafideContext } from "./layer-input";

/** One thing seen in a token. Several of one reason become one finding, for a code stands once in a layer. */
export interface TokenFlaw {
  readonly reason: string;
  /** The token that was pasted, or the `catalog_token` inside a hybrid. */
  readonly where: "token" | "inner token";
  /** What and where, short and without secrets. */
  readonly detail: string;
  readonly evidence?: Evidence;
}

function evidenceOf(flaws: readonly TokenFlaw[]): Evidence {
  const [first, ...others] = flaws;
  if (first === undefined) return {};
  const said = (flaw: TokenFlaw) => (flaw.where === first.where ? flaw.detail : `${flaw.where}: ${flaw.detail}`);
  return {
    ...(first.where === "token" ? {} : { token: "inner catalog_token" }),
    detail: first.detail,
    ...first.evidence,
    ...(others.length === 0 ? {} : { also: others.map(said) }),
  };
}

/** Reports everything that was seen, one finding for each reason, in the order of first sight. */
export function reportTokenFlaws(ctx: BonafideContext, flaws: readonly TokenFlaw[]): readonly Finding[] {
  const reasons = new Set(flaws.map((flaw) => flaw.reason));
  return [...reasons].map((reason) => ctx.found(reason, evidenceOf(flaws.filter((flaw) => flaw.reason === reason))));
}
