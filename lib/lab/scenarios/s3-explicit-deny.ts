import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3ExplicitDeny = defineScenario({
  id: "s3-explicit-deny",
  title: "A policy of the organisation denies the list",
  story: "The role would allow it, and a service control policy denies it, as it does outside the company network.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/explicit-deny"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/explicit-deny",
  fault: (config) =>
    withS3(config, { allowedPrefixes: [], denial: "with an explicit deny in a service control policy" }),
});
