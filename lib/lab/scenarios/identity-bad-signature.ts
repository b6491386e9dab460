import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityBadSignature = defineScenario({
  id: "identity-bad-signature",
  title: "The secret does not fit the key",
  story: "The registry pairs the key of one session with the secret of another.",
  group: "identity",
  codes: ["identity/bad-signature", "mcp/tool-failed", "s3/bad-signature"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/bad-signature",
  fault: (config) => withVended(config, { differs: "secret" }),
});
