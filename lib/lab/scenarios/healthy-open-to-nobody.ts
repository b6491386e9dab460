import { openStackForNobody } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyOpenToNobody = defineScenario({
  id: "healthy-open-to-nobody",
  title: "Anybody may search, and nobody gets credentials",
  story:
    "The catalog is open. A caller without a token finds things, as the target says, and still gets no AWS credentials.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: openStackForNobody,
});
