import { withCatalog, withRegistry, withSubject, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchOpenNotEnforced = defineScenario({
  id: "search-open-not-enforced",
  title: "The open catalog believes a forged token",
  story: "Anybody may search, but an altered token is answered as its user.",
  group: "search",
  codes: ["search/not-enforced"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/not-enforced",
  given: (config) =>
    withSubject(
      withTarget(withRegistry(withCatalog(config, { alwaysRequiresAuth: false }), { bucketIsOpen: true }), {
        mcpUrl: null,
      }),
      { access: { search: "open" } },
    ),
  fault: (config) => withRegistry(config, { badTokenIs: "served" }),
});
