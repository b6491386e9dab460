import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchInvalidInput = defineScenario({
  id: "search-invalid-input",
  title: "The query cannot be parsed",
  story: "An unescaped slash starts a regular expression in the query language of search.",
  group: "search",
  codes: ["search/invalid-input"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/invalid-input",
  fault: (config) => withTarget(config, { query: "raw/README.md" }),
});
