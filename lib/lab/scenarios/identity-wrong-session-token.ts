import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityWrongSessionToken = defineScenario({
  id: "identity-wrong-session-token",
  title: "The session token belongs to another key",
  story: "Key and secret fit, and the session token is that of another session. STS and S3 word it differently.",
  group: "identity",
  codes: ["identity/invalid-key", "mcp/tool-failed", "s3/invalid-token"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/invalid-key",
  fault: (config) => withVended(config, { differs: "session-token" }),
});
