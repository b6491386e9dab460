import { withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const controlsOff = defineScenario({
  id: "controls-off",
  title: "The controls are switched off",
  story:
    "Everything is accepted, and nothing was tried that should be refused. Without controls an acceptance proves nothing.",
  group: "exchange",
  codes: [
    "exchange/controls-off",
    "identity/controls-off",
    "mcp/controls-off",
    "s3/controls-off",
    "search/controls-off",
  ],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/controls-off",
  fault: (config) => withOptions(config, { controls: "off" }),
});
