import { withFault } from "@/lib/lab/stack/config-changes";
import { lyingDate } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3ClockSkew = defineScenario({
  id: "s3-clock-skew",
  title: "The S3 clock says two minutes ahead",
  story: "The list is right, and the Date of the answer differs by two minutes from this machine.",
  group: "s3",
  codes: ["s3/clock-skew"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: lyingDate(120) }),
});
