import { withMcp, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const replay000 = defineScenario({
  id: "replay-000",
  title: "Note 000: why JWT tests were lying",
  story:
    "The test's token is signed with test-secret, and so is what its MCP server expects: the server lets it in, and a suite that lists tools is green. The registry has a secret of its own. No tool that asks it gets an answer.",
  group: "signature",
  codes: [
    "claims/known-fake",
    "exchange/rejected",
    "mcp/unauthorized",
    "search/unauthorized",
    "signature/known-secret",
    "signature/mismatch",
  ],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/known-secret",
  given: (config) => withMcp(config, { kind: "validating", version: "0.14.1" }),
  fault: (config) =>
    withMcp(
      withToken(config, {
        ...catalogTokenSpec(),
        signer: "published-secret",
        claims: {
          id: { value: "81a35282-0149-4eb3-bb8e-627379db6a1c" },
          uuid: { value: "3caa49a9-3752-486e-b979-51a369d6df69" },
          exp: { inSeconds: 75 * 86_400 },
        },
      }),
      { validation: { secret: "published", claims: "catalog-only" } },
    ),
});
