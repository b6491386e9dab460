import type { CauseRule, RuleMatch } from "./cause-rule";
import { type Concluded, type ConcludedLayer, concludeRun } from "./conclude";
import type { Control, Finding, LayerStatus } from "./model";

/** For tests: a finding that says no more than its code and effect. */
export const finding = (code: string, effect: Finding["effect"]): Finding => ({
  code,
  effect,
  severity: effect === "fail" || effect === "info" ? effect : "warn",
  title: `${code} happened`,
  remedy: `mend ${code}`,
  actor: "operator",
  evidence: {},
});

/** For tests: a tampered token turned away with a 401, beside an acceptance. */
export const refused: Control = {
  name: "tampered",
  tool: null,
  expected: "refused",
  observed: "refused",
  counts: true,
  status: 401,
  note: null,
};

/** For tests: a finished layer, live and required unless told otherwise. */
export function layer(
  id: string,
  status: LayerStatus,
  more: Partial<ConcludedLayer> & { readonly findings?: readonly Finding[] } = {},
): ConcludedLayer {
  const { findings = [], ...rest } = more;
  return {
    id,
    title: id,
    question: "?",
    nature: "live",
    required: true,
    proves: `${id} is good`,
    doesNotProve: `what ${id} leaves open`,
    controls: [],
    byHand: null,
    settledBy: [],
    frontOf: [],
    result: { status, summary: `${id} summary`, findings, facts: [], startedAt: null, durationMs: 0 },
    controlResults: [],
    logs: [],
    ...rest,
  };
}

/** For tests: a rule that always matches, and says what is given. */
export function rule(explains: string, match: Partial<RuleMatch> & Pick<RuleMatch, "text" | "basis">): CauseRule {
  return { id: match.text, explains: [explains], when: () => ({ actor: "deployer", decide: "look", ...match }) };
}

/** For tests: concludes a run with a catalog token. */
export function conclude(
  layers: readonly ConcludedLayer[],
  rules: readonly CauseRule[] = [],
  cancelled = false,
): Concluded {
  return concludeRun({ layers, rules, tokenKind: "catalog-jwt", cancelled });
}
