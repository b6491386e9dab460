import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityRequestTimeSkewed = defineScenario({
  id: "identity-request-time-skewed",
  title: "Clocks are twenty minutes apart",
  story:
    "STS is twenty minutes ahead of this machine, beyond the fifteen that AWS allows. It says so in the words of a bad signature.",
  group: "identity",
  codes: ["identity/clock-skew", "identity/request-time-skewed", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/request-time-skewed",
  fault: (config) => withSts(config, { clockOffsetS: 1200 }),
});
