import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHeaderLostOpen = defineScenario({
  id: "mcp-header-lost-open",
  title: "A proxy takes the header away and a fallback token answers",
  story: "The server serves everybody as its fallback token: the token, a tampered one and none at all.",
  group: "mcp",
  codes: ["mcp/not-enforced", "mcp/open"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  fault: (config) => withMcp(config, { losesAuthorization: true, withoutToken: "fallback" }),
});
