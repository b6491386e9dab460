import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpWrongIdentity = defineScenario({
  id: "mcp-wrong-identity",
  title: "The server answers with its own role",
  story:
    "Tokens are checked, yet the AWS calls carry the role of the server: what it can list says nothing about this user.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/wrong-identity",
  fault: (config) => withMcp(config, { signsAs: "own-role", ownCredentials: "working" }),
});
