import type { McpValidation } from "@/lib/lab/servers/mcp/mcp-config";
import { withMcp, withServerEnv, withTarget } from "@/lib/lab/stack/config-changes";
import { composeFile, envFile } from "@/lib/lab/stack/server-env-file";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { defineScenarios } from "../scenario";

function oldServer(config: StackConfig, secret: McpValidation["secret"]): StackConfig {
  return withMcp(config, { kind: "validating", version: "0.14.1", validation: { secret, claims: "any" } });
}

function oldFile(secret: string): string {
  return envFile({ QUILT_DEPLOYMENT: null, QUILT_MULTIUSER_MODE: "true", MCP_JWT_SECRET: secret });
}

/** What the operator's file of the MCP server's environment says. */
export const mcpServerEnv = defineScenarios("mcp", [
  {
    id: "mcp-env-fallback-token",
    title: "The file sets QUILT_FALLBACK_JWT, and the server is open",
    story: "Callers without a token get data. The server's env file says why: it holds a token for them.",
    codes: ["mcp/env-fallback-token", "mcp/open", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/open",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withMcp(config, { withoutToken: "fallback" }), envFile({ QUILT_FALLBACK_JWT: "{{token}}" })),
  },
  {
    id: "mcp-env-test-tokens",
    title: "The file lets the server make test tokens up",
    story: "Callers without a token are greeted, and the file says why: QUILT_ALLOW_TEST_JWT is on.",
    codes: ["mcp/env-test-tokens", "mcp/handshake-open", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withMcp(config, { withoutToken: "test-token" }), envFile({ QUILT_ALLOW_TEST_JWT: "true" })),
  },
  {
    id: "mcp-env-test-secret",
    title: "The file of an old server holds a published secret",
    story:
      "quilt-mcp 0.14 checks tokens with MCP_JWT_SECRET. Its file says test-secret, so it refuses what the registry signs and takes what anybody signs.",
    codes: ["mcp/env-test-secret", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    given: (config) => withServerEnv(oldServer(config, "registry"), oldFile("{{secret}}")),
    fault: (config) => withServerEnv(oldServer(config, "published"), oldFile("test-secret")),
  },
  {
    id: "mcp-env-own-credentials",
    title: "The file gives the server AWS keys of its own",
    story:
      "The AWS calls carry the server's own role, and its file says where that comes from: AWS keys among its variables.",
    codes: ["mcp/env-own-credentials", "mcp/pass-through", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/wrong-identity",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(
        withMcp(config, { signsAs: "own-role", ownCredentials: "working" }),
        envFile({ AWS_ACCESS_KEY_ID: "AKIALABLABLABLABLAB0", AWS_SECRET_ACCESS_KEY: "{{secret}}" }),
      ),
  },
  {
    id: "mcp-env-other-registry",
    title: "The file names another stack's registry",
    story:
      "Directly the token works, at the MCP server it is refused. Its file says why: QUILT_REGISTRY_URL is another stack's.",
    codes: ["mcp/env-other-registry", "mcp/pass-through", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(
        withMcp(config, { registry: { at: "neighbour" } }),
        envFile({ QUILT_REGISTRY_URL: "{{neighbour}}" }),
      ),
  },
  {
    id: "mcp-env-legacy-mode",
    title: "The file starts the server in legacy mode",
    story:
      "The server looks at no token and signs with its own credentials. Its file asks for that: QUILT_DEPLOYMENT=legacy.",
    codes: ["mcp/env-legacy-mode", "mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(
        withMcp(config, { kind: "legacy", ownCredentials: "working" }),
        envFile({ QUILT_DEPLOYMENT: "legacy" }),
      ),
  },
  {
    id: "mcp-env-not-running",
    title: "The file says remote, the server behaves as legacy",
    story: "The operator's file is in order, and the server looks at no token: it was started with something else.",
    codes: ["mcp/env-not-running", "mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
  },
  {
    id: "mcp-env-region",
    title: "The file sets AWS_REGION alone",
    story:
      "discover_permissions says that a region is missing, and the file says why: boto3 reads AWS_DEFAULT_REGION alone.",
    codes: ["mcp/env-region", "mcp/pass-through", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(
        withMcp(config, { knowsRegion: false }),
        envFile({ AWS_DEFAULT_REGION: null, AWS_REGION: "us-east-1" }),
      ),
  },
  {
    id: "mcp-env-missing-url",
    title: "The file lacks the registry URL, and nothing listens",
    story: "quilt-mcp ends at its start without QUILT_REGISTRY_URL. The MCP URL is closed, and the file says why.",
    codes: ["mcp/env-missing-url", "mcp/unreachable"],
    verdict: "inconclusive",
    code: "mcp/unreachable",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withTarget(config, { mcpUrl: { at: "closed" } }), envFile({ QUILT_REGISTRY_URL: null })),
  },
  {
    id: "mcp-env-invalid-mode",
    title: "The file names a mode that does not exist, and nothing listens",
    story: "QUILT_DEPLOYMENT is mistyped, at which quilt-mcp ends with a traceback. The MCP URL is closed.",
    codes: ["mcp/env-invalid-mode", "mcp/unreachable"],
    verdict: "inconclusive",
    code: "mcp/unreachable",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withTarget(config, { mcpUrl: { at: "closed" } }), envFile({ QUILT_DEPLOYMENT: "remot" })),
  },
  {
    id: "mcp-env-ignored",
    title: "The file sets switches that this version ignores",
    story:
      "MCP_REQUIRE_JWT and MCP_JWT_ISSUER look as if the server checked tokens. quilt-mcp 0.22 reads neither; the chain works all the same.",
    codes: ["mcp/env-ignored", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(
        config,
        envFile({ MCP_REQUIRE_JWT: "true", MCP_JWT_ISSUER: "quilt", QUILT_BACKEND_MODE: "platform" }),
      ),
  },
  {
    id: "mcp-env-writable-root",
    title: "The compose file leaves the root writable",
    story: "Nothing of the chain breaks. What one call writes, the next may read.",
    codes: ["mcp/env-writable-root", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, composeFile()),
    fault: (config) => withServerEnv(config, composeFile({ readOnly: false })),
  },
  {
    id: "mcp-env-home",
    title: "The compose file has a read-only root and no HOME to write to",
    story: "quilt3 writes its configuration under HOME, and there it cannot. This chain works without.",
    codes: ["mcp/env-home", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, composeFile()),
    fault: (config) => withServerEnv(config, composeFile({ home: null })),
  },
  {
    id: "mcp-env-proxy",
    title: "The file sends the server's calls through a proxy",
    story: "A fact to know when a hop behind the server is slow: what it calls, it calls through HTTPS_PROXY.",
    codes: ["mcp/env-proxy", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withServerEnv(config, envFile({ HTTPS_PROXY: "http://proxy.example.internal:3128" })),
  },
  {
    id: "mcp-env-typo",
    title: "The file mistypes a name",
    story: "QUILT_SERVICE_TIMOUT is not read. The server runs with its default and nobody notices.",
    codes: ["mcp/env-typo", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withServerEnv(config, envFile({ QUILT_SERVICE_TIMOUT: "120" })),
  },
]);
