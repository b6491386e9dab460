import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyOpenCatalog = defineScenario({
  id: "healthy-open-catalog",
  title: "An open catalog with a private bucket",
  story:
    "Visitors may look at the catalog and find nothing in this bucket. The user finds things, which proves the token.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
});
