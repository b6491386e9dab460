import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityUnexpectedStatus = defineScenario({
  id: "identity-unexpected-status",
  title: "STS answers with a status of no meaning",
  story: "The endpoint answers 418, which no known outcome has.",
  group: "identity",
  codes: ["identity/unexpected-status"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/unexpected-status",
  fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.teapot }),
});
