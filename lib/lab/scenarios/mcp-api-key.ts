import { withToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpApiKey = defineScenario({
  id: "mcp-api-key",
  title: "quilt-mcp takes an API key halfway",
  story: "The registry takes the key everywhere. bucket_objects_list insists on a token with two dots.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) => withToken(config, { form: "api-key" }),
});
