import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyMcpValidating = defineScenario({
  id: "healthy-mcp-validating",
  title: "quilt-mcp 0.14.1",
  story: "The server checks tokens itself with the registry's secret, and then asks the registry.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withMcp(config, { kind: "validating", version: "0.14.1" }),
});
