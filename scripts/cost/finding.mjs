const row = `  "cost-example": {
    effect: "warn",
    title: "the token carries a claim that only an example would",
    remedy: "Leave it out.",
    actor: "token-holder",
    spec: "RFC 7519 §4.3",
  },`;

const scenario = `  {
    id: "claims-cost-example",
    title: "The token carries the claim of an example",
    story: "The token has cost_example besides id, uuid and exp. This registry does not mind.",
    codes: ["claims/cost-example", "claims/unexpected-claims"],
    verdict: "pass",
    code: null,
    fault: (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, cost_example: { value: "yes" } } }),
  },`;

/** A finding that only warns, with the scenario that provokes it. */
export const finding = {
  name: "finding with its scenario",
  limit: 4,
  edits: [
    { path: "lib/layers/claims/claims-findings.ts", after: /^export const claimsFindings\b/, insert: row },
    {
      path: "lib/layers/claims/claims.ts",
      after: /payload, nowMs\),$/,
      insert:
        '    ...(payload.cost_example === undefined ? [] : [{ reason: "cost-example", detail: "cost_example" }]),',
    },
    {
      path: "lib/lab/scenarios/claims/claims-members.ts",
      after: /^export const claimsMembers\b/,
      insert: scenario,
    },
  ],
  tests: ["lib/lab", "-t", "cost-example"],
  further: [["lib/layers/claims", "lib/architecture.test.ts"]],
};
