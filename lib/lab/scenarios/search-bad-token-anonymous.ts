import { withCatalog, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchBadTokenAnonymous = defineScenario({
  id: "search-bad-token-anonymous",
  title: "An open stack treats a bad token as no token",
  story: "A token with a wrong signature is served as an anonymous visitor, hits included.",
  group: "search",
  codes: ["mcp/not-enforced", "search/anonymous-access"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/not-enforced",
  given: (config) => withRegistry(config, { bucketIsOpen: true, badTokenIs: "anonymous" }),
  fault: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
});
