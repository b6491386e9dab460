import { withIam, withMcp, withOptions, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec, hybridTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { roleServerStack } from "../given-role-server";
import { defineReplays } from "../scenario";

/** The five notes that the project came from, as stacks that show what they describe. */
export const replayedNotes = defineReplays([
  {
    id: "replay-000",
    title: "Note 000: why JWT tests were lying",
    story:
      "The test's token is signed with test-secret, which is also what its MCP server expects: the server accepts it, and a suite that lists tools is green. The registry has a secret of its own. No tool that asks it gets an answer.",
    codes: [
      "claims/known-fake",
      "exchange/rejected",
      "mcp/unauthorized",
      "search/unauthorized",
      "signature/known-secret",
      "signature/mismatch",
    ],
    verdict: "fail",
    code: "signature/known-secret",
    given: (config) => withMcp(config, { kind: "validating", version: "0.14.1" }),
    fault: (config) =>
      withMcp(
        withToken(config, {
          ...catalogTokenSpec(),
          signer: "published-secret",
          claims: {
            id: { value: "81a35282-0149-4eb3-bb8e-627379db6a1c" },
            uuid: { value: "3caa49a9-3752-486e-b979-51a369d6df69" },
            exp: { inSeconds: 75 * 86_400 },
          },
        }),
        { validation: { secret: "published", claims: "catalog-only" } },
      ),
  },
  {
    id: "replay-001",
    title: "Note 001: a server that checks no token, and tests that pass",
    story:
      "The server ignores tokens and lists S3 with its own credentials. The other tools fail, but without a protocol error, so a harness that looks for one prints PASSED for each.",
    codes: ["mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { kind: "legacy", version: "0.15.0", ownCredentials: "working" }),
  },
  {
    id: "replay-002",
    title: "Note 002: a token that was constructed, not extracted",
    story:
      "The test makes its own token with an AWS role in it. S3 works, directly and through the MCP server. Search finds nothing, because the token does not say which catalog user is asking.",
    codes: ["claims/catalog-token-missing", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    given: roleServerStack,
    fault: (config) => withToken(config, withoutClaim(hybridTokenSpec(), "catalog_token")),
  },
  {
    id: "replay-003",
    title: "Note 003: a placeholder for a role",
    story:
      "The token names TestRole in AWS's documentation account. The server accepts the token, fails to assume the role and continues without credentials: search finds nothing, discover_permissions hangs, and 93 % of the tests pass.",
    codes: [
      "claims/catalog-token-missing",
      "claims/known-fake",
      "exchange/assume-role-denied",
      "mcp/timeout",
      "mcp/tool-failed",
    ],
    verdict: "fail",
    code: "claims/known-fake",
    given: roleServerStack,
    fault: (config) => {
      const token = {
        ...hybridTokenSpec(),
        claims: {
          iss: { value: "mcp-test" },
          aud: { value: "mcp-server" },
          sub: { value: "test-user" },
          iat: { inSeconds: 0 },
          exp: { inSeconds: 3600 * 48 },
          role_arn: { value: "arn:aws:iam::123456789012:role/TestRole" },
        },
      } as const;
      return withOptions(withMcp(withToken(config, token), { withoutCredentials: "goes-on" }), { timeoutMs: 1500 });
    },
  },
  {
    id: "replay-004",
    title: "Note 004: a real role that trusts someone else",
    story:
      "The role exists. Its trust policy names neither the server nor the operator, so nobody who holds the token can assume it. The server continues without credentials, and discover_permissions hangs as it did with the placeholder.",
    codes: ["exchange/assume-role-denied", "mcp/timeout", "mcp/tool-failed"],
    verdict: "fail",
    code: "exchange/assume-role-denied",
    given: roleServerStack,
    fault: (config) =>
      withOptions(withMcp(withIam(config, { trusts: "stranger" }), { withoutCredentials: "goes-on" }), {
        timeoutMs: 1500,
      }),
  },
]);
