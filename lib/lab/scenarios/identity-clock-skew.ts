import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityClockSkew = defineScenario({
  id: "identity-clock-skew",
  title: "The STS clock says two minutes ahead",
  story:
    "AWS takes the credentials, and the Date of its answer differs by two minutes from this machine. At fifteen minutes nothing works any more.",
  group: "identity",
  codes: ["identity/clock-skew"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: lyingDate(120) }),
});
