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
    story: "Callers without a token get data. The server's env file shows why: it holds a token for them.",
    codes: ["mcp/env-fallback-token", "mcp/open", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/open",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withMcp(config, { withoutToken: "fallback" }), envFile({ QUILT_FALLBACK_JWT: "{{token}}" })),
  },
  {
    id: "mcp-env-test-tokens",
    title: "The file lets the server make up test tokens",
    story: "The handshake works without a token, and the file shows why: QUILT_ALLOW_TEST_JWT is on.",
    codes: ["mcp/env-test-tokens", "mcp/handshake-open", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withMcp(config, { withoutToken: "test-token" }), envFile({ QUILT_ALLOW_TEST_JWT: "true" })),
  },
  {
    id: "mcp-env-test-secret",
    title: "An old server's file holds a published secret",
    story:
      "quilt-mcp 0.14 checks tokens with MCP_JWT_SECRET. Its file says test-secret, so it refuses what the registry signs and accepts what anyone can sign.",
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
      "The AWS calls carry the server's own role, and its file shows where that comes from: AWS keys among its variables.",
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
      "The token works directly but is refused at the MCP server. Its file shows why: QUILT_REGISTRY_URL is another stack's.",
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
      "The server ignores tokens and signs with its own credentials. Its file asks for that: QUILT_DEPLOYMENT=legacy.",
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
    title: "The file says remote, but the server runs as legacy",
    story: "The operator's file is in order, but the server ignores tokens: it was started with other settings.",
    codes: ["mcp/env-not-running", "mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
  },
  {
    id: "mcp-env-region",
    title: "The file sets only AWS_REGION",
    story:
      "discover_permissions says that a region is missing, and the file shows why: boto3 reads only AWS_DEFAULT_REGION.",
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
    story:
      "quilt-mcp does not start without QUILT_REGISTRY_URL. Nothing listens at the MCP URL, and the file shows why.",
    codes: ["mcp/env-missing-url", "mcp/unreachable"],
    verdict: "inconclusive",
    code: "mcp/unreachable",
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) =>
      withServerEnv(withTarget(config, { mcpUrl: { at: "closed" } }), envFile({ QUILT_REGISTRY_URL: null })),
  },
  {
    id: "mcp-env-invalid-mode",
    title: "The file sets an unknown mode, and nothing listens",
    story: "QUILT_DEPLOYMENT is mistyped, so quilt-mcp stops with a traceback. Nothing listens at the MCP URL.",
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
      "MCP_REQUIRE_JWT and MCP_JWT_ISSUER make it look as if the server checked tokens. quilt-mcp 0.22 reads neither; the chain works all the same.",
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
    title: "The compose file leaves the root file system writable",
    story: "Nothing in the chain breaks. But what one call writes, the next may read.",
    codes: ["mcp/env-writable-root", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, composeFile()),
    fault: (config) => withServerEnv(config, composeFile({ readOnly: false })),
  },
  {
    id: "mcp-env-home",
    title: "The compose file has a read-only root and no writable HOME",
    story: "quilt3 writes its configuration under HOME and cannot write there. This chain works without it.",
    codes: ["mcp/env-home", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, composeFile()),
    fault: (config) => withServerEnv(config, composeFile({ home: null })),
  },
  {
    id: "mcp-env-proxy",
    title: "The file sends the server's calls through a proxy",
    story: "Worth knowing when a hop behind the server is slow: all its calls go through HTTPS_PROXY.",
    codes: ["mcp/env-proxy", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withServerEnv(config, envFile({ HTTPS_PROXY: "http://proxy.example.internal:3128" })),
  },
  {
    id: "mcp-env-typo",
    title: "The file has a mistyped name",
    story: "QUILT_SERVICE_TIMOUT is not read. The server runs with its default, and nobody notices.",
    codes: ["mcp/env-typo", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    given: (config) => withServerEnv(config, envFile()),
    fault: (config) => withServerEnv(config, envFile({ QUILT_SERVICE_TIMOUT: "120" })),
  },
]);
