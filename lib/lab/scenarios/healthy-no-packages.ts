import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyNoPackages = defineScenario({
  id: "healthy-no-packages",
  title: "Objects are found, packages are not",
  story:
    "The index of the bucket's packages is empty. The objects are hits enough, so everything passes; only the rows of the packages say that there are none.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withRegistry(config, { packagesIndexed: false }),
});
