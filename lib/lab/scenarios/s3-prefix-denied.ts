import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3PrefixDenied = defineScenario({
  id: "s3-prefix-denied",
  title: "The role may list another prefix",
  story: "The role is limited to a prefix, and the target asks for one beside it.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/access-denied"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/access-denied",
  fault: (config) => withS3(config, { allowedPrefixes: ["results/"] }),
});
