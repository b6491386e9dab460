import type { Actor, Cause, Evidence, Finding, LayerStatus, LogLine } from "./model";
import { isGenuine } from "./purpose";

/** Everything a rule may look at: what the layers found, and what the servers logged. */
export interface RunFacts {
  status(layer: string): LayerStatus | null;
  finding(code: string): Finding | null;
  /** Log lines beside a layer. */
  logs(layer: string): readonly LogLine[];
  /** Redacted facts of a layer's real answer. */
  fact(layer: string, name: string): Evidence[string] | undefined;
  readonly tokenKind: string | null;
}

/** What a matching rule says. */
export interface RuleMatch extends Cause {
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

const RANK = { observed: 0, inferred: 1, possible: 2 } as const;

/** The matches for a code, surest first; the table's order decides among equals. */
export function explain(rules: readonly CauseRule[], code: string, facts: RunFacts): readonly RuleMatch[] {
  return rules
    .filter((rule) => rule.explains.includes(code))
    .map((rule) => rule.when(facts))
    .filter((match) => match !== null)
    .sort((a, b) => RANK[a.basis] - RANK[b.basis]);
}

/** The first log line of a layer's genuine calls that says something. What a server says of a control explains nothing. */
export function logLineSaying(facts: RunFacts, layer: string, pattern: RegExp): LogLine | null {
  const genuine = facts.logs(layer).filter((line) => isGenuine(line.purpose));
  return genuine.find((line) => pattern.test(line.message)) ?? null;
}

export function toCause(match: RuleMatch): Cause {
  const { text, basis, actor, decide }: { text: string; basis: Cause["basis"]; actor: Actor; decide: string } = match;
  return { text, basis, actor, decide };
}
