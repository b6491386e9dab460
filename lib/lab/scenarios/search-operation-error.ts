import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchOperationError = defineScenario({
  id: "search-operation-error",
  title: "The search backend fails",
  story: "The registry answers as this user and says that its search backend did not.",
  group: "search",
  codes: ["search/operation-error"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/operation-error",
  fault: (config) => withRegistry(config, { searchOutcome: "operation-error" }),
});
