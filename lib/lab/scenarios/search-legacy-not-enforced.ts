import { withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchLegacyNotEnforced = defineScenario({
  id: "search-legacy-not-enforced",
  title: "The legacy search answers anyone",
  story: "The old search endpoint gives hits without a token.",
  group: "search",
  codes: ["search/not-enforced"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/not-enforced",
  given: (config) => withTarget(config, { searchApi: "legacy" }),
  fault: (config) => withRegistry(config, { unguarded: ["search"] }),
});
