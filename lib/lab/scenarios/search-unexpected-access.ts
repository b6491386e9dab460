import { withRegistry } from "@/lib/lab/stack/config-changes";
import { nobodyStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const searchUnexpectedAccess = defineScenario({
  id: "search-unexpected-access",
  title: "Anybody may search a private catalog",
  story: "A caller without a token gets hits, and should get nothing.",
  group: "search",
  codes: ["search/unexpected-access"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/unexpected-access",
  given: nobodyStack,
  fault: (config) => withRegistry(config, { unguarded: ["graphql"] }),
});
