import { withRole } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityWrongAccount = defineScenario({
  id: "identity-wrong-account",
  title: "The credentials belong to another account",
  story: "Key, secret and token are good, and the account is not the one that the target expects.",
  group: "identity",
  codes: ["identity/wrong-account"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/wrong-account",
  fault: (config) => withRole(config, { account: "other" }),
});
