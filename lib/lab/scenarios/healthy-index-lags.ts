import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyIndexLags = defineScenario({
  id: "healthy-index-lags",
  title: "The index lags behind, and what is searched for is in it",
  story:
    "S3 holds an object that is newer than the bucket's last indexing. The object searched for is older, so search finds it: the lag is shown, and nothing fails.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withRegistry(config, { indexedAt: "2026-02-25T06:00:00Z" }),
});
