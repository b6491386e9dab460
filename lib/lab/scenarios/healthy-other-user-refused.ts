import { withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyOtherUserRefused = defineScenario({
  id: "healthy-other-user-refused",
  title: "The second user is refused, alone and beside the first",
  story:
    "The registry does not know the second user, so each of its calls gets nothing. The first is served as before.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withOptions(config, { otherToken: true }),
});
