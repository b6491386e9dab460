import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpNotEnforced = defineScenario({
  id: "mcp-not-enforced",
  title: "The server falls back to its own role",
  story:
    "Where the exchange of a token fails, the S3 tools go on with the credentials of the server's own role: a bad token lists the bucket.",
  group: "mcp",
  codes: ["mcp/not-enforced"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/not-enforced",
  fault: (config) => withMcp(config, { signsAs: "own-role-on-failure", ownCredentials: "working" }),
});
