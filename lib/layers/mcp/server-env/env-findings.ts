import type { FindingTable } from "@/lib/diagnosis/layer";

/**
 * What the operator's file says of the server. A file is no observed server, so none of these changes a status: they
 * warn, inform, and explain what was observed (lib/causes).
 */
export const envFindings: FindingTable = {
  "env-test-secret": {
    effect: "warn",
    title: "the server's file sets a signing secret that is published",
    remedy: "Take it out. quilt-mcp from 0.17 on needs none; an older one takes any token that somebody signs with it.",
    actor: "deployer",
  },
  "env-fallback-token": {
    effect: "warn",
    title: "the server's file sets QUILT_FALLBACK_JWT: callers without a token run as that token",
    remedy: "Take QUILT_FALLBACK_JWT out of the file and start the server anew.",
    actor: "deployer",
  },
  "env-test-tokens": {
    effect: "warn",
    title: "the server's file switches test tokens on",
    remedy: "Take the test switches out of the file: they are for tests without a registry.",
    actor: "deployer",
  },
  "env-own-credentials": {
    effect: "warn",
    title: "the server's file gives it AWS credentials of its own",
    remedy: "Take them out. quilt-mcp falls back to them where a token's exchange fails, and then answers as itself.",
    actor: "deployer",
  },
  "env-other-registry": {
    effect: "warn",
    title: "the server's file points it at another registry or catalog than this run's",
    remedy: "Set the URLs to this run's, unless they are other names for the same hosts inside the server's network.",
    actor: "deployer",
  },
  "env-legacy-mode": {
    effect: "warn",
    title: "the server's file starts it in legacy mode, which looks at no token",
    remedy: "Set QUILT_DEPLOYMENT=remote.",
    actor: "deployer",
  },
  "env-invalid-mode": {
    effect: "warn",
    title: "the server's file names a mode that quilt-mcp does not know: it does not start",
    remedy: "QUILT_DEPLOYMENT is remote, local or legacy; FASTMCP_TRANSPORT is stdio, http, sse or streamable-http.",
    actor: "deployer",
  },
  "env-ignored": {
    effect: "info",
    title: "the server's file sets switches that this version of quilt-mcp does not read",
    remedy: "Take them out: they do nothing, and who reads them believes that the server checks tokens.",
    actor: "deployer",
  },
  "env-region": {
    effect: "warn",
    title: "the server's file sets AWS_REGION and not AWS_DEFAULT_REGION, which alone boto3 reads",
    remedy: "Set AWS_DEFAULT_REGION as well.",
    actor: "deployer",
  },
  "env-missing-url": {
    effect: "warn",
    title: "the server's file lacks a URL without which quilt-mcp does not start in this mode",
    remedy: "Set QUILT_CATALOG_URL and QUILT_REGISTRY_URL.",
    actor: "deployer",
  },
  "env-writable-root": {
    effect: "info",
    title: "the server's file leaves its root file system writable",
    remedy: "Nothing for this chain. For a stateless server set read_only with a tmpfs for /tmp, and HOME there.",
    actor: "deployer",
  },
  "env-home": {
    effect: "warn",
    title: "the server's file makes its root read-only and gives it no writable HOME",
    remedy: "Mount a tmpfs at /tmp and set HOME=/tmp: quilt3 writes its configuration under HOME.",
    actor: "deployer",
  },
  "env-proxy": {
    effect: "info",
    title: "the server's file sends its calls through a proxy",
    remedy:
      "If calls of the server hang or fail, look at the proxy; exempt registry and AWS with NO_PROXY if it should not stand there.",
    actor: "deployer",
  },
  "env-typo": {
    effect: "warn",
    title: "the server's file sets a name that looks like a mistyped one",
    remedy: "Correct the name, if it was meant so: quilt-mcp does not read it as it stands.",
    actor: "deployer",
  },
  "env-not-running": {
    effect: "warn",
    title: "the server behaves otherwise than the file says",
    remedy: "Look for what overrides the file, or for the file that the server was really started with.",
    actor: "deployer",
  },
};
