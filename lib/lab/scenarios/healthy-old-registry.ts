import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyOldRegistry = defineScenario({
  id: "healthy-old-registry",
  title: "An older registry works",
  story:
    "The GraphQL schema of an older release lacks types that the current one has. The same query is valid on both.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withRegistry(config, { schema: "old" }),
});
