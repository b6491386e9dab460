import { withMcp, withOptions, withToken } from "@/lib/lab/stack/config-changes";
import { hybridTokenSpec } from "@/lib/lab/stack/token-spec";
import { roleServerStack } from "./given-role-server";
import { defineScenario } from "./scenario";

export const replay003 = defineScenario({
  id: "replay-003",
  title: "Note 003: a placeholder for a role",
  story:
    "The token names TestRole in AWS's documentation account. The server takes the token, fails to assume the role and goes on without credentials: search finds nothing, discover_permissions hangs, and 93 % of the tests pass.",
  group: "claims",
  codes: [
    "claims/catalog-token-missing",
    "claims/known-fake",
    "exchange/assume-role-denied",
    "mcp/timeout",
    "mcp/tool-failed",
  ],
  verdict: "fail",
  brokenLayer: "claims",
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
});
