import { withCatalogToken, withMcp } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const mcpValidatingClaims = defineScenario({
  id: "mcp-validating-claims",
  title: "A strict server refuses a claim",
  story: "quilt-mcp 0.14 takes id, uuid and exp and nothing else. This token says too when it was made.",
  group: "mcp",
  codes: ["claims/unexpected-claims", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) =>
    withMcp(withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, iat: { inSeconds: 0 } } }), {
      kind: "validating",
      version: "0.14.1",
    }),
});
