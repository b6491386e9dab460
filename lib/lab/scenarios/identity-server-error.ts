import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityServerError = defineScenario({
  id: "identity-server-error",
  title: "STS fails on its own side",
  story: "STS answers 500 InternalFailure. That is no verdict on the credentials.",
  group: "identity",
  codes: ["identity/server-error", "mcp/upstream-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/server-error",
  fault: (config) =>
    withSts(config, {
      refuses: {
        status: 500,
        code: "InternalFailure",
        message: "The request processing has failed because of an unknown error, exception or failure.",
      },
    }),
});
