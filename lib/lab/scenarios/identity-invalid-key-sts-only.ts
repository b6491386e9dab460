import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityInvalidKeyStsOnly = defineScenario({
  id: "identity-invalid-key-sts-only",
  title: "STS does not know the key, S3 does",
  story: "The STS endpoint belongs to another installation than S3. Nothing is wrong with the credentials.",
  group: "identity",
  codes: ["identity/invalid-key", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/invalid-key",
  fault: (config) => withSts(config, { knowsKeys: false }),
});
