import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchClockSkew = defineScenario({
  id: "search-clock-skew",
  title: "The search clock is two minutes ahead",
  story: "The hits are right, and the Date of the answer is two minutes off.",
  group: "search",
  codes: ["search/clock-skew"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: lyingDate(120) }),
});
