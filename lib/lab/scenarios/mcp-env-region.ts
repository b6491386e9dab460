import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvRegion = defineScenario({
  id: "mcp-env-region",
  title: "The file sets AWS_REGION alone",
  story:
    "discover_permissions says that a region is missing, and the file says why: boto3 reads AWS_DEFAULT_REGION alone.",
  group: "mcp",
  codes: ["mcp/env-region", "mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(
      withMcp(config, { knowsRegion: false }),
      envFile({ AWS_DEFAULT_REGION: null, AWS_REGION: "us-east-1" }),
    ),
});
