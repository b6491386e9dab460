import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityNotAwsHtml = defineScenario({
  id: "identity-not-aws-html",
  title: "A web page answers for STS",
  story: "200 and a web page. The AWS SDK takes that for a success without an identity.",
  group: "identity",
  codes: ["identity/not-aws"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/not-aws",
  fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.html }),
});
