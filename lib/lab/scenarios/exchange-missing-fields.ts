import { withVended } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeMissingFields = defineScenario({
  id: "exchange-missing-fields",
  title: "The credentials lack their session token",
  story: "The answer holds key and secret and no session token, without which AWS takes neither.",
  group: "exchange",
  codes: ["exchange/missing-fields", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/missing-fields",
  fault: (config) => withVended(config, { omit: ["SessionToken"] }),
});
