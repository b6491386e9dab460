import { withRole } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityWrongRole = defineScenario({
  id: "identity-wrong-role",
  title: "The credentials belong to another role",
  story: "The registry assumed another role than the target expects: the user has another active role.",
  group: "identity",
  codes: ["identity/wrong-role"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/wrong-role",
  fault: (config) => withRole(config, { name: "LabAdminRole" }),
});
