import { withRole } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityWrongPartition = defineScenario({
  id: "identity-wrong-partition",
  title: "The credentials belong to another partition",
  story: "The identity is of AWS China, the expected role of AWS. Access never crosses partitions.",
  group: "identity",
  codes: ["identity/wrong-partition"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/wrong-partition",
  fault: (config) => withRole(config, { partition: "aws-cn" }),
});
