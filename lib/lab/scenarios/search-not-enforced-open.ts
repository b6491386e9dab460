import { withCatalog, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchNotEnforcedOpen = defineScenario({
  id: "search-not-enforced-open",
  title: "An open stack takes a forged token for the user",
  story:
    "The catalog allows anonymous visitors. A token with a wrong signature is not treated as one of them but as its user.",
  group: "search",
  codes: ["mcp/not-enforced", "search/not-enforced"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/not-enforced",
  given: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
  fault: (config) => withRegistry(config, { badTokenIs: "served" }),
});
