import type { CauseRule, RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence } from "@/lib/diagnosis/model";
import { hasRecognised } from "./joined";
import { FAILED, isMcpMode } from "./mcp-failures";

/** What the operator's file says, by the reason of its finding; null where it says nothing of the kind. */
function fileSays(facts: RunFacts, reason: string): Evidence | null {
  return facts.finding(`mcp/env-${reason}`)?.evidence ?? null;
}

function words(value: Evidence[string] | undefined): string {
  return (Array.isArray(value) ? value : [value ?? ""]).join(", ");
}

/**
 * Why an MCP server fails, where the operator's file of it and what was observed point to one thing. The file is no
 * observed server, so both together are an inference; that it is not what runs is observed.
 */
export const serverEnvCauses: readonly CauseRule[] = [
  {
    id: "env-not-what-runs",
    explains: ["mcp/open", "mcp/not-enforced", "mcp/wrong-identity", ...FAILED],
    when: (facts) => {
      const differs = fileSays(facts, "not-running")?.differs;
      return differs === undefined
        ? null
        : {
            text: `the server was not started with the given file (${words(differs)}), so the file explains nothing here`,
            basis: "observed",
            actor: "deployer",
            decide: "the server's answers, beside the file",
            next: "Find what the server was actually started with: another file, a flag, or an older container that is still running.",
          };
    },
  },
  {
    id: "env-fallback",
    explains: ["mcp/open", "mcp/handshake-open"],
    when: (facts) =>
      fileSays(facts, "fallback-token") === null || fileSays(facts, "not-running") !== null
        ? null
        : {
            text: "the server's file sets QUILT_FALLBACK_JWT, and callers without a token get in: they run as that token",
            basis: "inferred",
            actor: "deployer",
            decide: "start the server without it; or its log: Using QUILT_FALLBACK_JWT fallback token",
            heading: "the MCP server's file sets QUILT_FALLBACK_JWT: callers without a token run as that token",
            next: "Remove QUILT_FALLBACK_JWT from the server's environment and restart it.",
            evidence: { fileSays: "QUILT_FALLBACK_JWT" },
          },
  },
  {
    id: "env-legacy",
    explains: ["mcp/open", "mcp/not-enforced", "mcp/wrong-identity", ...FAILED],
    when: (facts) => {
      const setting = fileSays(facts, "legacy-mode")?.setting;
      return setting === undefined
        ? null
        : {
            text: `the server's file asks for legacy mode (${words(setting)}): it then ignores the Authorization header`,
            // The handshake says legacy too, where it says anything.
            basis: isMcpMode(facts, "legacy") ? "observed" : "inferred",
            actor: "deployer",
            decide: "the instructions in its handshake",
            next: "Set QUILT_DEPLOYMENT=remote in the server's file and restart the server.",
          };
    },
  },
  {
    id: "env-test-token",
    explains: ["mcp/handshake-open"],
    when: (facts) => {
      const settings = fileSays(facts, "test-tokens")?.settings;
      return settings === undefined
        ? null
        : {
            text: `the server's file lets test tokens stand in for missing ones (${words(settings)}): the handshake works without a token`,
            basis: "inferred",
            actor: "deployer",
            decide: "start the server without them",
          };
    },
  },
  {
    id: "env-own-keys",
    explains: ["mcp/wrong-identity", "mcp/open", "mcp/not-enforced"],
    when: (facts) => {
      const sources = fileSays(facts, "own-credentials")?.sources;
      return sources === undefined
        ? null
        : {
            text: `the server's file gives it AWS credentials of its own (${words(sources)}): they are used instead of the caller's`,
            basis: "inferred",
            actor: "deployer",
            decide: "start the server without them: what then fails depended on them",
            heading: "the MCP server's file gives it AWS credentials of its own, and it answers with them",
            next: `Remove these from the server's environment: ${words(sources)}.`,
          };
    },
  },
  {
    id: "env-elsewhere",
    explains: FAILED,
    when: (facts) => {
      const settings = fileSays(facts, "other-registry")?.settings;
      return settings === undefined
        ? null
        : {
            text: `the server's file points it elsewhere (${words(settings)}): its registry is not this run's`,
            basis: "inferred",
            actor: "deployer",
            decide: "the same call with the file's URLs set to this run's",
            heading: "the MCP server's file points to a different registry than the one that accepts this token",
            next: "Set QUILT_REGISTRY_URL and QUILT_CATALOG_URL in the server's file to this run's.",
          };
    },
  },
  {
    id: "env-published-secret",
    explains: ["mcp/unauthorized", "mcp/not-enforced"],
    when: (facts) =>
      fileSays(facts, "test-secret") === null || !hasRecognised(facts, "mcp", "says-invalid-jwt")
        ? null
        : {
            text: "the server verifies tokens itself, and its file holds a published test secret: it accepts only test tokens",
            basis: "inferred",
            actor: "deployer",
            decide: "the server's version, and its answer",
            heading: "the MCP server verifies tokens with a published test secret, so it refuses the registry's tokens",
            next: "Upgrade quilt-mcp to 0.17 or later and remove the secret from its file.",
          },
  },
  {
    id: "env-no-region",
    explains: ["mcp/tool-failed"],
    when: (facts) =>
      fileSays(facts, "region") === null || !hasRecognised(facts, "mcp", "says-no-region")
        ? null
        : {
            text: "the server says that it has no region, and its file sets only AWS_REGION, which boto3 does not read",
            basis: "observed",
            actor: "deployer",
            decide: "the tool's answer, beside the file",
            heading: "the MCP server has no AWS region: its file sets AWS_REGION, but boto3 reads AWS_DEFAULT_REGION",
            next: "Set AWS_DEFAULT_REGION in the server's file.",
          },
  },
  {
    id: "env-no-start",
    explains: ["mcp/unreachable"],
    when: (facts) => {
      const missing = fileSays(facts, "missing-url")?.missing;
      const wrong = fileSays(facts, "invalid-mode")?.setting;
      if (missing === undefined && wrong === undefined) return null;
      const why = missing === undefined ? `${words(wrong)} is not one that it knows` : `${words(missing)} is not set`;
      return {
        text: `with the given file quilt-mcp does not start: ${why}`,
        basis: "inferred",
        actor: "deployer",
        decide: "the server's error output: QUILT MCP SERVER STARTUP ERROR, or a traceback",
        next: "Correct the server's file and restart the server.",
      };
    },
  },
  {
    id: "env-proxy",
    explains: ["mcp/timeout", "mcp/upstream-failed"],
    when: (facts) => {
      const settings = fileSays(facts, "proxy")?.settings;
      return settings === undefined
        ? null
        : {
            text: `the server's own calls go through a proxy, by its file (${words(settings)})`,
            basis: "possible",
            actor: "deployer",
            decide: "the same call from the server's own network, with and without the proxy",
          };
    },
  },
];
