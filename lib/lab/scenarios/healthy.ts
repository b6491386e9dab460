import { defineScenario } from "./scenario";

export const healthy = defineScenario({
  id: "healthy",
  title: "Everything works",
  story:
    "A private stack on which nothing is wrong. Every layer passes, every control is refused, and the real call works once more after them.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
});
