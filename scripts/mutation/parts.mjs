/**
 * What is mutated, and which tests have to notice: one line a part. A mutant is judged by the tests beside its code
 * alone, which take seconds; that the lab's scenarios notice more is not counted.
 */
const layers = (names) => names.map((name) => `lib/layers/${name}.ts`);

export const parts = [
  { name: "token", sources: ["lib/token/*.ts"], tests: ["lib/token/*.test.ts"] },
  { name: "diagnosis", sources: ["lib/diagnosis/*.ts"], tests: ["lib/diagnosis/*.test.ts"] },
  {
    name: "signature",
    sources: ["lib/layers/signature.ts", "lib/layers/signature/*.ts"],
    tests: ["lib/layers/signature*.test.ts", "lib/layers/signature/*.test.ts", "lib/layers/token-mutations.test.ts"],
  },
  {
    name: "claims",
    sources: ["lib/layers/claims.ts", "lib/layers/claims/*.ts"],
    tests: ["lib/layers/claims*.test.ts", "lib/layers/claims/*.test.ts", "lib/layers/token-mutations.test.ts"],
  },
  {
    name: "exchange",
    sources: [...layers(["exchange", "exchange-*", "sts-failure", "outputs"]), "lib/layers/exchange/*.ts"],
    tests: ["lib/layers/exchange*.test.ts", "lib/layers/exchange/*.test.ts"],
  },
  {
    name: "aws",
    sources: [...layers(["identity", "identity-*", "s3", "s3-*", "aws-*", "spoil-secret"]), "lib/layers/s3/*.ts"],
    tests: [...["identity", "s3", "aws-"].map((name) => `lib/layers/${name}*.test.ts`), "lib/layers/s3/*.test.ts"],
  },
  {
    name: "search",
    sources: [...layers(["search", "search-*"]), "lib/layers/search/*.ts"],
    tests: ["lib/layers/search*.test.ts", "lib/layers/search/*.test.ts"],
  },
  {
    name: "mcp",
    sources: ["lib/layers/mcp.ts", "lib/layers/mcp/*.ts", "lib/layers/mcp/server-env/*.ts"],
    tests: ["lib/layers/mcp*.test.ts", "lib/layers/mcp/*.test.ts", "lib/layers/mcp/server-env/*.test.ts"],
  },
  {
    name: "shared",
    sources: layers([
      ...[
        "access",
        "answers",
        "bearer-controls",
        "catalog-bearer",
        "discovery",
        "index",
        "layer-input",
        "live-*",
        "reference",
        "registrable-domain",
        "shell",
        "sighting",
      ],
    ]),
    tests: layers([
      "access.test",
      "bearer-controls.test",
      "catalog-bearer.test",
      "discovery*.test",
      "live-*.test",
      "reference.test",
      "registrable-domain.test",
      "shell.test",
      "sighting.test",
      "answers.test",
    ]),
  },
];
