import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityNotAwsEmpty = defineScenario({
  id: "identity-not-aws-empty",
  title: "STS answers with nothing",
  story: "200 and an empty body. The AWS SDK takes that for a success, too.",
  group: "identity",
  codes: ["identity/not-aws"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/not-aws",
  fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.empty }),
});
