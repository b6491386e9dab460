import { withS3, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3UnexpectedAccess = defineScenario({
  id: "s3-unexpected-access",
  title: "The bucket lists for somebody who should not see it",
  story: "The subject should be refused at this bucket, and the role lists it.",
  group: "s3",
  codes: ["s3/unexpected-access"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/unexpected-access",
  given: (config) =>
    withSubject(withS3(withTarget(config, { mcpUrl: null }), { allowedPrefixes: [] }), { access: { s3: "refused" } }),
  fault: (config) => withS3(config, { allowedPrefixes: null }),
});
