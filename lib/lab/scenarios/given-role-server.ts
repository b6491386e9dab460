import { withExchange, withMcp, withToken } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { hybridTokenSpec } from "@/lib/lab/stack/token-spec";

/**
 * A healthy stack with an MCP server as quilt-mcp 0.11 was meant to be: it checks the token, assumes its role with
 * credentials that the role trusts, and asks the catalog with the catalog token inside.
 */
export function roleServerStack(config: StackConfig): StackConfig {
  return withMcp(withExchange(withToken(config, hybridTokenSpec()), {}), {
    kind: "validating",
    version: "0.11.0",
    validation: { secret: "registry", claims: "any" },
    exchange: "assume-role",
    ownCredentials: "broker",
  });
}
