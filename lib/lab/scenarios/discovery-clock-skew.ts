import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryClockSkew = defineScenario({
  id: "discovery-clock-skew",
  title: "The catalog clock is two minutes off",
  story:
    "Everything works, but the Date header of the catalog is two minutes ahead. Worth a warning: tokens and signatures depend on clocks.",
  group: "discovery",
  codes: ["discovery/clock-skew"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withFault(config, { server: "catalog", endpoint: "config", on: "every", action: lyingDate(120) }),
});
