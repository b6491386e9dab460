import { withCatalog, withRegistry, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyOpenToAUser = defineScenario({
  id: "healthy-open-to-a-user",
  title: "The open catalog serves a user too",
  story: "The catalog is open, and the target says so: that anybody may search does not spoil a run with a good token.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withSubject(
      withTarget(withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true }), {
        mcpUrl: null,
      }),
      { access: { search: "open" } },
    ),
});
