import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchNotEnforced = defineScenario({
  id: "search-not-enforced",
  title: "Search answers anyone as this user",
  story:
    "Without a token, too, GraphQL says it is this user. The stack demands a login, and this endpoint does not look.",
  group: "search",
  codes: ["mcp/not-enforced", "search/not-enforced"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/not-enforced",
  fault: (config) => withRegistry(config, { unguarded: ["graphql"] }),
});
