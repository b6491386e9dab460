import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityThrottled = defineScenario({
  id: "identity-throttled",
  title: "STS throttles",
  story: "STS answers Throttling. That is no verdict on the credentials.",
  group: "identity",
  codes: ["identity/throttled", "mcp/upstream-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/throttled",
  fault: (config) => withSts(config, { refuses: { status: 400, code: "Throttling", message: "Rate exceeded" } }),
});
