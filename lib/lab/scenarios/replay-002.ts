import { withToken } from "@/lib/lab/stack/config-changes";
import { hybridTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { roleServerStack } from "./given-role-server";
import { defineScenario } from "./scenario";

export const replay002 = defineScenario({
  id: "replay-002",
  title: "Note 002: a token that was constructed and not extracted",
  story:
    "The test makes its own token with an AWS role in it. S3 works, directly and through the MCP server. Search finds nothing, for the token says nothing about who is asking the catalog.",
  group: "mcp",
  codes: ["claims/catalog-token-missing", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  given: roleServerStack,
  fault: (config) => withToken(config, withoutClaim(hybridTokenSpec(), "catalog_token")),
});
