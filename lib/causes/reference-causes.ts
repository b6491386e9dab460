import type { CauseRule, RuleMatch, RunFacts } from "@/lib/diagnosis/cause-rule";
import { hasRecognised } from "./joined";

type Asked = "exchange" | "search" | "mcp";

/** Codes that say that a layer's server refused the token. */
const REFUSALS: readonly (readonly [layer: Asked, codes: readonly string[]])[] = [
  ["exchange", ["exchange/rejected", "exchange/forbidden"]],
  ["search", ["search/unauthorized", "search/forbidden", "search/anonymous"]],
  ["mcp", ["mcp/unauthorized", "mcp/forbidden", "mcp/expired", "mcp/wrong-audience"]],
];

function explained(facts: RunFacts, layer: Asked): RuleMatch | null {
  const decide = `the same call at ${layer} with the reference token`;
  if (hasRecognised(facts, layer, "reference-accepted")) {
    return {
      text: "the fault is this token's, not the server's: a reference token is accepted at the same call",
      basis: "observed",
      actor: "token-holder",
      decide,
      heading: "this token is refused where a reference token is accepted",
      next: "Log in to the catalog again, and compare the claims of both tokens.",
    };
  }
  if (!hasRecognised(facts, layer, "reference-refused")) return null;
  return {
    text: "the fault is not this token's alone: the server refuses a token that should work",
    basis: "observed",
    actor: layer === "mcp" ? "deployer" : "registry-admin",
    decide,
    heading: "the server refuses a reference token as well, so the fault is not this token's alone",
    next: "Find out what changed on the server since the reference token last worked: its signing secret, clock or users.",
  };
}

/** What a token that is known to work says about a refusal: whether the fault is the token's or the server's. */
export const referenceCauses: readonly CauseRule[] = REFUSALS.map(([layer, explains]) => ({
  id: `reference-${layer}`,
  explains,
  when: (facts) => explained(facts, layer),
}));
