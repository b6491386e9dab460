import { withCatalogToken, withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpServesWhatRegistryRefuses = defineScenario({
  id: "mcp-serves-what-registry-refuses",
  title: "The server works with a token that the registry refuses",
  story:
    "Directly the token is another stack's. Through the MCP server everything works, for its own fallback token answers.",
  group: "mcp",
  codes: ["exchange/rejected", "mcp/not-enforced", "mcp/open", "search/unauthorized", "signature/mismatch"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/mismatch",
  fault: (config) =>
    withMcp(withCatalogToken(config, { signer: "other-secret" }), {
      losesAuthorization: true,
      withoutToken: "fallback",
    }),
});
