import { withSubject, withTarget, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec, lapsed } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const healthyLapsedSubject = defineScenario({
  id: "healthy-lapsed-subject",
  title: "A lapsed token is refused, as it should be",
  story:
    "The subject brings a token that has expired, and the target says that it must be refused. Its claims only warn.",
  group: "pass",
  codes: ["claims/expired"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withSubject(withTarget(withToken(config, lapsed(catalogTokenSpec())), { mcpUrl: null }), {
      access: { exchange: "refused", search: "refused" },
    }),
});
