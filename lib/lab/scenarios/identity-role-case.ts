import { withRole } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityRoleCase = defineScenario({
  id: "identity-role-case",
  title: "The role differs in upper and lower case",
  story: "The expected role and the one that answers differ in case alone. Role names are compared exactly.",
  group: "identity",
  codes: ["identity/wrong-role"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/wrong-role",
  fault: (config) => withRole(config, { name: "labreadrole" }),
});
