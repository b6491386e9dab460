import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityExpired = defineScenario({
  id: "identity-expired",
  title: "The AWS session has ended early",
  story: "The credentials say they last an hour, and AWS has ended the session already.",
  group: "identity",
  codes: ["identity/expired", "mcp/tool-failed", "s3/expired"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/expired",
  fault: (config) => withVended(config, { trueLifeS: -10 }),
});
