import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyPrefixRole = defineScenario({
  id: "healthy-prefix-role",
  title: "A role limited to a prefix",
  story:
    "The role may list one prefix only, and that is the one the target names. Listing the whole bucket would be denied.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withS3(config, { allowedPrefixes: ["raw/"] }),
});
