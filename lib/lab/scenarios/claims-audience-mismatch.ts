import { withTarget } from "@/lib/lab/stack/config-changes";
import { CONNECT_AUDIENCE } from "@/lib/lab/stack/token-spec";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const claimsAudienceMismatch = defineScenario({
  id: "claims-audience-mismatch",
  title: "The token is meant for another audience",
  story: "The target expects the URL of the MCP endpoint as audience; Connect tokens name the platform above it.",
  group: "claims",
  codes: ["claims/audience-mismatch"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/audience-mismatch",
  given: (config) => connectStack(config),
  fault: (config) => withTarget(config, { expectAudience: `${CONNECT_AUDIENCE}/mcp` }),
});
