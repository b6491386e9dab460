import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpOpenLegacy = defineScenario({
  id: "mcp-open-legacy",
  title: "A legacy deployment lists S3 with its own credentials",
  story: "The server looks at no token. Its S3 tools sign with the credentials of its environment, for whoever asks.",
  group: "mcp",
  codes: ["mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
});
