import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3Redirected = defineScenario({
  id: "s3-redirected",
  title: "S3 is redirected to a portal",
  story: "A captive portal answers for S3 with a redirect.",
  group: "s3",
  codes: ["s3/redirected"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/redirected",
  fault: (config) =>
    withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.redirectToLogin }),
});
