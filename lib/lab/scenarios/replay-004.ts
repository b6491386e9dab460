import { withIam, withMcp, withOptions } from "@/lib/lab/stack/config-changes";
import { roleServerStack } from "./given-role-server";
import { defineScenario } from "./scenario";

export const replay004 = defineScenario({
  id: "replay-004",
  title: "Note 004: a real role that trusts somebody else",
  story:
    "The role exists. Its trust policy names neither the server nor the operator, so nobody who holds the token can assume it. The server goes on without credentials, and discover_permissions hangs as it did with the placeholder.",
  group: "exchange",
  codes: ["exchange/assume-role-denied", "mcp/timeout", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: roleServerStack,
  fault: (config) =>
    withOptions(withMcp(withIam(config, { trusts: "stranger" }), { withoutCredentials: "goes-on" }), {
      timeoutMs: 1500,
    }),
});
