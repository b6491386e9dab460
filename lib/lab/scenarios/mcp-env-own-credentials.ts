import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvOwnCredentials = defineScenario({
  id: "mcp-env-own-credentials",
  title: "The file gives the server AWS keys of its own",
  story:
    "The AWS calls carry the server's own role, and its file says where that comes from: AWS keys among its variables.",
  group: "mcp",
  codes: ["mcp/env-own-credentials", "mcp/pass-through", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/wrong-identity",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(
      withMcp(config, { signsAs: "own-role", ownCredentials: "working" }),
      envFile({ AWS_ACCESS_KEY_ID: "AKIALABLABLABLABLAB0", AWS_SECRET_ACCESS_KEY: "{{secret}}" }),
    ),
});
