import { withMcp, withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyApiKey = defineScenario({
  id: "healthy-api-key",
  title: "An API key works",
  story: "The user brings an API key. It has no signature and no claims to look at; everything else passes.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withMcp(withToken(config, { form: "api-key" }), { kind: "platform" }),
});
