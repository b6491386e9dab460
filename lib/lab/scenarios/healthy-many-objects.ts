import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyManyObjects = defineScenario({
  id: "healthy-many-objects",
  title: "A bucket of which a short list shows only the oldest",
  story:
    "S3 lists by key, and the first keys are those of last year. One longer list finds the newest object, to set beside the time of the index.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withS3(config, { objects: "many" }),
});
