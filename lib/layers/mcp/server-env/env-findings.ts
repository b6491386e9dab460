import type { FindingTable } from "@/lib/diagnosis/layer";

/**
 * What the operator's file says of the server. A file is no observed server, so none of these changes a status: they
 * warn, inform, and explain what was observed (lib/causes).
 */
export const envFindings: FindingTable = {
  "env-test-secret": {
    effect: "warn",
    title: "the server's file sets a published signing secret",
    remedy: "Remove it. quilt-mcp 0.17 and later needs no secret; older versions accept any token signed with it.",
    actor: "deployer",
  },
  "env-fallback-token": {
    effect: "warn",
    title: "the server's file sets QUILT_FALLBACK_JWT: callers without a token run as that token",
    remedy: "Remove QUILT_FALLBACK_JWT from the file and restart the server.",
    actor: "deployer",
  },
  "env-test-tokens": {
    effect: "warn",
    title: "the server's file enables test tokens",
    remedy: "Remove the test switches from the file: they are for tests without a registry.",
    actor: "deployer",
  },
  "env-own-credentials": {
    effect: "warn",
    title: "the server's file gives it AWS credentials of its own",
    remedy: "Remove them. When a token's exchange fails, quilt-mcp falls back to them and answers as itself.",
    actor: "deployer",
  },
  "env-other-registry": {
    effect: "warn",
    title: "the server's file points to a different registry or catalog than this run's",
    remedy: "Set the URLs to this run's, unless they are other names for the same hosts inside the server's network.",
    actor: "deployer",
  },
  "env-legacy-mode": {
    effect: "warn",
    title: "the server's file starts it in legacy mode, which ignores tokens",
    remedy: "Set QUILT_DEPLOYMENT=remote.",
    actor: "deployer",
  },
  "env-invalid-mode": {
    effect: "warn",
    title: "the server's file sets an unknown mode, so quilt-mcp does not start",
    remedy:
      "Set QUILT_DEPLOYMENT to remote, local or legacy, and FASTMCP_TRANSPORT to stdio, http, sse or streamable-http.",
    actor: "deployer",
  },
  "env-ignored": {
    effect: "info",
    title: "the server's file sets switches that this version of quilt-mcp does not read",
    remedy: "Remove them: they do nothing, and suggest that the server checks tokens.",
    actor: "deployer",
  },
  "env-region": {
    effect: "warn",
    title: "the server's file sets AWS_REGION, but boto3 reads only AWS_DEFAULT_REGION",
    remedy: "Set AWS_DEFAULT_REGION as well.",
    actor: "deployer",
  },
  "env-missing-url": {
    effect: "warn",
    title: "the server's file lacks a URL that quilt-mcp needs to start in this mode",
    remedy: "Set QUILT_CATALOG_URL and QUILT_REGISTRY_URL.",
    actor: "deployer",
  },
  "env-writable-root": {
    effect: "info",
    title: "the server's file leaves its root file system writable",
    remedy:
      "Nothing to fix for this token. For a stateless server, set read_only, mount a tmpfs at /tmp and set HOME there.",
    actor: "deployer",
  },
  "env-home": {
    effect: "warn",
    title: "the server's file makes the root file system read-only and sets no writable HOME",
    remedy: "Mount a tmpfs at /tmp and set HOME=/tmp: quilt3 writes its configuration under HOME.",
    actor: "deployer",
  },
  "env-proxy": {
    effect: "info",
    title: "the server's file sends its calls through a proxy",
    remedy: "If the server's calls hang or fail, check the proxy. Set NO_PROXY to bypass it for the registry and AWS.",
    actor: "deployer",
  },
  "env-typo": {
    effect: "warn",
    title: "the server's file sets a variable whose name looks mistyped",
    remedy: "Correct the name if it is a typo: quilt-mcp does not read it as written.",
    actor: "deployer",
  },
  "env-not-running": {
    effect: "warn",
    title: "the server does not behave as the file says",
    remedy: "Find what overrides the file, or the file that the server was actually started with.",
    actor: "deployer",
  },
};
