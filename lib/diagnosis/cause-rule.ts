import type { Cause, Evidence, Finding, LayerStatus, LogLine } from "./model";

/** Everything a rule may look at: what the layers found, and what the servers logged. */
export interface RunFacts {
  status(layer: string): LayerStatus | null;
  finding(code: string): Finding | null;
  /** Log lines beside a layer. */
  logs(layer: string): readonly LogLine[];
  /** A redacted fact of a layer's real answer, by its id. */
  fact(layer: string, id: string): Evidence[string] | undefined;
  /** Whether a layer recognised something, by the signal's id. */
  recognised(layer: string, signal: string): boolean;
  readonly tokenKind: string | null;
}

/** What a matching rule says. */
export interface RuleMatch extends Omit<Cause, "rule"> {
  /** Replaces the heading when this is the best explanation: facts that join layers. */
  readonly heading?: string;
  /** What the actor does about it. */
  readonly next?: string;
  /** Facts that join layers, added to the explained finding (event `layer-revised`). */
  readonly evidence?: Evidence;
}

/** One row of the table that explains codes. A rule never states a guess as a fact: `basis` says how sure it is. */
export interface CauseRule {
  readonly id: string;
  /** The codes this rule may explain. */
  readonly explains: readonly string[];
  when(facts: RunFacts): RuleMatch | null;
}

/** A match, with the rule that gave it. */
export interface Explanation extends RuleMatch {
  readonly rule: string;
}

const RANK = { observed: 0, inferred: 1, possible: 2 } as const;

/** The matches for a code, surest first; the table's order decides among equals. */
export function explain(rules: readonly CauseRule[], code: string, facts: RunFacts): readonly Explanation[] {
  return rules
    .filter((rule) => rule.explains.includes(code))
    .flatMap((rule): readonly Explanation[] => {
      const match = rule.when(facts);
      return match === null ? [] : [{ ...match, rule: rule.id }];
    })
    .sort((a, b) => RANK[a.basis] - RANK[b.basis]);
}

export function toCause({ rule, text, basis, actor, decide, line }: Explanation): Cause {
  return { rule, text, basis, actor, decide, ...(line === undefined ? {} : { line }) };
}
