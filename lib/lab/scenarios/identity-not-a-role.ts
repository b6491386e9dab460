import { withRole } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityNotARole = defineScenario({
  id: "identity-not-a-role",
  title: "The credentials belong to a user",
  story: "The identity is an IAM user and no role session.",
  group: "identity",
  codes: ["identity/not-a-role"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/not-a-role",
  fault: (config) => withRole(config, { kind: "user" }),
});
