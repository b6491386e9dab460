import { withMcp, withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyOpaqueToken = defineScenario({
  id: "healthy-opaque-token",
  title: "An opaque token works",
  story: "The registry hands out tokens without any structure and looks them up.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withMcp(withToken(config, { form: "opaque" }), { kind: "platform" }),
});
