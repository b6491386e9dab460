import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityInvalidKey = defineScenario({
  id: "identity-invalid-key",
  title: "AWS does not know the access key",
  story: "The registry hands out a key that AWS never issued: credentials of a test double, or of another partition.",
  group: "identity",
  codes: ["identity/invalid-key", "mcp/tool-failed", "s3/invalid-key"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/invalid-key",
  fault: (config) => withVended(config, { differs: "key" }),
});
