import { withCatalog, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchAnonymousAccess = defineScenario({
  id: "search-anonymous-access",
  title: "The catalog is open and so is the bucket",
  story: "Visitors without a token find the same things, so that this token finds them proves nothing about it.",
  group: "search",
  codes: ["search/anonymous-access"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/anonymous-access",
  given: (config) => withRegistry(config, { bucketIsOpen: true }),
  fault: (config) => withCatalog(config, { alwaysRequiresAuth: false }),
});
