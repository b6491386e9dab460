import type { CauseRule, RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine } from "@/lib/diagnosis/model";
import { hasRecognised } from "./joined";
import { basisOf, loggedLine } from "./known-log-lines";
import { FAILED, isMcpMode } from "./mcp-failures";

/** Variables of quilt-mcp that put another token in the place of a missing one, by what its log then says. */
const SUBSTITUTES = [
  ["uses-fallback-jwt", "QUILT_FALLBACK_JWT"],
  ["uses-test-jwt", "QUILT_ALLOW_TEST_JWT"],
] as const;

/** What the server's log says of the control's own request: what it did for a caller without a token. */
function loggedSubstitute(facts: RunFacts): { readonly line: LogLine; readonly source: string } | null {
  for (const [known, source] of SUBSTITUTES) {
    const line = loggedLine(facts, "mcp", known, (purpose) => purpose === "control:no-token");
    if (line !== null) return { line, source };
  }
  return null;
}

/** Why an MCP server serves the wrong caller, or answers as somebody else (facts of quilt-mcp). */
export const mcpAccessCauses: readonly CauseRule[] = [
  {
    id: "mcp-log-fallback",
    explains: ["mcp/open", "mcp/handshake-open"],
    when: (facts) => {
      const logged = loggedSubstitute(facts);
      if (logged === null) return null;
      const { line, source } = logged;
      return {
        text: `the server's log says so: ${source} is used for callers without a token`,
        basis: basisOf(line),
        actor: "deployer",
        decide: `the log of ${line.source}`,
        heading: "the MCP server uses a token of its own for callers without one",
        next: `Remove ${source} from the server's environment and restart it.`,
        evidence: { log: line.message.slice(0, 200) },
        line: { source: line.source, at: line.at },
      };
    },
  },
  {
    id: "mcp-legacy-mode",
    explains: ["mcp/open", "mcp/not-enforced", "mcp/wrong-identity", ...FAILED],
    when: (facts) =>
      isMcpMode(facts, "legacy")
        ? {
            text: "the server runs in legacy mode: it ignores the Authorization header and answers with its own credentials",
            basis: "observed",
            actor: "deployer",
            decide: "the instructions in its handshake",
            heading: "the MCP server runs in legacy mode and serves any caller as itself",
            next: "Start it with --deployment remote, and remove its AWS credentials and quilt3 session.",
          }
        : null,
  },
  {
    id: "mcp-fallback-jwt",
    explains: ["mcp/open"],
    when: (facts) =>
      isMcpMode(facts, "legacy") ||
      facts.finding("mcp/not-enforced") !== null ||
      // The file that says so explains it better.
      facts.finding("mcp/env-fallback-token") !== null
        ? null
        : {
            text: "callers without a token run with one of the server's own (QUILT_FALLBACK_JWT, or one that a proxy adds); a wrong token is still refused",
            basis: "inferred",
            actor: "deployer",
            decide: "the server's environment, and its log: Using QUILT_FALLBACK_JWT fallback token",
            heading: "the MCP server uses a token of its own for callers without one",
            next: "Remove QUILT_FALLBACK_JWT from the server's environment and restart it.",
          },
  },
  {
    id: "mcp-own-token-refused",
    explains: ["mcp/handshake-open"],
    when: (facts) =>
      hasRecognised(facts, "mcp", "substitute-token-refused")
        ? {
            text: "callers without a token run with one of the server's own that the registry refuses: an expired QUILT_FALLBACK_JWT, or QUILT_ALLOW_TEST_JWT",
            basis: "inferred",
            actor: "deployer",
            decide: "the server's environment",
          }
        : null,
  },
  {
    id: "mcp-answers-for-all",
    explains: ["mcp/not-enforced"],
    when: (facts) =>
      isMcpMode(facts, "legacy")
        ? null
        : {
            text: "the server, or something in front of it, answers every caller with one credential: its own AWS role, a session on disk, or a token that a proxy adds",
            basis: "inferred",
            actor: "deployer",
            decide: "call the server directly, past any proxy, with a wrong token; then check its environment",
          },
  },
  {
    id: "mcp-own-role",
    explains: ["mcp/wrong-identity"],
    when: (facts) => {
      const answered = facts.finding("mcp/wrong-identity")?.evidence.answeredAs;
      return typeof answered !== "string"
        ? null
        : {
            text: `AWS knows the server's calls as ${answered}: its own role, or a fallback token's`,
            basis: "observed",
            actor: "deployer",
            decide: "what discover_permissions answers",
            heading: "the MCP server calls AWS as someone other than this token's user",
            next: "Start the server without AWS credentials of its own, so that it can use only the caller's.",
          };
    },
  },
];
