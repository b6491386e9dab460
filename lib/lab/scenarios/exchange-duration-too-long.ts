import { withExchange } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeDurationTooLong = defineScenario({
  id: "exchange-duration-too-long",
  title: "The session is asked for too long",
  story: "The target asks for a session of twelve hours, and the role allows one. AWS refuses rather than shortens.",
  group: "exchange",
  codes: ["exchange/invalid-parameters"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/invalid-parameters",
  given: assumeRoleStack,
  fault: (config) => withExchange(config, { durationSeconds: 43_200 }),
});
