import type { CauseRule, RunFacts } from "@/lib/diagnosis/cause-rule";
import { hasRecognised } from "./joined";
import { basisOf, loggedLine } from "./known-log-lines";
import { mcpAccessCauses } from "./mcp-access-causes";
import { FAILED, isMcpMode } from "./mcp-failures";

/** The direct calls with this token that work where the server's do not. */
function worksDirectly(facts: RunFacts): readonly string[] {
  return ["exchange", "s3", "search"].filter((layer) => facts.status(layer) === "pass");
}

/** Why an MCP server refuses the token or fails with it (facts of quilt-mcp). */
const mcpFailureCauses: readonly CauseRule[] = [
  {
    id: "mcp-test-token",
    explains: [...FAILED, "mcp/forbidden"],
    when: (facts) =>
      facts.finding("signature/known-secret") === null && facts.finding("claims/known-fake") === null
        ? null
        : {
            text: "this is a test token: the server may accept it, but the registry does not",
            basis: "inferred",
            actor: "token-holder",
            decide: "a token from a fresh login to the catalog",
            heading: "the MCP server was given a test token, which no registry accepts",
            next: "Use a token that the catalog issued.",
          },
  },
  {
    id: "mcp-role-token",
    explains: FAILED,
    when: (facts) =>
      facts.finding("claims/catalog-token-missing") === null || facts.status("s3") !== "pass"
        ? null
        : {
            text: "the token names a role but holds no catalog token: S3 tools work, but catalog tools have no user to ask for",
            basis: "observed",
            actor: "token-holder",
            decide: "the token's claims; a token from a catalog login carries the identity that search needs",
            heading: "the token carries an AWS role but no catalog identity: S3 works, catalog tools cannot",
            next: "Use a token that the catalog issued, or one that holds such a token (catalog_token).",
          },
  },
  {
    id: "mcp-validates-itself",
    explains: ["mcp/unauthorized", "mcp/forbidden"],
    when: (facts) =>
      !hasRecognised(facts, "mcp", "says-invalid-jwt")
        ? null
        : {
            text: "an old server (quilt-mcp up to 0.14) verifies tokens itself, by its own secret and its own rules for claims, and says why it refuses this one",
            basis: "observed",
            actor: "deployer",
            decide: "the server's version, and its answer",
            heading: "the MCP server is an old version that verifies tokens itself, and refuses this one",
            next: "Upgrade quilt-mcp to 0.17 or later, which leaves the check to the registry.",
          },
  },
  {
    id: "mcp-header-lost",
    explains: ["mcp/unauthorized"],
    when: (facts) =>
      facts.tokenKind === null || !hasRecognised(facts, "mcp", "says-no-token-came")
        ? null
        : {
            text: "the server says that no token came, though one was sent: something in between takes the Authorization header away",
            basis: "observed",
            actor: "deployer",
            decide: "the server's answer; the same call past any proxy",
            heading: "the MCP server says that no token came: something in between drops the Authorization header",
            next: "Find what stands between this machine and the MCP server, and let the Authorization header through.",
          },
  },
  {
    id: "mcp-api-key",
    explains: FAILED,
    when: (facts) =>
      facts.tokenKind !== "api-key" || !hasRecognised(facts, "mcp", "says-jwt-required")
        ? null
        : {
            text: "quilt-mcp's S3 tools need a JWT, a token of three parts, and an API key is not one",
            basis: "observed",
            actor: "token-holder",
            decide: "the tool's answer: JWT authentication required",
            next: "Use a catalog token there, or the platform's own MCP endpoint.",
          },
  },
  {
    id: "mcp-no-exchange",
    explains: ["mcp/tool-failed"],
    when: (facts) =>
      hasRecognised(facts, "mcp", "says-no-credentials-for-jwt")
        ? {
            text: "this version (quilt-mcp 0.13 to 0.14.0) does not exchange tokens for AWS credentials, so its S3 tools cannot work",
            basis: "observed",
            actor: "deployer",
            decide: "the tool's answer",
            next: "Upgrade quilt-mcp.",
          }
        : null,
  },
  {
    id: "mcp-registry-is-catalog",
    explains: FAILED,
    when: (facts) =>
      hasRecognised(facts, "mcp", "says-not-json")
        ? {
            text: "the server's registry URL answers with a page: it is the catalog's, a proxy's or a sign-in page's",
            basis: "observed",
            actor: "deployer",
            decide: "QUILT_REGISTRY_URL of the server, beside registryUrl in the catalog's config.json",
            heading: "the MCP server's registry URL does not lead to a registry",
            next: "Set QUILT_REGISTRY_URL of the server to the registryUrl of config.json.",
          }
        : null,
  },
  {
    id: "mcp-no-own-session",
    explains: ["mcp/tool-failed"],
    when: (facts) =>
      hasRecognised(facts, "mcp", "says-no-own-session")
        ? {
            text: "the server looks for a session or credentials of its own and has none: legacy mode, or a catalog config without a field that it needs",
            basis: "observed",
            actor: "deployer",
            decide: "the server's mode, and analyticsBucket in the catalog's config.json",
          }
        : null,
  },
  {
    id: "mcp-stdio-works",
    explains: FAILED,
    when: (facts) =>
      hasRecognised(facts, "mcp", "stdio-gives-data")
        ? {
            text: "started as a command, the server gives data with the session on this disk; over HTTP it has only the bearer token",
            basis: "inferred",
            actor: "deployer",
            decide: "the table of the stdio server, beside the calls over HTTP",
          }
        : null,
  },
  {
    id: "mcp-direct-works",
    explains: FAILED,
    when: (facts) => {
      const direct = worksDirectly(facts);
      // A tool that fails for a reason of the server's own says nothing about registries.
      if (!hasRecognised(facts, "mcp", "says-refused-upstream")) return null;
      if (direct.length === 0 || isMcpMode(facts, "legacy")) return null;
      return {
        text: `the same token works directly (${direct.join(", ")}), but the registry behind the server refuses it: it is another one, or the token is changed on the way`,
        basis: "inferred",
        actor: "deployer",
        decide: "QUILT_REGISTRY_URL and QUILT_CATALOG_URL of the server, beside the target's",
        heading: "the registry accepts this token directly, but the MCP server's registry does not",
        next: "Compare the server's QUILT_REGISTRY_URL with the registry that accepts this token.",
        evidence: { worksDirectly: direct },
      };
    },
  },
  {
    id: "mcp-same-refusal",
    explains: ["mcp/unauthorized", "mcp/expired"],
    when: (facts) =>
      facts.finding("exchange/rejected") === null
        ? null
        : {
            text: "the registry refuses the same token directly: the fault is not the MCP server's",
            basis: "inferred",
            actor: "token-holder",
            decide: "the exchange layer",
          },
  },
  {
    id: "mcp-slow-hop",
    explains: ["mcp/timeout"],
    when: (facts) => {
      const tool = facts.finding("mcp/timeout")?.evidence.tool;
      return typeof tool !== "string"
        ? null
        : {
            text: `only ${tool} hangs: a hop behind the server is slow or not reachable from it (quilt-mcp waits 30 s for the exchange and 60 s for GraphQL)`,
            basis: "inferred",
            actor: "deployer",
            decide: "the server's log: what it waited for; the same call from the server's own network",
          };
    },
  },
  {
    id: "mcp-log-error",
    explains: FAILED,
    when: (facts) => {
      const line = loggedLine(facts, "mcp", "trouble");
      return line === null
        ? null
        : {
            text: `the server's log says: ${line.message.slice(0, 160)}`,
            basis: basisOf(line),
            actor: "deployer",
            decide: `the log of ${line.source}`,
            line: { source: line.source, at: line.at },
          };
    },
  },
  {
    id: "mcp-session-lost",
    explains: ["mcp/session-lost"],
    when: (facts) =>
      hasRecognised(facts, "mcp", "session-unknown")
        ? {
            text: "several instances behind one address, each of which knows only its own sessions",
            basis: "possible",
            actor: "deployer",
            decide: "sticky sessions at the load balancer, or a stateless server",
          }
        : null,
  },
];

/** Every cause of the mcp layer: who is served comes before what fails. */
export const mcpCauses: readonly CauseRule[] = [...mcpAccessCauses, ...mcpFailureCauses];
