import { withFault, withTarget } from "@/lib/lab/stack/config-changes";
import type { FaultAction } from "@/lib/lab/stack/fault-rules";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { gatePage, jsonBody } from "../fault-actions";
import { defineHealthy } from "../scenario";

/** What the registry answers a wrong caller; its MCP server would have to read the same, and is left out. */
function refusing(config: StackConfig, endpoint: "credentials" | "graphql", action: FaultAction): StackConfig {
  return withFault(withTarget(config, { mcpUrl: null }), { server: "registry", endpoint, on: "imposter", action });
}

/** Refusals in other forms than a 401 of the registry's own. */
export const healthyRefusals = defineHealthy([
  {
    id: "healthy-refused-by-nginx",
    title: "nginx refuses the wrong callers",
    story: "A module of nginx checks tokens: wrong ones get its 401 page, which is a refusal like any other.",
    given: (config) => refusing(config, "credentials", gatePage(401, "Authorization Required", "nginx/1.25.3")),
  },
  {
    id: "healthy-refused-with-400",
    title: "Wrong tokens get a 400 with a code",
    story:
      "The registry answers 400 and the code invalid_token of OAuth. A code is a sign; a sentence would not be one.",
    given: (config) =>
      refusing(config, "credentials", jsonBody(400, { error: "invalid_token", error_description: "x" })),
  },
  {
    id: "healthy-refused-inside-200",
    title: "Wrong tokens get a 200 that says 401",
    story: "A gateway always answers 200 and puts the status into the body.",
    given: (config) =>
      refusing(config, "credentials", jsonBody(200, { error: { code: 401, status: "UNAUTHENTICATED", message: "x" } })),
  },
  {
    id: "healthy-refused-by-graphql-code",
    title: "GraphQL refuses by a code",
    story: "The GraphQL endpoint answers 200 and gives its refusal as extensions.code UNAUTHENTICATED.",
    given: (config) =>
      refusing(
        config,
        "graphql",
        jsonBody(200, {
          data: null,
          errors: [{ message: "Not Authorised!", extensions: { code: "UNAUTHENTICATED" } }],
        }),
      ),
  },
]);
