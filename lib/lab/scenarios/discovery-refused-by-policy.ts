import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryRefusedByPolicy = defineScenario({
  id: "discovery-refused-by-policy",
  title: "The catalog URL points at a metadata service",
  story:
    "The target names the address at which cloud machines hand out their own credentials. No request goes there, whoever names it.",
  group: "discovery",
  codes: ["discovery/refused-by-policy"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/refused-by-policy",
  fault: (config) => withTarget(config, { catalogUrl: { url: "http://169.254.169.254" } }),
});
