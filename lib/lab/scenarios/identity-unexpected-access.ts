import { withSubject, withTarget, withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityUnexpectedAccess = defineScenario({
  id: "identity-unexpected-access",
  title: "Credentials that should be dead still work",
  story: "The subject's keys should be unknown to AWS, and are not: both STS and S3 serve them.",
  group: "identity",
  codes: ["identity/unexpected-access", "s3/unexpected-access"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/unexpected-access",
  given: (config) =>
    withSubject(withVended(withTarget(config, { mcpUrl: null }), { differs: "key" }), {
      access: { identity: "refused", s3: "refused" },
    }),
  fault: (config) => withVended(config, { differs: "nothing" }),
});
