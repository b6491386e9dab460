import { withCatalog } from "@/lib/lab/stack/config-changes";
import { openStackForNobody } from "./given-stacks";
import { defineScenario } from "./scenario";

export const searchClosedToNobody = defineScenario({
  id: "search-closed-to-nobody",
  title: "The open catalog is open no more",
  story: "Anybody should be able to search, and a caller without a token is refused.",
  group: "search",
  codes: ["search/unauthorized"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/unauthorized",
  given: openStackForNobody,
  fault: (config) => withCatalog(config, { alwaysRequiresAuth: true }),
});
