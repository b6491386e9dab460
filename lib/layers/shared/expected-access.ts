import type { FindingTable, LayerVariant } from "@/lib/diagnosis/layer";
import type { Access } from "@/lib/wire/target-schema";
import type { LayerInput } from "./layer-input";

/** What the run's subject should get from a layer: as the target says, else refused without a token and served with one. */
export function expectedAccess(input: LayerInput, layer: string): Access {
  return input.target.access?.[layer] ?? (input.token === null ? "refused" : "served");
}

/** Why a layer that works with the exchange's credentials does not concern this subject; null when it does. */
export function withoutCredentials(input: LayerInput): string | null {
  return expectedAccess(input, "exchange") === "refused"
    ? "this subject's exchange should be refused, so there are no credentials to test"
    : null;
}

/**
 * A live layer's words where the subject is not simply to be served: else a pass would be sold for another one. Of its
 * `findings`, a gate that refuses everybody only warns where the subject is to be refused.
 */
export function expectedAccessVariant(input: LayerInput, layer: string, findings?: FindingTable): LayerVariant {
  switch (expectedAccess(input, layer)) {
    case "served":
      return {};
    case "refused":
      return {
        title: `${layer} refuses this subject, as it should`,
        question: "Is this subject refused?",
        proves: `${layer} refuses this subject`,
        doesNotProve: "that anyone is served, or why this subject is refused",
        ...(findings === undefined ? {} : { findings: withGateWarning(findings) }),
      };
    case "open":
      return {
        title: `${layer} serves this subject, with and without a token`,
        proves: `${layer} is open to anyone, and gives a complete answer`,
        doesNotProve: "anything about the token",
      };
  }
}

function withGateWarning(findings: FindingTable): FindingTable {
  const gate = findings["blocked-in-front"];
  return gate === undefined ? findings : { ...findings, "blocked-in-front": { ...gate, effect: "warn" } };
}

/** The same findings where every fault only warns. */
function softened(findings: FindingTable): FindingTable {
  return Object.fromEntries(
    Object.entries(findings).map(([reason, row]) => [
      reason,
      row.effect === "fail" || row.effect === "inconclusive" ? { ...row, effect: "warn" } : row,
    ]),
  );
}

/**
 * A local layer's variant for a subject whose exchange is to be refused: a lapsed or forged token is then the point, so
 * faults only warn, and a pass claims nothing.
 */
export function expectedRefusalVariant(input: LayerInput, findings: FindingTable): LayerVariant {
  if (expectedAccess(input, "exchange") !== "refused") return {};
  return {
    title: "the token was read; its faults only warn",
    proves: "that the token can be read, and nothing more: this subject's is meant to be refused",
    doesNotProve: "anything about the token",
    findings: softened(findings),
  };
}
