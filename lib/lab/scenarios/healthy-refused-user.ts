import { withRegistry, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyRefusedUser = defineScenario({
  id: "healthy-refused-user",
  title: "A user without rights is refused, as the target says",
  story: "The registry knows the user and allows nothing, and that is what this subject should get.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withSubject(withTarget(withRegistry(config, { user: "forbidden" }), { mcpUrl: null }), {
      access: { exchange: "refused", search: "refused" },
    }),
});
